import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemError } from '../problem.ts';
import { type KnownAccount, planImport } from './plan-import.ts';
import { readCsv } from './read-csv.ts';
import { writeCsv } from './write-csv.ts';

const cellsOf = (csv: string) =>
  readCsv(csv).records.map(({ line, cells }) => [line, ...cells.values()] as const);
const codeOf = (csv: string): string | undefined => {
  try {
    readCsv(csv);
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.code : String(error);
  }
};

test.each([
  ['commas', 'name,domain\nA,a.com\n'],
  ['semicolons and a mark of UTF-8', '\uFEFFname;domain\r\nA;a.com\r\n'],
  ['tabs', 'name\tdomain\nA\ta.com'],
  ['old ends of lines', 'name,domain\rA,a.com\r'],
  ['quotes and blanks', '"name" , "domain"\n "A" , a.com \n\n,\n'],
  ['other names of columns', 'Company Name,Phone,Website URL\nA,1,a.com\n'],
])('%s', (_, csv) => {
  expect(cellsOf(csv)).toEqual([[2, 'A', 'a.com']]);
});

test('a spreadsheet says what it divides by, and lines are counted in the file', () => {
  expect(cellsOf('sep=;\r\nname;domain\r\n"A\nB";a.com\r\n\r\nC, D;c.com\r\n')).toEqual([
    [4, 'A\nB', 'a.com'],
    [6, 'C, D', 'c.com'],
  ]);
});

test.each([
  ['', 'csv_no_columns'],
  ['phone,fax\n1,2\n', 'csv_no_columns'],
  ['name,domain\n"A,a.com\n', 'csv_unreadable'],
  [`name,domain\n"${'A'.repeat(30_000)}\n`, 'csv_unreadable'],
])('a file that is none is refused: %#', (csv, code) => {
  expect(codeOf(csv)).toBe(code);
});

test('nothing that is exported is a formula', () => {
  const account = { domain: null, country: '', relation: null, watched: false, ownerEmail: null } as const;
  for (const name of ['=1+1', '+1', '-1', '@x', "'=1", '\t=1']) {
    const row = writeCsv([{ ...account, name }]).split('\r\n')[1] ?? '';
    expect(row).toMatch(/^"?'/);
  }
});

const OWNERS = new Map([['sara@example.org', 's1']]);
/** As the list keeps names: seen, without blanks around or more than one between. */
const name = fc
  .array(fc.constantFrom('A', 'é', '"', ',', ';', "'", '=', '+', '-', '1', '日本'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
const account: fc.Arbitrary<Omit<KnownAccount, 'id'>> = fc.record({
  organization: fc.constant(null),
  domain: fc.option(fc.integer({ min: 0, max: 999 }).map((number) => `firm${number}.com`)),
  name,
  country: fc.constantFrom('', 'DE', 'GB'),
  relation: fc.constantFrom(null, 'prospect' as const, 'client' as const),
  watched: fc.boolean(),
  owner: fc.constantFrom(null, 's1'),
});
const list = fc
  .uniqueArray(account, { selector: ({ domain, name: called, country }) => domain ?? `${called} ${country}` })
  .map((accounts) => accounts.map((each, index) => ({ ...each, id: index + 1 })));

test('what is exported and imported again changes nothing, whatever it is called', () => {
  fc.assert(
    fc.property(list, (known) => {
      const csv = writeCsv(known.map((each) => ({ ...each, ownerEmail: each.owner && 'sara@example.org' })));
      const plan = planImport(readCsv(csv).records, known, OWNERS);
      expect(plan.changed).toEqual([]);
      expect(plan.added).toEqual([]);
      expect(plan.unchanged.length + plan.refused.length).toBe(known.length);
    }),
  );
});

test('a plan that was carried out leaves nothing to do', () => {
  const named = { organization: null, domain: null, relation: null, watched: false, owner: null };
  const twins = [
    { ...named, name: 'é-', country: 'GB', id: 1 },
    { ...named, name: 'é;', country: '', id: 2 },
  ];
  fc.assert(
    fc.property(list, list, (known, file) => {
      const csv = writeCsv(file.map((each) => ({ ...each, ownerEmail: each.owner && 'sara@example.org' })));
      const { records } = readCsv(csv);
      const first = planImport(records, known, OWNERS);
      const changed = new Map(first.changed.map((each) => [each.id, each]));
      const after = [
        ...known.map((each) => changed.get(each.id) ?? each),
        ...first.added.map((each, index) => ({ ...each, id: 10_000 + index })),
      ];
      const second = planImport(records, after, OWNERS);
      expect([second.added, second.changed]).toEqual([[], []]);
      expect(second.refused).toEqual(first.refused);
    }),
    // The new company of the file and the known one share a name, which a third line says without a country.
    { examples: [[[{ ...named, name: 'é"', country: 'DE', id: 1 }], twins]] },
  );
});
