import { Button, Card, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconScale } from '@tabler/icons-react';
import type { Me, Site } from '../../../../api/contract.ts';
import type { Assessment, PolicyPage } from '../../../../api/contract-privacy.ts';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { count } from '../../../parts/time.ts';
import { useAssessments } from '../../../queries/assessments.ts';
import { AssessmentCard } from './assessment-card.tsx';
import { NewAssessmentModal } from './new-assessment-modal.tsx';

interface AssessmentsPageProps {
  site: Site;
  me: Me;
  page: PolicyPage;
}

/** Records of the balancing that legitimate interest stands on. Records are added and never changed. */
export function AssessmentsPage({ site, me, page }: AssessmentsPageProps) {
  const assessments = useAssessments(site.id);
  const [opened, { open, close }] = useDisclosure(false);
  const mayRecord = me.role === 'privacy_officer';
  const current = assessments.data?.filter(({ superseded }) => !superseded) ?? [];
  const earlier = assessments.data?.filter(({ superseded }) => superseded) ?? [];
  const record = mayRecord ? (
    <Button leftSection={<IconPlus size={17} aria-hidden="true" />} onClick={open}>
      Record an assessment
    </Button>
  ) : null;
  const list = (of: Assessment[], label: string) => (
    <Stack component="ul" gap="sm" className="plain-list" aria-label={label}>
      {of.map((assessment) => (
        <AssessmentCard key={assessment.version} site={site} me={me} page={page} assessment={assessment} />
      ))}
    </Stack>
  );
  return (
    <Page
      title="Assessments"
      lead="Legitimate interest holds only where an assessment of it is approved, by somebody other than its author, and reviewed every six months. An overdue or failed one switches its basis off by itself."
      demo={site.demo}
      actions={record}
    >
      {assessments.isPending ? <Loading rows={2} height={150} /> : null}
      {assessments.isError && !assessments.data ? (
        <Problem error={assessments.error} retry={assessments.refetch} />
      ) : null}
      {assessments.data && current.length === 0 ? (
        <Empty icon={IconScale} title="There is no assessment yet">
          So nothing happens on the basis of legitimate interest, whatever the matrix says.
        </Empty>
      ) : null}
      {current.length > 0 ? list(current, 'Assessments') : null}
      {earlier.length > 0 ? (
        <Card py="sm">
          <Disclosure label={`Show ${count(earlier.length, 'earlier record')}`}>
            {list(earlier, 'Earlier records')}
          </Disclosure>
        </Card>
      ) : null}
      <NewAssessmentModal site={site} page={page} opened={opened} close={close} />
    </Page>
  );
}
