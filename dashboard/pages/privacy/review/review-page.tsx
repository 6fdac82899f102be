import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Site } from '../../../../api/contract.ts';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { Disclosure } from '../../../parts/disclosure.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { useSiteHref } from '../../../queries/current-site.tsx';
import { usePreview } from '../../../queries/policy.ts';
import { withoutChange } from '../draft/changes.ts';
import { useDraft } from '../draft/draft-provider.tsx';
import { PolicyMatrix } from '../matrix/policy-matrix.tsx';
import { AllLawsHint } from '../policy/all-laws-hint.tsx';
import { DraftOutdated } from '../policy/draft-outdated.tsx';
import { DraftProblem } from '../policy/draft-problem.tsx';
import { ChangeList } from './change-list.tsx';
import { Effect } from './effect.tsx';
import { SaveForm } from './save-form.tsx';

/** Before anything is saved: exactly what it would do. */
export function ReviewPage({ site, page }: { site: Site; page: PolicyPage }) {
  const { draft, policy, changes, edit, outdated } = useDraft();
  const preview = usePreview(site.id, draft?.policy ?? null, page.active.version);
  const href = useSiteHref();
  const back = (
    <Button variant="default" component={Link} href={href('/privacy')}>
      Back to the draft
    </Button>
  );
  const list = (
    <ChangeList changes={changes} page={page} takeBack={(change) => edit(withoutChange(policy, change))} />
  );
  if (!draft) {
    return (
      <Page title="Review">
        <Empty icon={IconChecklist} title="There is nothing to review" action={back}>
          The draft is the same as what is in force.
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Review"
      lead={
        draft.restores === null
          ? `What the draft would change on ${site.name}, held against version ${page.active.version}.`
          : `What it would change on ${site.name} to bring back version ${draft.restores}, held against version ${page.active.version}.`
      }
      actions={back}
    >
      <DraftOutdated page={page} />
      <AllLawsHint policy={policy} />
      <Section title="What it would do">
        {preview.isPending ? <Loading rows={1} height={220} /> : null}
        <DraftProblem error={preview.error} />
        {preview.data ? <Effect change={preview.data.change} /> : null}
      </Section>
      {preview.data && preview.data.change.cells.length > 0 ? (
        <Section title="Where" lead="Cells whose outcome moves are marked.">
          <PolicyMatrix
            page={page}
            bases={policy.bases}
            outcomes={preview.data.matrix}
            moved={preview.data.change.cells}
          />
        </Section>
      ) : null}
      <Section title="Your changes">
        {changes.length > 8 ? (
          <Disclosure label={`Show all ${changes.length} changes`}>{list}</Disclosure>
        ) : (
          list
        )}
      </Section>
      <Section title="Save">
        <SaveForm
          site={site}
          page={page}
          draft={draft}
          change={preview.data?.change ?? null}
          blocked={outdated || preview.isPlaceholderData}
        />
      </Section>
    </Page>
  );
}
