import type { Basis, MatrixCell, PolicyChange, PolicyPage, Regime } from '../../../api/contract-privacy.ts';

type Term = PolicyPage['purposes'][number];

/** Regions in as few letters as a column's head has room for; their full names come from the server. */
export const SHORT_REGIMES: Readonly<Record<Regime, string>> = {
  EEA: 'EEA',
  FR: 'France',
  UK: 'UK',
  CH: 'Swiss',
  CA_QC: 'Quebec',
  CA: 'Canada',
  BR: 'Brazil',
  US_UOOM: 'US opt‑out',
  US: 'US other',
  ROW: 'Rest',
};

/** With a soft hyphen where a narrow column may break. */
export const SHORT_BASES: Readonly<Record<Basis, string>> = {
  OFF: 'Off',
  CONSENT: 'Consent',
  LI: 'Legiti­mate interest',
  STAT: 'Statistics',
  NOTICE: 'Notice',
};

export const OUTCOMES: Readonly<Record<MatrixCell['outcome'], string>> = {
  always: 'Always',
  consent: 'With consent',
  never: 'Never',
};

export type Direction = PolicyChange['sentences'][number]['direction'];

export const DIRECTIONS: Readonly<Record<Direction, string>> = {
  wider: 'Wider',
  narrower: 'Narrower',
  both: 'Wider and narrower',
  neutral: 'Note',
};

/** The server's title of a term; its id where a newer server has more terms than it describes. */
export const titleOf = (terms: readonly Term[], id: string): string =>
  terms.find((term) => term.id === id)?.title ?? id;
