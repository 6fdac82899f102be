import { Card, Text } from '@mantine/core';
import { useState } from 'react';
import type { Site } from '../../../../api/contract.ts';
import type { MatchQuality } from '../../../../api/contract-corrections.ts';
import { useTime } from '../../../parts/clock.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { count } from '../../../parts/time.ts';
import { useMatchQuality } from '../../../queries/match-quality.ts';
import { lastDays } from '../refusals/refusal-days.ts';
import { CorrectionsSection } from './corrections-section.tsx';
import { OutcomesSection } from './outcomes-section.tsx';

/** How good matches are: what was counted, what people said, and what e-mail domains say. */
export function MatchesPage({ site }: { site: Site }) {
  const [days, setDays] = useState('30');
  const time = useTime();
  const quality = useMatchQuality(site.id, lastDays(time, Number(days)));
  return (
    <Page
      title="Match quality"
      lead="How often an organization was named, and how often that was right. Only counts of a day are kept; no address and no visitor is in them."
      demo={site.demo}
    >
      {quality.isPending ? <Loading rows={3} height={140} /> : null}
      {quality.isError && !quality.data ? <Problem error={quality.error} retry={quality.refetch} /> : null}
      {quality.data ? (
        <>
          <OutcomesSection quality={quality.data} days={days} setDays={setDays} />
          <CorrectionsSection counts={quality.data.corrections} />
          <EvidenceSection evidence={quality.data.evidence} />
        </>
      ) : null}
    </Page>
  );
}

function EvidenceSection({ evidence }: { evidence: MatchQuality['evidence'] }) {
  const { agreed, disagreed } = evidence;
  const all = agreed + disagreed;
  return (
    <Section
      title="Agreement with e-mail domains"
      lead="Where somebody gave a business e-mail with consent: was its domain the one of the match? Only the two counts are kept."
    >
      <Card>
        {all === 0 ? (
          <Text c="dimmed">Nothing yet.</Text>
        ) : (
          <Text>
            {agreed} of {count(all, 'e-mail')} agreed with the match ({Math.round((100 * agreed) / all)} %).
          </Text>
        )}
      </Card>
    </Section>
  );
}
