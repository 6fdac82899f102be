import { Button, Card, VisuallyHidden } from '@mantine/core';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { inWords } from '../draft/change-words.ts';
import type { Change } from '../draft/changes.ts';
import classes from './review.module.css';

interface ChangeListProps {
  changes: readonly Change[];
  page: PolicyPage;
  /** Left out where there is nothing to take back. */
  takeBack?: (change: Change) => void;
}

/** Each decision with both of its sides. */
export function ChangeList({ changes, page, takeBack }: ChangeListProps) {
  return (
    <Card p={0}>
      <ul className="plain-list" aria-label="Changes">
        {changes.map((change) => {
          const { subject, before, after } = inWords(change, page);
          return (
            <li key={`${change.group} ${change.name}`} className={classes.change}>
              <span>{subject}</span>
              <span className={classes.sides}>
                <VisuallyHidden>from </VisuallyHidden>
                <del>{before}</del> → <VisuallyHidden>to </VisuallyHidden>
                <ins>{after}</ins>
              </span>
              {takeBack ? (
                <Button
                  className={classes.back}
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => takeBack(change)}
                  aria-label={`Take back: ${subject}`}
                >
                  Take back
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
