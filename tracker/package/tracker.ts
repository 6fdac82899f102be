import type { Clearpane, ConsentStatus } from '../api.ts';

export type {
  AnswerDetails,
  Clearpane,
  ConsentHook,
  ConsentStatus,
  ContactFields,
  ContactResult,
} from '../api.ts';
export type { ContactDetail } from '../contact/contact.ts';
export type { Purpose } from '../decision.ts';

/** Put in by the build: the very functions that the server serves as scripts. */
declare const startCore: () => void;
declare const startContact: () => void;

export interface ClearpaneOptions {
  /** Origin of the server: `https://clearpane.example`. */
  server: string;
  /** Key of the site, as in its tag. */
  site: string;
  /** Asks for consent with the built-in banner where somebody has to be asked. */
  banner?: boolean;
  /** Sends forms that are marked with `data-clearpane-contact`, and adds `contact`. */
  contact?: boolean;
  /** Of your content security policy, for what is loaded on demand. */
  nonce?: string;
}

type PageWindow = Window & { clearpane?: Clearpane };

const waiting = new Set<(clearpane: Clearpane) => void>();

/**
 * Starts the tracker, once for a page. Where there is no page, as on a server, or the page's security policy forbids it,
 * nothing happens and there is none.
 */
export function startClearpane(options: ClearpaneOptions): Clearpane | undefined {
  if (typeof document === 'undefined') return undefined;
  const page: PageWindow = window;
  if (!page.clearpane) startOn(document, options);
  const { clearpane } = page;
  if (clearpane) {
    for (const tell of waiting) tell(clearpane);
    waiting.clear();
  }
  return clearpane;
}

/**
 * Tells how things stand about consent: soon, and after each change. May be called before the tracker starts.
 *
 * @returns a function that stops it
 */
export function watchConsent(changed: (status: ConsentStatus) => void): () => void {
  let listening = true;
  const tell = (status: ConsentStatus | undefined): void => {
    if (listening && status) changed(status);
  };
  const begin = ({ consent }: Clearpane): void => {
    void consent.onChange(tell);
    void consent.status().then(tell);
  };
  const { clearpane }: PageWindow = typeof window === 'undefined' ? ({} as PageWindow) : window;
  if (clearpane) begin(clearpane);
  else waiting.add(begin);
  return () => {
    listening = false;
    waiting.delete(begin);
  };
}

function startOn(page: Document, { server, site, banner, contact, nonce }: ClearpaneOptions): void {
  try {
    const tag = page.createElement('script');
    // It is never put on the page, so nothing is fetched: the scripts only read what a tag would say.
    tag.src = new URL('/clearpane.js', server).href;
    tag.setAttribute('data-site', site);
    if (banner) tag.setAttribute('data-banner', '');
    if (nonce) tag.nonce = nonce;
    runAs(page, tag, startCore);
    if (contact) runAs(page, tag, startContact);
  } catch {
    // A wrong address, or a policy that lets nobody name a script: a page is never troubled.
  }
}

/** A script finds its tag as the one that is running. For the moment of its start, ours stands in. */
function runAs(page: Document, tag: HTMLScriptElement, start: () => void): void {
  Object.defineProperty(page, 'currentScript', { configurable: true, value: tag });
  try {
    start();
  } finally {
    Reflect.deleteProperty(page, 'currentScript');
  }
}
