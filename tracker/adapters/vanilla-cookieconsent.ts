import type { Clearpane, ConsentStatus } from '../api.ts';
import { PURPOSES, type Purpose } from '../decision.ts';

/** What vanilla-cookieconsent 3 says with each of its events. */
interface Said {
  cookie?: { categories?: unknown };
}

/** What of its object is used where the page has it as a global name. */
interface CookieConsent {
  showPreferences?: () => void;
}

/**
 * Carries the answers of vanilla-cookieconsent over. A category stands for purposes: `analytics` for all of them, or
 * another with `data-measure`, `data-identify-org`, `data-alert-sales`, `data-recognise-visitor` on the tag.
 *
 * An answer of today asks for a receipt; one that the manager remembers from before does not, since it may have been
 * given to another notice. A remembered refusal is carried over, because it only takes away.
 */
function start(
  script: HTMLElement,
  { consent }: Clearpane,
  page: Window & { CookieConsent?: CookieConsent },
): void {
  const categoryOf = (purpose: Purpose): string =>
    script.getAttribute(`data-${purpose.replace('_', '-')}`) ?? 'analytics';

  const split = (status: ConsentStatus, event: Event): [agreed: Purpose[], refused: Purpose[]] => {
    const accepted = (event as CustomEvent<Said | null>).detail?.cookie?.categories;
    const agreed = (purpose: Purpose) => Array.isArray(accepted) && accepted.includes(categoryOf(purpose));
    return [
      PURPOSES.filter(
        (purpose) => agreed(purpose) && (status.asked.includes(purpose) || status.refused.includes(purpose)),
      ),
      PURPOSES.filter((purpose) => !agreed(purpose) && status.asked.includes(purpose)),
    ];
  };

  const answered = async (event: Event): Promise<void> => {
    const status = await consent.status();
    if (!status) return;
    const [agreed, refused] = split(status, event);
    if (agreed.length > 0)
      await consent.give(agreed, {
        method: 'consent_manager',
        language: document.documentElement.lang || 'und',
      });
    else if (refused.length > 0) await consent.refuse(refused);
  };

  const remembered = async (event: Event): Promise<void> => {
    const status = await consent.status();
    if (!status) return;
    const [, refused] = split(status, event);
    const news = refused.filter((purpose) => !status.refused.includes(purpose));
    if (news.length > 0) await consent.refuse(news);
  };

  // One after the other: a first answer is told by two events.
  let work = Promise.resolve();
  const on = (name: string, take: (event: Event) => Promise<void>): void => {
    page.addEventListener(name, (event) => {
      work = work.then(() => take(event)).catch(() => undefined);
    });
  };
  on('cc:onFirstConsent', answered);
  on('cc:onChange', answered);
  on('cc:onConsent', remembered);
  void consent.onAsk(() => page.CookieConsent?.showPreferences?.());
}

const { clearpane } = window as Window & { clearpane?: Clearpane };
const tag = document.currentScript;
if (clearpane && tag instanceof HTMLElement) start(tag, clearpane, window);
