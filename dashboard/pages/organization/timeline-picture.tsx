import { Group, Text, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { clock, count, shortDay } from '../../parts/time.ts';
import { type GridColumn, strengthOf, type TimelineGrid } from './timeline-grid.ts';
import classes from './timeline-picture.module.css';

/** One row of cells for each topic, the strength of a cell telling its page views. */
export function TimelinePicture({ grid }: { grid: TimelineGrid }) {
  const [told, setTold] = useState<string | null>(null);
  const { columns, rows, unit } = grid;
  const width = columns.length;
  return (
    <div>
      <Tooltip.Floating label={told ?? ''} disabled={told === null}>
        {/* The table below tells the same to those who do not see the picture. */}
        <div className={classes.picture} onPointerLeave={() => setTold(null)} aria-hidden="true">
          {rows.map(({ label, cells }) => (
            <div key={label} className={classes.row}>
              <div className={classes.label}>{label}</div>
              <svg
                viewBox={`0 0 ${width} 1`}
                preserveAspectRatio="none"
                className={classes.cells}
                aria-hidden="true"
              >
                {columns.map((column, index) => {
                  const cell = cells[index] ?? null;
                  return (
                    <rect
                      key={column.key}
                      x={index + 0.06}
                      width={0.88}
                      height={1}
                      data-strength={strengthOf(cell)}
                      onPointerEnter={() =>
                        setTold(
                          `${label}, ${columnName(column, unit)}: ${
                            cell
                              ? `${count(cell.views, 'page view')}, ${startedText(cell.sessions)}`
                              : 'nothing'
                          }`,
                        )
                      }
                    />
                  );
                })}
              </svg>
            </div>
          ))}
          <div className={classes.row}>
            <div className={classes.label} />
            <div className={classes.axis} data-dense={width > 14 || undefined}>
              {ticksOf(columns).map(({ key, time, at }) => (
                <span key={key} style={{ left: `${at}%` }}>
                  {unit === 'day' ? shortDay(time) : clock(time)}
                </span>
              ))}
            </div>
          </div>
        </div>
      </Tooltip.Floating>
      <Group gap={6} mt="sm" aria-hidden="true" className={classes.legend}>
        <Text size="xs" c="dimmed">
          Page views:
        </Text>
        {(['1', '2–3', '4–9', '10 or more'] as const).map((text, index) => (
          <Group key={text} gap={4}>
            <svg width="12" height="12" className={classes.cells} aria-hidden="true">
              <rect width="12" height="12" rx="2" data-strength={index + 1} />
            </svg>
            <Text size="xs" c="dimmed">
              {text}
            </Text>
          </Group>
        ))}
      </Group>
    </div>
  );
}

export const columnName = ({ time }: GridColumn, unit: TimelineGrid['unit']): string =>
  unit === 'day' ? shortDay(time) : `${shortDay(time)}, ${clock(time)}`;

/** A session counts where it began, so a column may have views and none. */
const startedText = (sessions: number): string => `${count(sessions, 'session')} began`;

/** The first, the last and two in between, each with its middle in per cent of the width. */
function ticksOf(columns: readonly GridColumn[]): (GridColumn & { at: number })[] {
  const last = columns.length - 1;
  const indexes = new Set([0, Math.round(last / 3), Math.round((2 * last) / 3), last]);
  return columns.flatMap((column, index) =>
    indexes.has(index) ? [{ ...column, at: ((index + 0.5) / columns.length) * 100 }] : [],
  );
}
