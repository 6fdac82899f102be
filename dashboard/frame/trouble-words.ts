import type { Trouble } from '../../api/contract-troubles.ts';
import { moment } from '../parts/time.ts';

interface Words {
  /** With the moment since when. */
  title: (since: string) => string;
  /** What it means for what is shown. */
  effect: string;
  causes: Record<Trouble['reason'], string>;
}

/** The worst first. */
const KINDS: readonly [Trouble['kind'], Words][] = [
  [
    'intake',
    {
      title: (since) => `Visits are missing since ${since}`,
      effect: 'Pages that are still open send theirs again.',
      causes: {
        full: 'Events are turned away: the disk of the event log is full.',
        busy: 'Events are turned away: more come in than the memory of ingest holds.',
        failing: 'Events are turned away: the event log does not take them in.',
      },
    },
  ],
  [
    'writer',
    {
      title: (since) => `Visits since ${since} are not shown yet`,
      effect: 'Nothing is lost: they wait in the event log.',
      causes: {
        full: 'The disk of the warehouse is full.',
        busy: 'The warehouse has too much to do.',
        failing: 'The warehouse does not take them in.',
      },
    },
  ],
  [
    'alerts',
    {
      title: (since) => `Alerts wait since ${since}`,
      effect: 'Nothing is lost: they come as soon as they can be stored.',
      causes: {
        full: 'The disk of the database is full.',
        busy: 'The database has too much to do.',
        failing: 'The database or the warehouse does not answer as it should.',
      },
    },
  ],
];

/** For whoever may act on it. */
const DEEDS: Record<Trouble['reason'], string> = {
  full: 'Make room on that disk; the rest goes on by itself.',
  busy: 'Give it more memory or processes if it does not pass.',
  failing: 'See whether it runs and has room; the log lines of Clearpane say what fails.',
};

export interface TroubleText {
  title: string;
  text: string;
  /** Titles of what is less bad. */
  others: string[];
}

/** All troubles in a few sentences; null where there is none. */
export function troubleText(
  troubles: readonly Trouble[],
  reader: { mayAct: boolean; now: number; timeZone?: string },
): TroubleText | null {
  const { mayAct, now, timeZone } = reader;
  const zone = timeZone === undefined ? {} : { timeZone };
  const told = KINDS.flatMap(([kind, words]) =>
    troubles.filter((each) => each.kind === kind).map((trouble) => ({ trouble, words })),
  );
  const [worst, ...others] = told;
  if (!worst) return null;
  const { trouble, words } = worst;
  const titleOf = ({ trouble, words }: (typeof told)[number]): string =>
    words.title(moment(trouble.since, now, zone));
  const deed = mayAct ? DEEDS[trouble.reason] : 'An owner has to look at it.';
  return {
    title: titleOf(worst),
    text: `${words.causes[trouble.reason]} ${words.effect} ${deed}`,
    others: others.map(titleOf),
  };
}
