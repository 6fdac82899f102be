import type { AlertState } from '../../../api/contract.ts';

interface WindowFilter {
  value: string;
  label: string;
  /** States of the alerts that it lists; none for what has no alert yet. */
  states: readonly AlertState[];
}

const ALL: WindowFilter = {
  value: 'all',
  label: 'All',
  states: ['open', 'acknowledged', 'snoozed', 'closed'],
};
const OPEN: WindowFilter = { value: 'open', label: 'Open', states: ['open'] };

export const WINDOW_FILTERS: readonly WindowFilter[] = [
  OPEN,
  { value: 'acknowledged', label: 'On it', states: ['acknowledged'] },
  { value: 'snoozed', label: 'Snoozed', states: ['snoozed'] },
  { value: 'closed', label: 'Closed', states: ['closed'] },
  ALL,
  { value: 'warming', label: 'Warming up', states: [] },
];

/** What an address asks for. One that names an alert, and no state, lists all: nobody knows what became of it. */
export function filterIn(parameters: URLSearchParams): WindowFilter {
  const asked = WINDOW_FILTERS.find(({ value }) => value === parameters.get('state'));
  return asked ?? (parameters.has('alert') ? ALL : OPEN);
}
