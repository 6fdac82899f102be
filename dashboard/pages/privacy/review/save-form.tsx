import { Alert, Button, Card, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconUserCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Site } from '../../../../api/contract.ts';
import type { PolicyChange, PolicyPage, PolicySaved } from '../../../../api/contract-privacy.ts';
import { ApiError } from '../../../queries/client.ts';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { useSavePolicy } from '../../../queries/policy.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import type { Draft } from '../draft/lay-over.ts';
import { DraftProblem } from '../policy/draft-problem.tsx';

interface SaveFormProps {
  site: Site;
  page: PolicyPage;
  draft: Draft;
  /** Null until it is known. */
  change: PolicyChange | null;
  /** What is shown is not what would be saved. */
  blocked: boolean;
}

/** The reason, and the one button that fits: in force now, or to a second officer. */
export function SaveForm({ site, page, draft, change, blocked }: SaveFormProps) {
  const { discard } = useDraft();
  const [reason, setReason] = useState('');
  const save = useSavePolicy(site.id);
  const [, navigate] = useLocation();
  const href = useSiteHref();
  const asks = change?.widens === true && page.officers === 'two';
  const alone = change?.widens === true && page.officers === 'one';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(
      {
        baseVersion: draft.baseVersion,
        policy: draft.policy,
        reason: reason.trim(),
        ...(draft.restores === null ? {} : { restores: draft.restores }),
      },
      {
        onSuccess: (saved) => {
          discard();
          tell(saved);
          navigate(href('/privacy'));
        },
      },
    );
  };
  // Told by the message above, which knows what the other officer did.
  const told = save.error instanceof ApiError && save.error.code === 'policy_changed';
  return (
    <Card component="form" onSubmit={submit}>
      <Stack>
        <Explanation change={change} asks={asks} alone={alone} />
        {page.proposal && asks ? (
          <Alert variant="light" color="orange" title="Another change is waiting">
            A proposal of {page.proposal.author} is open. It has to be decided or withdrawn first.
          </Alert>
        ) : null}
        <Textarea
          label="Reason"
          description="For the history, and for the second officer: why this change, and why now."
          required
          minLength={3}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={8}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {told ? null : <DraftProblem error={save.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={blocked || change === null || reason.trim().length < 3}
            leftSection={asks ? <IconUserCheck size={17} /> : <IconCheck size={17} />}
          >
            {asks ? 'Ask a second officer' : 'Put in force now'}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function Explanation({
  change,
  asks,
  alone,
}: {
  change: PolicyChange | null;
  asks: boolean;
  alone: boolean;
}) {
  if (change === null) return null;
  if (asks) {
    return (
      <Text>
        This allows more than now, so a second privacy officer must agree. Until then the version in force
        stays.
      </Text>
    );
  }
  if (alone) {
    return (
      <Text>
        This allows more than now. There is no second privacy officer here, so your word is enough, and the
        history records that you decided alone.
      </Text>
    );
  }
  return <Text>This allows nothing more than now, so it is in force within a second of saving.</Text>;
}

function tell({ outcome, version }: PolicySaved): void {
  notifications.show({
    color: 'glass',
    withBorder: true,
    title: outcome === 'active' ? `Version ${version ?? ''} is in force` : 'A second officer is asked',
    message:
      outcome === 'active'
        ? 'Check whether the notice still describes it.'
        : 'Nothing changes until somebody else agrees.',
  });
}
