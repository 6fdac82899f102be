import type { Clearpane, ConsentStatus } from '../api.ts';
import type { Purpose } from '../decision.ts';
import { cross, element } from './element.ts';
import { STYLE } from './style.ts';
import { textsOf } from './texts.ts';

/** Which wording was shown; part of the proof. Changes with the English texts and the order of things. */
const SCREEN = 'clearpane-banner-1';
/** How long the word of thanks stays, milliseconds. */
const THANKS = 6000;

/**
 * The built-in banner: refusing is as easy as accepting, nothing is ticked before somebody ticks it, and the page can
 * be read and used around it. Whoever closes it has not answered, and nothing is permitted by that.
 */
export function createBanner({ consent }: Clearpane): { open(opener: 'visitor' | 'page'): Promise<void> } {
  const texts = textsOf(document);
  let host: HTMLElement | undefined;
  let before: Element | null = null;

  const close = (): void => {
    if (!host) return;
    const hadFocus = document.activeElement === host;
    host.remove();
    host = undefined;
    if (hadFocus && before instanceof HTMLElement) before.focus();
  };

  const put = (content: HTMLElement): ShadowRoot => {
    close();
    host = element('clearpane-banner' as 'div', { lang: texts.language });
    const root = host.attachShadow({ mode: 'open' });
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      // An older browser shows it plain.
    }
    root.append(content);
    host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
    });
    // First in the page, so that a keyboard and a screen reader come to it first.
    document.body.prepend(host);
    return root;
  };

  const show = (status: ConsentStatus, said: string, choosing: boolean, focus: string | null): void => {
    const { asked, granted } = status;
    const answerable = asked.length > 0 && !status.objected;
    const boxes = new Map<Purpose, HTMLInputElement>();
    const items = asked.map((purpose) => {
      const { title, text } = texts.purposes[purpose];
      if (!choosing)
        return element(
          'li',
          {},
          element('div', { class: 'purpose' }, element('b', {}, title), element('span', {}, text)),
        );
      const box = element('input', { type: 'checkbox', 'aria-describedby': `about-${purpose}` });
      box.checked = granted.includes(purpose);
      boxes.set(purpose, box);
      return element(
        'li',
        {},
        element(
          'label',
          { class: 'purpose' },
          element('b', {}, title),
          element('span', { id: `about-${purpose}` }, text),
          box,
        ),
      );
    });

    const button = (name: string, kind: string, press: () => void): HTMLButtonElement => {
      const made = element('button', { type: 'button', class: kind }, name);
      made.addEventListener('click', press);
      return made;
    };
    const answer = (purposes: readonly Purpose[]) => async (): Promise<void> => {
      for (const each of root.querySelectorAll('button')) each.disabled = true;
      const after =
        purposes.length === 0
          ? await consent.refuse(asked)
          : await consent.give(purposes, { method: 'banner', language: texts.language, screen: SCREEN });
      if (!after) return show(status, texts.failed, choosing, 'h2');
      if (after.ask) return show(after, texts.changed, choosing, 'h2');
      thank();
    };

    const dismiss = element('button', { type: 'button', class: 'close', 'aria-label': texts.close }, cross());
    dismiss.addEventListener('click', close);
    const sentence = status.objected ? texts.objected : answerable ? texts.intro : texts.nothing;
    const root = put(
      element(
        'div',
        { role: 'dialog', 'aria-modal': 'false', 'aria-labelledby': 'title', 'aria-describedby': 'intro' },
        element('h2', { id: 'title', tabindex: '-1' }, texts.title),
        element('p', { id: 'intro' }, sentence),
        ...(status.signal && !status.objected ? [element('p', { class: 'said' }, texts.signal)] : []),
        ...(said === '' ? [] : [element('p', { class: 'said', role: 'alert' }, said)]),
        ...(answerable
          ? [
              element('ul', {}, ...items),
              element(
                'div',
                { class: 'answers' },
                button(choosing ? texts.refuseAll : texts.refuse, 'answer', answer([])),
                button(choosing ? texts.acceptAll : texts.accept, 'answer', answer(asked)),
              ),
            ]
          : []),
        ...(choosing && answerable
          ? [
              button(texts.save, 'save', () =>
                answer(asked.filter((purpose) => boxes.get(purpose)?.checked))(),
              ),
            ]
          : []),
        element(
          'footer',
          {},
          ...(answerable && !choosing
            ? [button(texts.choose, 'choose', () => show(status, '', true, 'input'))]
            : []),
          element('a', { href: status.notice, target: '_blank', rel: 'noopener' }, texts.notice),
        ),
        dismiss,
      ),
    );
    if (focus !== null) root.querySelector<HTMLElement>(focus)?.focus();
  };

  const thank = (): void => {
    const note = element('p', { role: 'status' });
    put(element('div', { role: 'dialog', class: 'note', 'aria-label': texts.title }, note));
    // Into an element that is there already: only then is it read out.
    note.textContent = texts.saved;
    const mine = host;
    setTimeout(() => {
      if (host === mine) close();
    }, THANKS);
  };

  return {
    open: async (opener) => {
      const status = await consent.status();
      if (!status) return;
      before = document.activeElement;
      // Whoever is reading is not interrupted; whoever asked for it is taken there.
      show(status, '', opener === 'visitor' && status.granted.length > 0, opener === 'visitor' ? 'h2' : null);
    },
  };
}
