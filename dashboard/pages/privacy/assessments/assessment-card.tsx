import { Alert, Badge, Button, Card, Group, Spoiler, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me, Site } from '../../../../api/contract.ts';
import type { Assessment, PolicyPage } from '../../../../api/contract-privacy.ts';
import { useTime } from '../../../parts/clock.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { FormProblem } from '../../../parts/problem.tsx';
import { date } from '../../../parts/time.ts';
import { type AssessmentDeed, useConcludeAssessment } from '../../../queries/assessments.ts';
import { titleOf } from '../words.ts';
import { mayApprove } from './may-approve.ts';
import { reviewDue } from './review-due.ts';

const STATES: Readonly<Record<Assessment['state'], { label: string; color: string }>> = {
  DRAFT: { label: 'Draft', color: 'gray' },
  DPIA_PENDING: { label: 'Waits for a DPIA', color: 'orange' },
  APPROVED: { label: 'Approved', color: 'teal' },
  OVERDUE: { label: 'Overdue', color: 'red' },
  FAILED: { label: 'Failed', color: 'red' },
};

interface AssessmentCardProps {
  site: Site;
  me: Me;
  page: PolicyPage;
  assessment: Assessment;
}

/** One record: about what, by whom, how it stands, and what can be done with it. */
export function AssessmentCard({ site, me, page, assessment }: AssessmentCardProps) {
  const time = useTime();
  const [failing, setFailing] = useState(false);
  const conclude = useConcludeAssessment(site.id);
  const { version, state, superseded, summary, author, approver, approvedAt, createdAt } = assessment;
  const approval = mayApprove(assessment, me.role, page.officers);
  const mayFail = me.role === 'privacy_officer' && !superseded && state !== 'FAILED';
  const due = assessment.reviewDue && !superseded ? reviewDue(assessment.reviewDue, time) : null;
  const run = (deed: AssessmentDeed) => conclude.mutateAsync({ version, deed });
  return (
    <Card component="li" data-testid="assessment" data-state={state}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap="xs">
            <Title order={2}>Record {version}</Title>
            <Badge color={STATES[state].color} c="var(--mantine-color-text)">
              {STATES[state].label}
            </Badge>
            {superseded ? <Badge color="gray">Replaced by a newer record</Badge> : null}
          </Group>
          {due && due.urgency !== 'overdue' ? (
            <Text size="sm" {...(due.urgency === 'soon' ? { fw: 600 } : { c: 'dimmed' })}>
              {due.text}
            </Text>
          ) : null}
        </Group>
        {due?.urgency === 'overdue' ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={due.text}>
            What stands on it is off until a new assessment is approved.
          </Alert>
        ) : null}
        <div>
          <Text fw={550}>
            {assessment.purposes.map((purpose) => titleOf(page.purposes, purpose)).join('; ')}
          </Text>
          <Text size="sm" c="dimmed">
            {assessment.regimes.length === page.regimes.length
              ? 'All regions'
              : assessment.regimes.map((regime) => titleOf(page.regimes, regime)).join('; ')}
          </Text>
        </div>
        <Spoiler maxHeight={96} showLabel="Show all of it" hideLabel="Show less">
          <Text style={{ whiteSpace: 'pre-wrap' }}>{summary}</Text>
        </Spoiler>
        <Text size="sm" c="dimmed">
          Recorded by {author}, {date(createdAt)}
          {approver && approvedAt ? ` · approved by ${approver}, ${date(approvedAt)}` : ''}
        </Text>
        <FormProblem error={failing ? null : conclude.error} />
        {approval !== 'no' || mayFail ? (
          <Group gap="sm">
            {approval === 'yes' ? (
              <Button
                loading={conclude.isPending}
                onClick={() =>
                  void run('approve').then(
                    () =>
                      notifications.show({
                        color: 'glass',
                        withBorder: true,
                        message: 'The assessment is approved. It is due for review in six months.',
                      }),
                    // Shown above the buttons.
                    () => undefined,
                  )
                }
              >
                Approve
              </Button>
            ) : null}
            {mayFail ? (
              <Button variant="default" onClick={() => setFailing(true)}>
                Record as failed
              </Button>
            ) : null}
            {approval === 'own' ? (
              <Text size="sm" c="dimmed">
                You wrote it, so somebody else approves it: nobody approves an assessment of their own.
              </Text>
            ) : null}
          </Group>
        ) : null}
      </Stack>
      <Confirm
        opened={failing}
        close={() => setFailing(false)}
        title="Record that the assessment failed?"
        deed="Record as failed"
        run={() => run('fail')}
      >
        At once nothing happens on it any more. Under the laws of Europe, the United Kingdom, Switzerland and
        Brazil its purposes are then off whatever their basis, except measuring, until a new assessment is
        approved.
      </Confirm>
    </Card>
  );
}
