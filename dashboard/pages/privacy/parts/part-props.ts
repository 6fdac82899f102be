import type { PolicyBody, PolicyPage } from '../../../../api/contract-privacy.ts';

/** What the form of a part is given: the draft, and a way to change it. */
export interface PartProps {
  policy: PolicyBody;
  edit: (policy: PolicyBody) => void;
  page: PolicyPage;
}
