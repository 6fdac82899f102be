import type { Basis, PolicyPage, Purpose, Regime } from '../../../../api/contract-privacy.ts';
import type { Matrix } from './cells.ts';

export type ChooseBasis = (purpose: Purpose, regimes: readonly Regime[], basis: Basis) => void;

/** What every shape of the matrix is given. */
export interface MatrixShapeProps {
  page: PolicyPage;
  matrix: Matrix;
  /** Left out where the matrix is only to be read. */
  choose?: ChooseBasis;
}
