import type { Core, PartElement } from './core.ts';

/**
 * Loads a part, a file that is named by its integrity value: it is pinned because a page that pins the script would not
 * want the rest unpinned. Where it can not be loaded, nobody joins.
 */
export const loadPart = (core: Core, integrity: string): Promise<unknown> =>
  new Promise((done) => {
    const element: PartElement = core.page.document.createElement('script');
    Object.assign(element, {
      src: `${core.base}/consent/${integrity}`,
      integrity,
      crossOrigin: '',
      nonce: core.script.nonce,
      core,
      onload: done,
      onerror: done,
    });
    core.page.document.head.append(element);
    // A page that enforces Trusted Types forbids it by throwing.
  }).catch(() => 0);
