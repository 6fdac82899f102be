import { CsvError, parse } from 'csv-parse/sync';
import { ProblemError } from '../problem.ts';
import { type AccountColumn, readHeader } from './account-columns.ts';
import { unguarded } from './formula-guard.ts';

const MOST_RECORDS = 100_000;
/** Characters. A quote that is never closed would swallow the rest of the file. */
const LONGEST_RECORD = 20_000;
const DELIMITERS = [',', ';', '\t'];

export interface CsvRecord {
  /** Line of the file in which it ends, from 1. */
  line: number;
  cells: ReadonlyMap<AccountColumn, string>;
}

/**
 * Reads a file as spreadsheets and other programs write it: with commas, semicolons or tabs, with or without a
 * byte order mark, with any ends of lines, with line breaks in quotes.
 *
 * @throws ProblemError 400 when it can not be read, has no column that means something, or is too long
 */
export function readCsv(text: string): { records: CsvRecord[]; ignored: string[] } {
  // Spreadsheets write the delimiter into a line of its own.
  const hint = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const csv = hint ? text.slice(hint[0].length) : text;
  const [header, ...rows] = parseRows(csv, hint?.[1] ?? delimiterOf(csv));
  const { columns, ignored } = readHeader(header?.cells ?? []);
  if (![...columns.values()].some((column) => column === 'name' || column === 'domain')) {
    throw new ProblemError(
      400,
      'csv_no_columns',
      'There is no column of names or domains.',
      'The first line must name the columns: name, domain, country, relation, watch, owner.',
    );
  }
  if (rows.length > MOST_RECORDS) {
    throw new ProblemError(400, 'csv_too_long', `A file may have ${MOST_RECORDS} lines; please divide it.`);
  }
  const records = rows.map(({ line, cells }) => ({
    line: line + (hint ? 1 : 0),
    cells: new Map([...columns].map(([index, column]) => [column, unguarded(cells[index] ?? '')])),
  }));
  return { records, ignored };
}

interface Row {
  line: number;
  cells: string[];
}

function parseRows(csv: string, delimiter: string): Row[] {
  try {
    const lines: number[] = [];
    const rows = parse(csv, {
      bom: true,
      delimiter,
      max_record_size: LONGEST_RECORD,
      on_record: (record: string[], { lines: line }) => {
        lines.push(line);
        return record;
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: MOST_RECORDS + 2,
      trim: true,
    });
    return rows.map((cells, index) => ({ cells, line: lines[index] ?? 0 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = 'lines' in error ? ` in line ${String(error.lines)}` : '';
    throw new ProblemError(
      400,
      'csv_unreadable',
      `The file can not be read${where}.`,
      'A quotation mark may be missing there.',
    );
  }
}

/** The one that the first line has most of, outside of quotes. */
function delimiterOf(csv: string): string {
  const header = (/^\s*([^\r\n]*)/.exec(csv)?.[1] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}
