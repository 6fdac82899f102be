import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import type { Matrix } from './cells.ts';
import type { PolicyMatrixProps } from './policy-matrix.tsx';

/** What every shape of the matrix is given. */
export interface MatrixShapeProps extends Pick<PolicyMatrixProps, 'choose'> {
  page: PolicyPage;
  matrix: Matrix;
}
