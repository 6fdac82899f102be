import { isDeepStrictEqual } from 'node:util';
import { CASES } from './cases.ts';
import { runCase } from './run-case.ts';

/** Every fault with every seed. `npm run faults`; CLEARPANE_FAULTS=REGEX chooses among the cases. */
const events = Number(process.env.CLEARPANE_FAULT_EVENTS ?? 50_000);
const seeds = (process.env.CLEARPANE_FAULT_SEEDS ?? '1,2,3').split(',').map(Number);
const outage = Number(process.env.CLEARPANE_FAULT_OUTAGE_MS ?? 60_000);
const chosen = new RegExp(process.env.CLEARPANE_FAULTS ?? '');

let failed = 0;
for (const fault of CASES.filter(({ name }) => chosen.test(name))) {
  for (const seed of seeds) {
    const began = performance.now();
    const { verdict, expected, answers } = await runCase(fault, { events, seed, outage });
    const errors = Object.keys(answers).some((status) => Number(status) >= 500);
    const good = isDeepStrictEqual(verdict, expected) && !(fault.smooth && errors);
    if (!good) failed += 1;
    console.log(
      `${good ? 'kept  ' : 'BROKEN'} ${fault.name}, seed ${seed}: ${verdict.acknowledged} acknowledged, ` +
        `${verdict.lost} lost, ${verdict.doubled} doubled, ${verdict.unasked} unasked, ${verdict.views} views, ` +
        `${verdict.windows} windows, ${verdict.alerts} alerts; answers ${JSON.stringify(answers)}; ` +
        `${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
  }
}
process.exitCode = failed === 0 ? 0 : 1;
