import type { Clearpane } from '../api.ts';
import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';

const LONGEST_VALUE = 40;

/** Whether a value can go: the server holds it against the same again, and against more. */
function isPlain(value: unknown): boolean {
  const text = `${value}`;
  return (
    /^(string|number|boolean)$/.test(typeof value) &&
    text.length <= LONGEST_VALUE &&
    !/@|\/\/|www\.|[^\s.]\.[a-z]{2}/i.test(text) &&
    !/\d{6}/.test(text.replace(/[^\p{L}\d]/gu, ''))
  );
}

/** `clearpane.event`: what the policy declares, with the keys that it declares, and nothing else. */
export const eventsOf =
  (declared: readonly string[], record: Core['record']): Clearpane['event'] =>
  (name, properties) =>
    void attempt(() => {
      const [, ...keys] = declared.map((rule) => rule.split(' ')).find(([first]) => first === name) ?? [];
      if (!declared.some((rule) => rule.split(' ')[0] === name)) return;
      const kept = keys.flatMap((key) => {
        const value = Object.entries(properties ?? {}).find(([each]) => each === key)?.[1];
        return isPlain(value) ? [[key, value]] : [];
      });
      record('event', { detail: name, properties: Object.fromEntries(kept), referrer: '' });
    });
