import type { ContactCore, ContactDetail, ContactElement, ContactFields } from './contact.ts';
import { readForm } from './read-form.ts';
import { requestId, send } from './send.ts';

/** Joins the running script. */
export function createContact(core: ContactCore): void {
  /** What each form sent last: pressing the button twice is one request. */
  const last = new WeakMap<HTMLFormElement, { text: string; id: string }>();

  const idFor = (form: HTMLFormElement, fields: ContactFields): string => {
    const text = JSON.stringify(fields);
    const known = last.get(form);
    if (known?.text === text) return known.id;
    const id = requestId();
    last.set(form, { text, id });
    return id;
  };

  core.joined({
    send: (fields) => send(core, requestId(), fields),
    submitted: (form) => {
      const sent = readForm(form);
      void send(core, idFor(form, sent), sent).then((result) => tell(form, { ...result, sent }));
    },
  });
}

/** Tells the page's code; where that has no words of its own, the person reads ours. */
function tell(form: HTMLFormElement, detail: ContactDetail): void {
  const event = new CustomEvent('clearpane:contact', { bubbles: true, cancelable: true, detail });
  const status = form.querySelector('[data-clearpane-contact-status]');
  if (!form.dispatchEvent(event) || !status) return;
  const { ok, message, sent } = detail;
  const parts = [sent.name, sent.email, ...(sent.message ? ['your message'] : [])];
  status.setAttribute('role', 'status');
  status.textContent = ok ? `${message} Sent: ${parts.join(', ')}.` : message;
}

const core = (document.currentScript as ContactElement | null)?.contactCore;
if (core) createContact(core);
