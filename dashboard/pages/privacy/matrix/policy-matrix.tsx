import { useCallbackRef, useMediaQuery } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { type MatrixParts, matrixOf } from './cells.ts';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixList } from './matrix-list.tsx';
import type { ChooseBasis } from './matrix-shape.ts';
import { MatrixTable } from './matrix-table.tsx';

interface PolicyMatrixProps extends MatrixParts {
  page: PolicyPage;
  /** Left out where the matrix is only to be read. */
  choose?: ChooseBasis;
}

// Forty menus are not drawn again for every letter that is typed elsewhere on the page.
const Table = memo(MatrixTable);
const List = memo(MatrixList);

/** Legal bases by purpose and region, and what comes of each: a table, or a list where there is no room for one. */
export function PolicyMatrix({ page, choose, bases, outcomes, moved }: PolicyMatrixProps) {
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const matrix = useMemo(
    () => matrixOf({ page, bases, outcomes, ...(moved ? { moved } : {}) }),
    [page, bases, outcomes, moved],
  );
  const steady = useCallbackRef(choose);
  const Shape = wide ? Table : List;
  return (
    <>
      <Shape page={page} matrix={matrix} {...(choose ? { choose: steady } : {})} />
      <MatrixLegend moving={matrix.cells.some(({ direction }) => direction !== null)} />
    </>
  );
}
