import type { Me } from '../../../api/contract.ts';
import { Page } from '../../parts/page.tsx';
import { KeysSection } from './keys-section.tsx';
import { PeopleSection } from './people-section.tsx';

/** Who may sign in, and which programs may ask. */
export function PeoplePage({ me }: { me: Me }) {
  return (
    <Page
      title="People and keys"
      lead="Who may sign in, and which programs may read alerts. Sales sees organizations; a privacy officer sees policies and refusals; an owner sees all."
    >
      <PeopleSection me={me} />
      <KeysSection />
    </Page>
  );
}
