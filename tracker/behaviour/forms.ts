import { attempt } from '../attempt.ts';
import type { Core } from '../core.ts';
import type { BehaviourWindow } from './page-window.ts';

/** That a form was sent, and which: by its attribute, since a field of the form may be called "id". Never a value. */
export function watchForms({ document }: BehaviourWindow, record: Core['record']): void {
  document.addEventListener(
    'submit',
    (event) =>
      attempt(() => {
        const [form] = event.composedPath() as Partial<Element>[];
        const named = (name: string) => form?.getAttribute?.(name);
        const detail = (named('id') || named('name') || '').slice(0, 60);
        record('form', { detail, referrer: '' });
      }),
    { capture: true, passive: true },
  );
}
