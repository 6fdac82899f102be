import { type Job, runApart, serveJob } from './job.ts';
import { MATRIX } from './matrix.ts';
import { isKept, openResults, sentenceOf } from './results.ts';

/** Every fault with every seed. `npm run faults`; docs/faults.md has the settings. */
async function runAll(): Promise<boolean> {
  const events = Number(process.env.CLEARPANE_FAULT_EVENTS ?? 50_000);
  const seeds = (process.env.CLEARPANE_FAULT_SEEDS ?? '1,2,3').split(',').map(Number);
  const outage = Number(process.env.CLEARPANE_FAULT_OUTAGE_MS ?? 60_000);
  const atOnce = Number(process.env.CLEARPANE_FAULT_AT_ONCE ?? 1);
  const chosen = new RegExp(process.env.CLEARPANE_FAULTS ?? '');
  const results = openResults(process.env.CLEARPANE_FAULT_RESULTS ?? null);

  const jobs: Job[] = [];
  let well = true;
  for (const { name, missing } of MATRIX.filter((each) => chosen.test(each.name))) {
    const reason = missing();
    if (reason !== null) {
      console.log(`NOT RUN ${name}. ${reason}`);
      well = false;
      continue;
    }
    jobs.push(...seeds.map((seed) => ({ name, seed, events, outage })));
  }
  const due = jobs.filter((job) => !results.kept(job));
  if (due.length < jobs.length) console.log(`${jobs.length - due.length} were kept before and are not run.`);
  const worker = async (): Promise<void> => {
    for (let job = due.shift(); job; job = due.shift()) {
      const began = performance.now();
      const outcome = await runApart(job);
      const seconds = Math.round((performance.now() - began) / 1000);
      const result = { at: new Date().toISOString(), ...job, seconds, ...outcome };
      results.add(result);
      well &&= isKept(result);
      console.log(sentenceOf(result));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return well;
}

// A process for one job is this program too; whoever started it talks to it.
if (process.send) await serveJob();
else process.exitCode = (await runAll()) ? 0 : 1;
