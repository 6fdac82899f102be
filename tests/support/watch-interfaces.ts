/// <reference lib="dom" />
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** What scripts of a host have touched; there while a test watches. */
    touchedInterfaces?: () => string[];
  }
}

/**
 * Puts a witness around everything that a browser offers a page: each accessor and method of every interface, and each
 * property of the window. What a script of `host` touches is noted as `Interface.name`; calls of others go by unseen.
 */
export async function watchInterfaces(page: Page, host: string): Promise<void> {
  await page.addInitScript((of) => {
    const touched = new Set<string>();
    const realError = Error;
    const note = (name: string): void => {
      // The nearest frame that is not this witness: who called.
      const [, , , caller = ''] = (new realError().stack ?? '').split('\n');
      if (caller.includes(of)) touched.add(name);
    };
    const witness = (owner: object, name: string, label: string): void => {
      const descriptor = Object.getOwnPropertyDescriptor(owner, name);
      if (!descriptor?.configurable) return;
      const { get, set, value } = descriptor;
      if (get || set) {
        Object.defineProperty(owner, name, {
          ...descriptor,
          ...(get && {
            get(this: unknown) {
              note(label);
              return get.call(this);
            },
          }),
          ...(set && {
            set(this: unknown, to: unknown) {
              note(label);
              set.call(this, to);
            },
          }),
        });
      } else if (typeof value === 'function' && value.prototype === undefined) {
        Object.defineProperty(owner, name, {
          ...descriptor,
          value(this: unknown, ...given: unknown[]) {
            note(label);
            return Reflect.apply(value, this, given);
          },
        });
      }
    };
    // Interfaces of the browser are not of the language: those have no name that is all their own there.
    const language =
      /^(Object|Function|Array|Number|Boolean|String|Symbol|Date|Promise|RegExp|.*Error|JSON|Math|Intl|.*Array|Map|BigInt|Set|WeakMap|WeakSet|WeakRef|Proxy|Reflect|FinalizationRegistry|DataView|Atomics|WebAssembly|Iterator|ArrayBuffer|SharedArrayBuffer)$/;
    for (const name of Object.getOwnPropertyNames(window)) {
      if (language.test(name)) continue;
      const { value } = Object.getOwnPropertyDescriptor(window, name) ?? {};
      if (typeof value === 'function' && typeof value.prototype === 'object' && value.prototype) {
        for (const member of Object.getOwnPropertyNames(value.prototype)) {
          if (member !== 'constructor') witness(value.prototype, member, `${name}.${member}`);
        }
      } else witness(window, name, `window.${name}`);
    }
    window.touchedInterfaces = () => [...touched].sort();
  }, host);
}

export const touchedBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.touchedInterfaces?.() ?? []);
