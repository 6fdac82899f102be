import { VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { SHORT_BASES, titleOf } from '../words.ts';
import { BasisMenu } from './basis-menu.tsx';
import { cellMarks, cellPlace, offered, outcomeSentence, type ShownCell } from './cells.ts';
import classes from './matrix.module.css';
import type { MatrixShapeProps } from './matrix-shape.ts';
import { DirectionSign, OutcomeSign } from './outcome-sign.tsx';

interface CellButtonProps extends Pick<MatrixShapeProps, 'choose'> {
  cell: ShownCell;
  page: PolicyPage;
  /** Row and column, for the arrow keys. */
  position: string;
  tabbable: boolean;
}

// Shorter than elsewhere, for columns of a hand's width.
const WORDS = { always: 'Always', consent: 'If agreed', never: 'Never' };

/** One cell: its basis, what comes of it, and the menu that changes it. */
export function CellButton({ cell, page, position, tabbable, choose }: CellButtonProps) {
  const why = useId();
  const { purpose, regime, basis, outcome, changed, direction } = cell;
  const marks = cellMarks(cell);
  const button = (
    <button
      type="button"
      className={classes.cell}
      data-cell={`${purpose} ${regime}`}
      data-position={position}
      data-basis={basis}
      data-outcome={outcome}
      data-changed={changed || undefined}
      tabIndex={tabbable ? 0 : -1}
      aria-describedby={why}
    >
      <VisuallyHidden>{cellPlace(cell, page)}: </VisuallyHidden>
      <span className={classes.basis}>{SHORT_BASES[basis]}</span>
      <span className={classes.outcome}>
        {outcome ? (
          <>
            <OutcomeSign outcome={outcome} />
            {WORDS[outcome]}
          </>
        ) : (
          '…'
        )}
      </span>
      {marks === '' ? null : <VisuallyHidden>; {marks}</VisuallyHidden>}
      {direction && direction !== 'neutral' ? (
        <span className={classes.mark} data-direction={direction}>
          <DirectionSign direction={direction} />
        </span>
      ) : null}
    </button>
  );
  return (
    <>
      {choose ? (
        <BasisMenu
          title={`${titleOf(page.purposes, purpose)} · ${titleOf(page.regimes, regime)}`}
          explanation={outcomeSentence(cell)}
          current={basis}
          bases={offered(page.bases, purpose)}
          choose={(chosen) => choose(purpose, [regime], chosen)}
        >
          {button}
        </BasisMenu>
      ) : (
        button
      )}
      <VisuallyHidden id={why}>{outcomeSentence(cell)}</VisuallyHidden>
    </>
  );
}
