import { SegmentedControl, Stack } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import type { Site } from '../../../api/contract.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { useSiteHref } from '../../queries/current-site.tsx';
import { useWorth } from '../../queries/worth.ts';
import { RuleWorthCard } from './rule-worth-card.tsx';

const RANGES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

/** Were the alerts worth it? By rule, and by nobody who works here. */
export function WorthPage({ site }: { site: Site }) {
  const [days, setDays] = useState('30');
  const worth = useWorth(site.id, Number(days));
  const href = useSiteHref();
  const rules = worth.data?.rules ?? [];
  return (
    <Page
      title="Worth it"
      lead="What became of the windows that each rule opened, as people said. It is about rules; who said what is not counted."
      actions={
        <SegmentedControl size="xs" aria-label="Days shown" data={RANGES} value={days} onChange={setDays} />
      }
      demo={site.demo}
    >
      {worth.isPending ? <Loading rows={3} height={170} /> : null}
      {worth.isError && !worth.data ? <Problem error={worth.error} retry={worth.refetch} /> : null}
      {worth.data && rules.length === 0 ? (
        <Empty icon={IconChecklist} title="This site has no rules yet">
          Once rules open windows, this page tells which of them were worth it. Meanwhile,{' '}
          <TextLink href={href('/organizations')}>Organizations</TextLink> shows who was here.
        </Empty>
      ) : null}
      {rules.length > 0 ? (
        <Stack component="ul" className="plain-list" gap="md" aria-label="Rules">
          {rules.map((each) => (
            <RuleWorthCard key={each.rule.id} worth={each} />
          ))}
        </Stack>
      ) : null}
    </Page>
  );
}
