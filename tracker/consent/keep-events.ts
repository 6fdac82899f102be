import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';
import type { TrackerPolicy } from '../decision.ts';
import type { SentEvent } from '../delivery.ts';
import type { Queue } from './queue.ts';

/** From here on the server asks for another try, as the script itself reads it. */
const AGAIN = 429;
/** Events that are taken up at once: each is decided about again, and a page must not feel it. */
const FEW = 10;

/**
 * Lets events outlive their page: where a receipt permits storage, they are on the device until the server has answered.
 * What pages before could not send is sent again. Once nothing permits it any more, nothing is left.
 *
 * @param isProven whether something may be kept on the device, by a receipt
 * @returns looks how things stand, and keeps an event that may be sent
 */
export function keepEvents(
  core: Core,
  queue: Queue,
  isProven: (policy: TrackerPolicy) => boolean,
): (event?: SentEvent) => void {
  const { request } = core;
  core.request = async (path, body, hurry) => {
    const response = await request(path, body, hurry);
    if (path === '/v1/events' && response.status < AGAIN) {
      queue.drop(idsOf(body));
      resume();
    }
    return response;
  };

  /** What pages before left behind and is not sent again yet; undefined before anybody looked. */
  let left: SentEvent[] | undefined;
  const resume = (): void => {
    for (const event of left?.splice(0, FEW) ?? []) core.record(event.name, event);
  };

  return (event) => {
    const policy = core.policy();
    // Each event is asked about several times.
    if (!policy || (event && queue.holds(event))) return;
    if (!isProven(policy)) {
      left = [];
      return queue.clear();
    }
    if (event) queue.keep(event);
    if (left) return;
    left = queue.left(Date.now());
    // Not within a decision about another event.
    void Promise.resolve().then(resume);
  };
}

const idsOf = (body = ''): string[] =>
  attempt(() => (JSON.parse(body) as { events: SentEvent[] }).events.map(({ id }) => id)) ?? [];
