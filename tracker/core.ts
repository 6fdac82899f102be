import type { Clearpane, ConsentHook } from './api.ts';
import type { Person, TrackerPolicy } from './decision.ts';
import type { PageWindow } from './page.ts';

/**
 * The part for consent, a file of its own. It is loaded where somebody answered or is asked, where a consent manager is
 * on the page, and where something may be kept on the device: the script itself writes nothing there.
 */
export interface Part extends ConsentHook, Pick<Clearpane, 'object' | 'forget'> {
  /** A consent manager has not decided yet. Looks for managers that came later. */
  waits(): boolean;
  /** What answer and consent managers add to what is known about the visitor. They can only take away. */
  narrow(person: Person): Person;
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
  /** GET, or POST where there is a body. */
  request(path: string, body?: string): Promise<Response>;
  person(): Person;
  /** Fetches the policy; with a query, past what the browser keeps of it for a minute. */
  learn(query?: string): Promise<Response>;
  /** Something was decided: removes and forgets what is no longer permitted, sends what is. */
  decided(): void;
}

/** The element of a part that is loaded on demand. */
export type PartElement = HTMLScriptElement & { core?: Core };
