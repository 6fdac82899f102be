import { Forbidden } from '../../parts/forbidden.tsx';
import { Page } from '../../parts/page.tsx';

export function ForbiddenPage() {
  return (
    <Page title="Not for your role">
      <Forbidden />
    </Page>
  );
}
