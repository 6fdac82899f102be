import { build } from 'esbuild';

/** Tables that statements read, write, or remove rows from. */
export interface Touched {
  SELECT: string[];
  INSERT: string[];
  'ALTER DELETE': string[];
}

const VARIABLE = ['$', '{table}'].join('');

/**
 * Which tables of the warehouse the statements touch that can be reached from an entry: it is bundled, what nobody
 * reaches falls out, and the rest is searched.
 *
 * @param entry source of a module in the project's root
 */
export async function tablesOf(entry: string, tables: readonly string[]): Promise<Touched> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    treeShaking: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  const [{ text = '' } = {}] = outputFiles;
  const found = (pattern: (table: string) => string): string[] =>
    tables.filter((table) => new RegExp(pattern(table)).test(text));
  // The name of a variable stands for each name of a list.
  const listed = (statement: string): string[] =>
    text.includes(statement) ? found((table) => `\\[[^\\]]*"${table}"[^\\]]*\\]`) : [];
  const unique = (...names: string[]): string[] => [...new Set(names)].sort();
  return {
    SELECT: unique(
      ...found((table) => `\\b(FROM|JOIN) ${table}\\b|everywhere\\(\\s*"${table}"`),
      ...listed(`FROM ${VARIABLE}`),
    ),
    INSERT: unique(...found((table) => `INSERT INTO ${table}\\b|table: "${table}"`)),
    'ALTER DELETE': unique(
      ...found((table) => `ALTER TABLE ${table}\\s+DELETE`),
      ...listed(`ALTER TABLE ${VARIABLE} DELETE`),
    ),
  };
}
