import type { Clearpane } from '../api.ts';
import { type ContactElement, type ContactPart, NOT_SENT } from './contact.ts';

const FORM = '[data-clearpane-contact]';

/**
 * Adds `clearpane.contact`, and loads the part that reads forms where one is marked for it: at once, or when somebody
 * begins to fill one in that came later. It never stops a form from being submitted.
 *
 * @param integrity of the part, as it was when this was built
 */
export function startContact(
  page: Window & { clearpane?: Clearpane },
  integrity: string,
  embedded?: string,
): void {
  const { document, clearpane } = page;
  const script = document.currentScript as HTMLScriptElement | null;
  const site = embedded ?? script?.getAttribute('data-site');
  if (!script || !site || !clearpane || clearpane.contact) return;
  const { origin } = new URL(script.src);
  let part: ContactPart | undefined;
  let loading: Promise<unknown> | undefined;

  const load = async (): Promise<ContactPart | undefined> => {
    loading ??= new Promise((done) => {
      const element: ContactElement = document.createElement('script');
      Object.assign(element, {
        src: `${origin}/consent/${integrity}`,
        integrity,
        crossOrigin: '',
        nonce: script.nonce,
        contactCore: {
          site,
          origin,
          joined: (loaded: ContactPart) => {
            part = loaded;
          },
        },
        onload: done,
        onerror: done,
      });
      document.head.append(element);
    });
    await loading;
    // After a failure it is tried again when it is next needed.
    loading = part && loading;
    return part;
  };

  clearpane.contact = async (fields) => (await load())?.send(fields) ?? NOT_SENT;

  const formOf = (event: Event): HTMLFormElement | null | undefined =>
    (event.target as Partial<Element> | null)?.closest?.<HTMLFormElement>(FORM);
  // First of all, because the page's own listener may empty the form.
  page.addEventListener(
    'submit',
    (event) => {
      const form = formOf(event);
      if (!form) return;
      if (part) part.submitted(form);
      else void load().then((loaded) => loaded?.submitted(form));
    },
    true,
  );
  document.addEventListener('focusin', (event) => {
    if (formOf(event)) void load();
  });
  const look = (): void => {
    if (document.querySelector(FORM)) void load();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', look);
  else look();
}
