import type { Assessment } from './assessment.ts';

type Row = Pick<Assessment, 'version' | 'purposes' | 'regimes' | 'state'>;

/**
 * Whether newer records took the place of an assessment in all that it covers. A draft takes the place of drafts only: it
 * changes nothing about what was concluded.
 */
export function isSuperseded(record: Row, all: readonly Row[]): boolean {
  const newer = newerThan(record, all).filter((each) => record.state === 'DRAFT' || each.state !== 'DRAFT');
  return record.purposes.every((purpose) =>
    record.regimes.every((regime) => newer.some((each) => covers(each, purpose, regime))),
  );
}

/** Whether something was concluded since about a part of what an assessment covers: approving it would overrule that. */
export function isOverruled(record: Row, all: readonly Row[]): boolean {
  const concluded = newerThan(record, all).filter(({ state }) => state !== 'DRAFT');
  return record.purposes.some((purpose) =>
    record.regimes.some((regime) => concluded.some((each) => covers(each, purpose, regime))),
  );
}

const newerThan = ({ version }: Row, all: readonly Row[]): Row[] =>
  all.filter((each) => each.version > version);

const covers = (
  { purposes, regimes }: Row,
  purpose: Assessment['purposes'][number],
  regime: Assessment['regimes'][number],
): boolean => purposes.includes(purpose) && regimes.includes(regime);
