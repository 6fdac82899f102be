import { useMediaQuery } from '@mantine/hooks';
import type { Basis, PolicyPage, Purpose, Regime } from '../../../../api/contract-privacy.ts';
import { type MatrixParts, matrixOf } from './cells.ts';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixList } from './matrix-list.tsx';
import { MatrixTable } from './matrix-table.tsx';

export interface PolicyMatrixProps extends MatrixParts {
  page: PolicyPage;
  /** Left out where the matrix is only to be read. */
  choose?: (purpose: Purpose, regimes: readonly Regime[], basis: Basis) => void;
}

/** Legal bases by purpose and region, and what comes of each: a table, or a list where there is no room for one. */
export function PolicyMatrix({ page, choose, ...parts }: PolicyMatrixProps) {
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const matrix = matrixOf({ page, ...parts });
  const Shape = wide ? MatrixTable : MatrixList;
  return (
    <>
      <Shape page={page} matrix={matrix} {...(choose ? { choose } : {})} />
      <MatrixLegend moving={matrix.cells.some(({ direction }) => direction !== null)} />
    </>
  );
}
