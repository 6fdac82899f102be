import type { CDPSession } from 'playwright-core';

/** An event of a trace; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Time of the processor. */
  tdur?: number;
  args: {
    data?: { url?: string; stackTrace?: { url: string }[] };
    beginData?: { url?: string; stackTrace?: { url: string }[] };
    fileName?: string;
  };
}

/** What a script did on the main thread while a trace ran; milliseconds. */
export interface Traced {
  /** Compiling and running it, and what it was called for: by the clock, and of the processor. */
  script: number;
  processor: number;
  /** The longest task in which it ran, with all else in that task. */
  longestTask: number;
  /** The longest time without a pause that it ran itself: of the processor. */
  longestRun: number;
  /** Layouts and computations of style that it forced. */
  forced: number;
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.stack',
  'v8.execute',
];
const RUNS = new Set(['EvaluateScript', 'v8.compile', 'v8.run', 'FunctionCall']);
const LAYOUTS = new Set(['Layout', 'UpdateLayoutTree']);

/** Traces what is done meanwhile, and says what of it was the work of scripts whose address begins so. */
export async function traceOf(
  devtools: CDPSession,
  origin: string,
  work: () => Promise<unknown>,
): Promise<Traced> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  devtools.on('Tracing.dataCollected', collect);
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await work();
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', collect);
  return sumUp(events, origin);
}

function sumUp(events: readonly TraceEvent[], origin: string): Traced {
  const whole = events.filter(({ ph }) => ph === 'X');
  const isOurs = ({ args }: TraceEvent): boolean =>
    [args.data?.url, args.beginData?.url, args.fileName].some((url) => url?.startsWith(origin));
  const within = (inner: TraceEvent, outer: TraceEvent): boolean =>
    inner !== outer &&
    inner.tid === outer.tid &&
    inner.pid === outer.pid &&
    inner.ts >= outer.ts &&
    inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);
  const ours = whole.filter((event) => RUNS.has(event.name) && isOurs(event));
  // What lies in another of ours is counted with it.
  const outermost = ours.filter((event) => !ours.some((other) => within(event, other)));
  const tasks = whole.filter(
    (event) => /RunTask$/.test(event.name) && outermost.some((run) => within(run, event)),
  );
  const forced = whole.filter(
    ({ name, args }) =>
      LAYOUTS.has(name) &&
      (args.beginData?.stackTrace ?? args.data?.stackTrace ?? []).some(({ url }) => url.startsWith(origin)),
  );
  const milliseconds = (list: readonly TraceEvent[]): number[] => list.map(({ dur = 0 }) => dur / 1000);
  const runs = milliseconds(outermost);
  const processor = outermost.map(({ tdur = 0 }) => tdur / 1000);
  return {
    script: runs.reduce((sum, each) => sum + each, 0),
    longestTask: Math.max(0, ...milliseconds(tasks)),
    processor: processor.reduce((sum, each) => sum + each, 0),
    longestRun: Math.max(0, ...processor),
    forced: forced.length,
  };
}
