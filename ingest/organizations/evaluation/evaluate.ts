import { openOrganizations } from '../resolver.ts';
import { judge, type Report } from './evaluation.ts';

const { tuning, report } = await judge(
  await openOrganizations({ directory: 'dist/organizations' }),
  'ingest/organizations/evaluation/labels.csv',
);

function print(name: string, { count, precision, recall, wrong }: Report): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log(`${name}: ${count} networks, precision ${percent(precision)}, recall ${percent(recall)}`);
  for (const each of wrong) console.log(`  AS${each.asn} ${each.name} is ${each.kind}, found ${each.found}`);
}

print('Tuning half', tuning);
print('Report half', report);
