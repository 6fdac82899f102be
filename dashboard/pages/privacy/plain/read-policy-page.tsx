import { Card } from '@mantine/core';
import type { Me, Site } from '../../../../api/contract.ts';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { PolicyMatrix } from '../matrix/policy-matrix.tsx';
import { factOf, PART_TITLES, PARTS } from '../policy/facts.ts';
import { PolicyStatus } from '../policy/policy-status.tsx';
import { ProposalCard } from '../proposal/proposal-card.tsx';
import { SwitchButton } from '../switch/switch-button.tsx';
import { FactList } from './fact-list.tsx';
import { PlainPolicy } from './plain-policy.tsx';

/** The policy for those who do not decide it: an owner sees all of it, sales sees it in plain words. */
export function ReadPolicyPage({ site, me, page }: { site: Site; me: Me; page: PolicyPage }) {
  const owner = me.role === 'owner';
  return (
    <Page
      title="Policy"
      lead={`What may be collected on ${site.name}, where, and on which legal basis. Privacy officers decide it.`}
      demo={site.demo}
      actions={<SwitchButton site={site} me={me} page={page} />}
    >
      {owner ? <PolicyStatus page={page} /> : null}
      {owner && page.proposal ? (
        <ProposalCard site={site} page={page} proposal={page.proposal} mayDecide={false} />
      ) : null}
      {owner ? (
        <Section title="Purposes and regions" lead="Each cell has a legal basis and what comes of it.">
          <PolicyMatrix page={page} bases={page.active.policy.bases} outcomes={page.matrix} />
        </Section>
      ) : null}
      <Section title={owner ? 'In plain words' : 'Purposes'}>
        <PlainPolicy page={page} />
      </Section>
      {owner ? (
        <Section title="Everything else">
          <Card>
            <FactList
              facts={PARTS.map((part) => ({
                title: PART_TITLES[part],
                text: factOf(part, page.active.policy, page),
              }))}
            />
          </Card>
        </Section>
      ) : null}
    </Page>
  );
}
