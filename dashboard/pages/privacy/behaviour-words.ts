import type { PolicyBody } from '../../../api/contract-privacy.ts';

export type Behaviour = PolicyBody['behaviour']['kinds'][number];

/** What can be counted beside views: a name, and what of it is kept. */
export const BEHAVIOUR_WORDS: Readonly<Record<Behaviour, { title: string; kept: string }>> = {
  engaged: { title: 'Time looked at', kept: 'Whether 10, 30, 60, 180 or 600 seconds were reached' },
  scrolled: {
    title: 'Depth of scrolling',
    kept: 'Whether a quarter, half, three quarters or all was reached',
  },
  outbound: { title: 'Links that lead away', kept: 'The host, never the address' },
  download: { title: 'Downloads', kept: 'The path of a file on your site' },
  form: { title: 'Forms sent', kept: 'Which form, never what was filled in' },
  not_found: { title: 'Pages not found', kept: 'The page' },
};

export const BEHAVIOURS = Object.keys(BEHAVIOUR_WORDS) as Behaviour[];

export const behaviourTitle = (kind: string): string =>
  BEHAVIOURS.includes(kind as Behaviour) ? BEHAVIOUR_WORDS[kind as Behaviour].title : kind;
