import { readdirSync, readFileSync } from 'node:fs';

/** What was opened and is to be closed again, the last first. */
export interface Undo {
  add(step: () => unknown): void;
  /** Goes on after a step that fails. @throws the first error of them */
  all(): Promise<void>;
}

const open = new Set<Undo>();

export function openUndo(): Undo {
  const steps: (() => unknown)[] = [];
  let running: Promise<void> | null = null;
  const runAll = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    open.delete(undo);
    if (errors.length > 0) throw errors[0];
  };
  const undo: Undo = {
    add: (step) => {
      steps.push(step);
      open.add(undo);
    },
    // Asked for twice, it is done once, in order.
    all: () => {
      running ??= runAll().finally(() => {
        running = null;
      });
      return running;
    },
  };
  return undo;
}

/**
 * Once this process is told to end, or whoever started it is gone: processes that it started are killed, whatever they are at, and
 * disks, networks and directories are removed.
 *
 * @returns whether that is so
 */
export function undoWhenEnded(): () => boolean {
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    // What was under way finds its processes gone, and that is nobody's business any more.
    for (const trouble of ['uncaughtException', 'unhandledRejection']) process.on(trouble, () => undefined);
    killStartedBy(process.pid);
    while (open.size > 0) await Promise.allSettled([...open].map((undo) => undo.all()));
    killStartedBy(process.pid);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(signal, end);
  return () => ending;
}

function killStartedBy(pid: number): void {
  for (const child of startedBy(pid)) {
    killStartedBy(child);
    try {
      process.kill(child, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

function startedBy(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const lists = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'));
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  } catch {
    return [];
  }
}
