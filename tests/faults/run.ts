import { MATRIX } from './matrix.ts';

/** Every fault with every seed. `npm run faults`; CLEARPANE_FAULTS=REGEX chooses among the cases. */
const events = Number(process.env.CLEARPANE_FAULT_EVENTS ?? 50_000);
const seeds = (process.env.CLEARPANE_FAULT_SEEDS ?? '1,2,3').split(',').map(Number);
const outage = Number(process.env.CLEARPANE_FAULT_OUTAGE_MS ?? 60_000);
const chosen = new RegExp(process.env.CLEARPANE_FAULTS ?? '');

let failed = 0;
for (const each of MATRIX.filter(({ name }) => chosen.test(name))) {
  const missing = each.missing();
  if (missing !== null) {
    console.log(`NOT RUN ${each.name}. ${missing}`);
    failed += 1;
    continue;
  }
  for (const seed of seeds) {
    const began = performance.now();
    const { verdict, answers, broken } = await each.run({ events, seed, outage });
    if (broken.length > 0) failed += 1;
    console.log(
      `${broken.length === 0 ? 'kept  ' : 'BROKEN'} ${each.name}, seed ${seed}: ${verdict.acknowledged} acknowledged, ` +
        `${verdict.lost} lost, ${verdict.doubled} doubled, ${verdict.unasked} unasked, ${verdict.views} views, ` +
        `${verdict.windows} windows, ${verdict.alerts} alerts; answers ${JSON.stringify(answers)}; ` +
        `${((performance.now() - began) / 1000).toFixed(0)} s${broken.map((what) => `; ${what}`).join('')}`,
    );
  }
}
process.exitCode = failed === 0 ? 0 : 1;
