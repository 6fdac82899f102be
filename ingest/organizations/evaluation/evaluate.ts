import { openOrganizations } from '../resolver.ts';
import { expectedKind, type Judged, judge, type Share, shareOf, small, summarize } from './judge.ts';

/**
 * Prints how good the answers are. Mistakes are listed for the half that rules are built with, and never for the
 * half that is only reported on: what is not seen can not be tuned on.
 */
const judged = await judge(
  await openOrganizations({ directory: 'dist/organizations' }),
  'ingest/organizations/evaluation/labels.csv',
);

const percent = ({ right, of, share }: Share): string =>
  of === 0 ? '—'.padEnd(18) : `${(share * 100).toFixed(1)} % (${right}/${of})`.padEnd(18);

function print(title: string, half: readonly Judged[]): void {
  console.log(`\n${title}`);
  console.log('set                        networks  precision         recall            access shown');
  const line = (name: string, each: readonly Judged[]): void => {
    const { count, precision, recall, accessShown } = summarize(each);
    const head = `${name.padEnd(25)}  ${String(count).padEnd(8)}`;
    console.log(`${head}  ${percent(precision)}${percent(recall)}${percent(accessShown)}`);
  };
  line('all', half);
  line(
    'known, named and large',
    half.filter((each) => !small(each)),
  );
  line('small, randomly drawn', half.filter(small));
  line(
    '  in 21 western countries',
    half.filter(({ drawn }) => drawn === 'small-west'),
  );
  line(
    '  anywhere',
    half.filter(({ drawn }) => drawn === 'small-world'),
  );

  console.log('\nkind         precision         recall');
  for (const kind of [...new Set(half.map((each) => expectedKind(each.kind)))].sort()) {
    const precision = shareOf(
      half.filter(({ found }) => found === kind),
      (each) => expectedKind(each.kind) === kind,
    );
    const recall = shareOf(
      half.filter((each) => expectedKind(each.kind) === kind),
      ({ found }) => found === kind,
    );
    console.log(`${kind.padEnd(11)}  ${percent(precision)}${percent(recall)}`);
  }

  const shared = half.filter(({ kind }) => kind === 'research' || kind === 'vpn');
  const silent = percent(summarize(half).sharedSilent).trim();
  const told = percent(shareOf(shared, ({ reason }) => /research network|VPN|gateway|relay/.test(reason)));
  console.log(
    `\nShared research networks, gateways and relays: name nobody ${silent}, say what they are ${told}`,
  );

  console.log('\nconfidence   an organization is named and is one   nobody is named and none could be');
  for (const confidence of ['high', 'medium', 'low']) {
    const each = half.filter((one) => one.confidence === confidence);
    const named = shareOf(
      each.filter((one) => one.named),
      (one) => one.namable,
    );
    const unnamed = shareOf(
      each.filter((one) => !one.named),
      (one) => !one.namable,
    );
    console.log(`${confidence.padEnd(11)}  ${percent(named).padEnd(36)}  ${percent(unnamed)}`);
  }
}

const build = judged.filter(({ half }) => half === 'build');
print('BUILD HALF: rules may be built with it', build);
for (const each of build) {
  if (each.named !== each.namable) {
    console.log(`  AS${each.asn} ${each.name} (${each.drawn}) is ${each.kind}, answered ${each.answer}`);
  }
}
print(
  'REPORT HALF: only reported on',
  judged.filter(({ half }) => half === 'report'),
);
