import classes from './matrix.module.css';
import { DirectionSign, OutcomeSign } from './outcome-sign.tsx';

const OUTCOMES = [
  { outcome: 'always', text: 'Always: happens without asking' },
  { outcome: 'consent', text: 'If agreed: only with proven consent' },
  { outcome: 'never', text: 'Never: the cell says why' },
] as const;

const MOVES = [
  { direction: 'wider', text: 'Becomes wider' },
  { direction: 'narrower', text: 'Becomes narrower' },
] as const;

/** What the signs of the matrix mean. */
export function MatrixLegend({ moving }: { moving: boolean }) {
  return (
    <ul className={classes.legend} aria-label="Legend">
      {OUTCOMES.map(({ outcome, text }) => (
        <li key={outcome}>
          <span className={`${classes.cell} ${classes.sample}`} data-outcome={outcome}>
            <OutcomeSign outcome={outcome} />
          </span>
          {text}
        </li>
      ))}
      {moving
        ? MOVES.map(({ direction, text }) => (
            <li key={direction}>
              <span className={`${classes.mark} ${classes.sample}`} data-direction={direction} data-still>
                <DirectionSign direction={direction} />
              </span>
              {text}
            </li>
          ))
        : null}
    </ul>
  );
}
