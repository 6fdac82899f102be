import { Button, Card, Group, Stack, Title } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useState } from 'react';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { count } from '../../../parts/time.ts';
import { DIRECTIONS, OUTCOMES, SHORT_BASES, titleOf } from '../words.ts';
import { BasisMenu } from './basis-menu.tsx';
import { offered, outcomeSentence, type ShownCell } from './cells.ts';
import classes from './matrix.module.css';
import type { MatrixShapeProps } from './matrix-shape.ts';
import { DirectionSign, OutcomeSign } from './outcome-sign.tsx';

/** The matrix as a list by purpose, for narrow screens. */
export function MatrixList({ page, matrix, choose }: MatrixShapeProps) {
  return (
    <Stack gap="sm" component="ul" className="plain-list" aria-label="Legal basis by purpose and region">
      {matrix.purposes.map((purpose) => {
        const title = titleOf(page.purposes, purpose);
        return (
          <Card key={purpose} component="li" p={0}>
            <Group justify="space-between" wrap="nowrap" px="md" py="sm" gap="sm">
              <Title order={3}>{title}</Title>
              {choose ? (
                <BasisMenu
                  title={`${title} · all regions`}
                  current={null}
                  bases={offered(page.bases, purpose)}
                  choose={(basis) => choose(purpose, matrix.regimes, basis)}
                >
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    flex="none"
                    leftSection={<IconAdjustments size={15} aria-hidden="true" />}
                    aria-label={`${title}: set all regions`}
                  >
                    All
                  </Button>
                </BasisMenu>
              ) : null}
            </Group>
            <Lines
              page={page}
              cells={matrix.cells.filter((cell) => cell.purpose === purpose)}
              {...(choose ? { choose } : {})}
            />
          </Card>
        );
      })}
    </Stack>
  );
}

type LineParts = { page: PolicyPage } & Pick<MatrixShapeProps, 'choose'>;

/** Regions with something to say; those that are off, as most are, behind a button. */
function Lines({ cells, ...parts }: LineParts & { cells: readonly ShownCell[] }) {
  const [all, setAll] = useState(false);
  const told = all ? cells : cells.filter((cell) => cell.basis !== 'OFF' || cell.changed || cell.direction);
  const rest = cells.length - told.length;
  return (
    <>
      <ul className="plain-list">
        {told.map((cell) => (
          <li key={cell.regime}>
            <Line cell={cell} {...parts} />
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <button type="button" className={classes.line} onClick={() => setAll(true)}>
          <span className={classes.rest}>
            Off in {count(rest, told.length > 0 ? 'other region' : 'region')}
          </span>
          <span className={classes.lineOutcome}>Show</span>
        </button>
      ) : null}
    </>
  );
}

function Line({ cell, page, choose }: LineParts & { cell: ShownCell }) {
  const { purpose, regime, basis, outcome, changed, direction } = cell;
  const content = (
    <>
      <span>{titleOf(page.regimes, regime)}</span>
      <span className={classes.basis}>
        {SHORT_BASES[basis]}
        {changed ? ' · changed' : ''}
      </span>
      <span className={classes.lineOutcome}>
        {direction && direction !== 'neutral' ? (
          <>
            <DirectionSign direction={direction} />
            {DIRECTIONS[direction]}
          </>
        ) : outcome ? (
          <>
            <OutcomeSign outcome={outcome} />
            {OUTCOMES[outcome]}
          </>
        ) : (
          '…'
        )}
      </span>
    </>
  );
  if (!choose) {
    return (
      <details className={classes.details}>
        <summary className={classes.line} data-changed={changed || undefined}>
          {content}
        </summary>
        <p>{outcomeSentence(cell)}</p>
      </details>
    );
  }
  return (
    <BasisMenu
      title={`${titleOf(page.purposes, purpose)} · ${titleOf(page.regimes, regime)}`}
      explanation={outcomeSentence(cell)}
      current={basis}
      bases={offered(page.bases, purpose)}
      choose={(chosen) => choose(purpose, [regime], chosen)}
    >
      <button
        type="button"
        className={classes.line}
        data-cell={`${purpose} ${regime}`}
        data-changed={changed || undefined}
      >
        {content}
      </button>
    </BasisMenu>
  );
}
