import { Table, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { SHORT_REGIMES, titleOf } from '../words.ts';
import { BasisMenu } from './basis-menu.tsx';
import { CellButton } from './cell-button.tsx';
import { offered, outcomeSentence } from './cells.ts';
import classes from './matrix.module.css';
import type { MatrixShapeProps } from './matrix-shape.ts';
import { useCellHint } from './use-cell-hint.ts';
import { useRovingCell } from './use-roving-cell.ts';

/** The matrix as a table. Arrow keys walk through it; Tab leaves it. */
export function MatrixTable({ page, matrix, choose }: MatrixShapeProps) {
  const { hint, watch } = useCellHint();
  const { position, walk } = useRovingCell(
    matrix.purposes.length,
    matrix.regimes.length,
    choose !== undefined,
  );
  const hinted = matrix.cells.find((cell) => `${cell.purpose} ${cell.regime}` === hint?.cell);
  return (
    <Table.ScrollContainer minWidth={900} type="native">
      <Table
        className={classes.table}
        role="grid"
        aria-label="Legal basis by purpose and region"
        {...watch}
        onFocus={(event) => {
          watch.onFocus(event);
          walk.onFocus(event);
        }}
        onKeyDown={walk.onKeyDown}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={classes.corner}>
              <VisuallyHidden>Purpose</VisuallyHidden>
            </Table.Th>
            {matrix.regimes.map((regime) => (
              <Table.Th key={regime} scope="col">
                <Tooltip label={titleOf(page.regimes, regime)}>
                  <span aria-hidden="true">{SHORT_REGIMES[regime] ?? titleOf(page.regimes, regime)}</span>
                </Tooltip>
                <VisuallyHidden>{titleOf(page.regimes, regime)}</VisuallyHidden>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {matrix.purposes.map((purpose, row) => {
            const title = titleOf(page.purposes, purpose);
            const cells = matrix.cells.filter((cell) => cell.purpose === purpose);
            const [first] = cells;
            const same = first !== undefined && cells.every(({ basis }) => basis === first.basis);
            return (
              <Table.Tr key={purpose}>
                <Table.Th scope="row" className={classes.purpose}>
                  {choose ? (
                    <BasisMenu
                      title={`${title} · all regions`}
                      explanation="Sets every region of this row at once. You can still change single ones."
                      current={same ? first.basis : null}
                      bases={offered(page.bases, purpose)}
                      choose={(basis) => choose(purpose, matrix.regimes, basis)}
                    >
                      <button
                        type="button"
                        className={classes.row}
                        data-position={`${row} 0`}
                        tabIndex={position === `${row} 0` ? 0 : -1}
                        aria-label={`${title}: set all regions`}
                      >
                        {title}
                        <IconChevronDown size={15} aria-hidden="true" />
                      </button>
                    </BasisMenu>
                  ) : (
                    <div className={classes.row}>{title}</div>
                  )}
                </Table.Th>
                {cells.map((cell, column) => (
                  <Table.Td key={cell.regime}>
                    <CellButton
                      cell={cell}
                      page={page}
                      position={`${row} ${column + 1}`}
                      tabbable={position === `${row} ${column + 1}`}
                      {...(choose ? { choose } : {})}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {hint && hinted ? (
        <Tooltip
          opened
          target={hint.element}
          label={outcomeSentence(hinted)}
          multiline
          w={300}
          withArrow
          transitionProps={{ duration: 0 }}
        />
      ) : null}
    </Table.ScrollContainer>
  );
}
