import type { ConsentHook } from '../api.ts';
import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';
import type { Answers } from './answers.ts';

export interface Question {
  hook: Pick<ConsentHook, 'ask' | 'onAsk'>;
  press(element: Element): void;
  /** Asks by itself where the tag wants that, and somebody has to be asked. */
  begin(): void;
}

/** How the question is put: by what the page names, or by the built-in banner, which is loaded for that. */
export function createQuestion(core: Core, { hook: answers }: Answers, banner: string): Question {
  let open: (() => void) | undefined;

  /** The banner says by itself how it is opened, and opens where somebody has to be asked. */
  const loadBanner = (): Promise<unknown> =>
    new Promise((done) => {
      const element = core.page.document.createElement('script');
      Object.assign(element, {
        src: `${core.base}/consent/${banner}`,
        integrity: banner,
        crossOrigin: '',
        nonce: core.script.nonce,
        onload: done,
        onerror: done,
      });
      core.page.document.head.append(element);
    });

  const ask = async () => {
    if (!open) await loadBanner();
    if (open) attempt(open);
    return answers.status();
  };

  return {
    hook: {
      ask,
      onAsk: async (show) => {
        open = show;
      },
    },
    press: (element) => {
      if (!element.hasAttribute('data-clearpane-object')) return void ask();
      void answers.object().then(() => {
        const done = element.getAttribute('data-clearpane-done') ?? 'Objection noted';
        element.setAttribute('role', 'status');
        element.textContent = done;
      });
    },
    begin: () => {
      if (!core.script.hasAttribute('data-banner')) return;
      void answers.status().then((status) => {
        if (status?.ask && !open) void loadBanner();
      });
    },
  };
}
