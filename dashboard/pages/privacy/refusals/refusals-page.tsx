import type { Site } from '../../../../api/contract.ts';
import { Page } from '../../../parts/page.tsx';
import { RefusalsSection } from './refusals-section.tsx';

/** What was turned away, while one looks. */
export function RefusalsPage({ site }: { site: Site }) {
  return (
    <Page
      title="Refusals"
      lead="Events that were refused, or counted without a name, and what each reason stands on. Only these sums are kept of them."
      demo={site.demo}
    >
      <RefusalsSection site={site} />
    </Page>
  );
}
