import type { Role } from '../../../api/contract.ts';

interface PrivacyPageEntry {
  path: string;
  label: string;
  roles: readonly Role[];
}

const KEEPERS: readonly Role[] = ['owner', 'privacy_officer'];
const EVERYBODY: readonly Role[] = ['owner', 'privacy_officer', 'sales'];

/** Pages under "Privacy", in the order of their tabs. */
export const PRIVACY_PAGES: readonly PrivacyPageEntry[] = [
  { path: '/privacy', label: 'Policy', roles: EVERYBODY },
  { path: '/privacy/notice', label: 'Notice', roles: KEEPERS },
  { path: '/privacy/assessments', label: 'Assessments', roles: KEEPERS },
  { path: '/privacy/simulator', label: 'Simulator', roles: KEEPERS },
  { path: '/privacy/refusals', label: 'Refusals', roles: EVERYBODY },
  { path: '/privacy/exclusions', label: 'Exclusions', roles: EVERYBODY },
  { path: '/privacy/matches', label: 'Match quality', roles: EVERYBODY },
  { path: '/privacy/reverse-dns', label: 'Reverse DNS', roles: ['privacy_officer'] },
  { path: '/privacy/incidents', label: 'Incidents', roles: KEEPERS },
  { path: '/privacy/history', label: 'History', roles: KEEPERS },
  { path: '/privacy/levels', label: 'What is stored', roles: EVERYBODY },
];

export const privacyPagesFor = (role: Role): PrivacyPageEntry[] =>
  PRIVACY_PAGES.filter(({ roles }) => roles.includes(role));

/** The tab an address belongs to: a version belongs to the history, a review to the policy. */
export function privacyTabAt(path: string): string {
  const found = PRIVACY_PAGES.filter((page) => path === page.path || path.startsWith(`${page.path}/`));
  return found.at(-1)?.path ?? '/privacy';
}
