import type { Relation } from '../../../api/contract-accounts.ts';

export const RELATION_NAMES: Readonly<Record<Relation, string>> = { prospect: 'Prospect', client: 'Client' };

export const RELATION_OPTIONS: { value: Relation; label: string }[] = [
  { value: 'prospect', label: RELATION_NAMES.prospect },
  { value: 'client', label: RELATION_NAMES.client },
];
