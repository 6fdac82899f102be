import { useDebouncedValue } from '@mantine/hooks';
import type { Me, Site } from '../../../../api/contract.ts';
import type { PolicyPage as PolicyPageData } from '../../../../api/contract-privacy.ts';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { isOff } from '../../../parts/is-off.ts';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { usePreview } from '../../../queries/policy.ts';
import { withBasis } from '../draft/changes.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import { PolicyMatrix } from '../matrix/policy-matrix.tsx';
import { ProposalCard } from '../proposal/proposal-card.tsx';
import { SwitchButton } from '../switch/switch-button.tsx';
import { AllLawsHint } from './all-laws-hint.tsx';
import { DraftOutdated } from './draft-outdated.tsx';
import { DraftProblem } from './draft-problem.tsx';
import { PolicyParts } from './policy-parts.tsx';
import { PolicyStatus } from './policy-status.tsx';
import { Presets } from './presets.tsx';

interface PolicyPageProps {
  site: Site;
  me: Me;
  page: PolicyPageData;
}

/** What the site may collect, where and why: the officer's draft of it, beside what is in force. */
export function PolicyPage({ site, me, page }: PolicyPageProps) {
  const { draft, policy, edit } = useDraft();
  const [settled] = useDebouncedValue(draft?.policy ?? null, 250);
  const preview = usePreview(site.id, draft ? settled : null, page.active.version);
  const off = isOff(policy.bases);
  return (
    <Page
      title="Policy"
      lead={`What may be collected on ${site.name}, where, and on which legal basis. You change a draft; it is in force only after a review.`}
      demo={site.demo}
      actions={<SwitchButton site={site} me={me} page={page} />}
    >
      <PolicyStatus page={page} />
      <DraftOutdated page={page} />
      {page.proposal ? <ProposalCard site={site} page={page} proposal={page.proposal} mayDecide /> : null}
      {off && !page.proposal ? (
        <Section
          title="Start from something known"
          lead="A starting point fills the draft and nothing else. You change it, fill in who you are, and review it."
        >
          <Presets page={page} />
        </Section>
      ) : null}
      <Section
        title="Purposes and regions"
        lead="Choose a cell to change its basis in the draft, or a purpose for its whole row."
      >
        <AllLawsHint policy={policy} />
        <DraftProblem error={draft ? preview.error : null} />
        <PolicyMatrix
          page={page}
          bases={policy.bases}
          outcomes={(draft ? preview.data?.matrix : undefined) ?? page.matrix}
          choose={(purpose, regimes, basis) => edit(withBasis(policy, purpose, regimes, basis))}
        />
        {off ? null : (
          <Disclosure label="Fill the draft from a starting point">
            <Presets page={page} />
          </Disclosure>
        )}
      </Section>
      <Section title="Everything else" lead="Who you are, where you are, and what holds beside the matrix.">
        <PolicyParts page={page} />
      </Section>
    </Page>
  );
}
