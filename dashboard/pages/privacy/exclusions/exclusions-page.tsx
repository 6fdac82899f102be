import { Button, Card } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import type { Me } from '../../../../api/contract.ts';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { useExclusions } from '../../../queries/exclusions.ts';
import { AskedRow } from './asked-row.tsx';
import { ExclusionRow } from './exclusion-row.tsx';
import { NewExclusionModal } from './new-exclusion-modal.tsx';

/** Whose visits are none: by network, organization or domain, on all sites. */
export function ExclusionsPage({ me }: { me: Me }) {
  const [opened, { open, close }] = useDisclosure(false);
  const exclusions = useExclusions();
  const edits = me.role !== 'sales';
  const { items = [], asked = [] } = exclusions.data ?? {};
  return (
    <Page
      title="Exclusions"
      lead="Own offices, agencies, networks of robots, and organizations that nobody wants named. They count on all sites, within seconds."
      actions={edits ? <Button onClick={open}>Exclude visits</Button> : undefined}
    >
      {exclusions.isPending ? <Loading rows={3} height={72} /> : null}
      {exclusions.isError && !exclusions.data ? (
        <Problem error={exclusions.error} retry={exclusions.refetch} />
      ) : null}
      {asked.length > 0 ? (
        <Section title="Asked for" lead="Sales asks to exclude these organizations.">
          <Card p={0}>
            <ul className="plain-list" aria-label="Asked for">
              {asked.map((each) => (
                <AskedRow key={each.id} asked={each} decides={edits} />
              ))}
            </ul>
          </Card>
        </Section>
      ) : null}
      {exclusions.data && items.length === 0 ? (
        <Empty icon={IconEyeOff} title="Nothing is excluded">
          {edits
            ? 'Your own offices are a good beginning: their visits say nothing about anybody’s interest.'
            : 'An owner or a privacy officer excludes. From an alert or an organization you can ask for it.'}
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <Card p={0}>
          <ul className="plain-list" aria-label="Exclusions">
            {items.map((each) => (
              <ExclusionRow key={each.id} exclusion={each} edits={edits} />
            ))}
          </ul>
        </Card>
      ) : null}
      <NewExclusionModal opened={opened} close={close} />
    </Page>
  );
}
