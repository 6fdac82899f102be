import type { Rows } from '../../infra/warehouse/warehouse.ts';
import type { BehaviourCount } from '../../policy/event.ts';
import { sum } from './sum.ts';

/**
 * A count is one row; with marks, one for each mark. Each property has a row of its own beside it, so that how often a
 * value came is known and which values came together is not.
 */
export function behaviourRows(counts: readonly BehaviourCount[]): Rows {
  const items = counts.flatMap(({ site, hour, name, page, detail, marks, properties, policyVersion }) => {
    const row = (mark: number, property: string) => ({
      key: [site, Math.floor(hour / 1000), name, page, detail, property, mark, policyVersion],
      values: [1],
    });
    return [
      ...(marks.length === 0 ? [row(0, '')] : marks.map((mark) => row(mark, ''))),
      ...properties.map((property) => row(0, property)),
    ];
  });
  return {
    table: 'behaviour',
    columns: ['site', 'hour', 'name', 'page', 'detail', 'property', 'mark', 'policy_version', 'times'],
    rows: sum(items),
  };
}
