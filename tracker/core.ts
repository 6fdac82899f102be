import type { Clearpane, ConsentHook } from './api.ts';
import type { Permissions, Person, TrackerPolicy } from './decision.ts';
import type { SentEvent } from './delivery.ts';
import type { PageWindow } from './page.ts';

/**
 * The part for consent, a file of its own. It is loaded where somebody answered or is asked, where a consent manager is
 * on the page, and where something may be kept on the device: the script itself writes nothing there.
 */
export interface Part extends ConsentHook, Pick<Clearpane, 'object' | 'forget'> {
  /**
   * Whether an event waits, because a consent manager has not decided yet. Looks for managers that came later. One that
   * may go is kept on the device until the server has it, where that may be.
   */
  waits(event: SentEvent): boolean;
  /** What is permitted with the answer and what consent managers say. They can only take away. */
  permitted(policy: TrackerPolicy): Permissions;
  /** What is sent with every batch. */
  fields(): object;
  /** An element with `data-clearpane-object` or `data-clearpane-consent` was pressed. */
  press(element: Element): void;
}

/** The running script, as the part sees it. It is handed over on the part's element, not by a global name. */
export interface Core {
  readonly page: PageWindow;
  /** The tag on the page. */
  readonly script: HTMLScriptElement;
  readonly site: string;
  /** Origin of the server. */
  readonly base: string;
  policy(): TrackerPolicy | undefined;
  /** The part is there. */
  joined(part: Part): void;
  /** GET, or POST where there is a body. The part for behaviour may exchange it. */
  request(path: string, body?: string, hurry?: unknown): Promise<Response>;
  /** Fetches the policy; with a query, past what the browser keeps of it for a minute. */
  learn(query?: string): Promise<Response>;
  /** Something was decided: removes and forgets what is no longer permitted, sends what is. */
  decided(): void;
  /** Sends an event of the page as it is now, with more in it. Never throws. */
  record(name: string, more?: Partial<SentEvent>): void;
  /** Counts a view. */
  view(): void;
  /** Sends what may go; in a hurry, although something is on its way: the page may be gone in a moment. */
  send(hurry?: unknown): void;
  /** Calls of `clearpane.event` that nobody has heard yet. */
  readonly asked: Parameters<Clearpane['event']>[];
  /** Set by the part for behaviour: adds to an event before it is sent. Called more than once for an event. */
  amend?: (event: SentEvent) => void;
  /** Set by the part for behaviour: the visitor leaves one view for another. */
  leave?: () => void;
}

/** The core as the part for consent makes it: with what it knows of the visitor. */
export type InformedCore = Core & { person(): Person };

/** The element of a part that is loaded on demand. */
export type PartElement = HTMLScriptElement & { core?: Core };
