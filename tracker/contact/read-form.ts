import type { ContactFields } from './contact.ts';

/** What a person types into; a password or a hidden field is none of them. */
const TYPED = ['text', 'email', 'textarea'];

type Control = HTMLInputElement | HTMLTextAreaElement;

/**
 * Name, e-mail and message of a form: fields that are marked (`data-clearpane-field`), or, for name and e-mail, those
 * with the standard words of `autocomplete`. Nothing else is read.
 */
export function readForm(form: HTMLFormElement): ContactFields {
  const controls = [...form.querySelectorAll<Control>('input,textarea')].filter((each) =>
    TYPED.includes(each.type),
  );
  const marked = (field: string): string | undefined =>
    controls.find((each) => each.getAttribute('data-clearpane-field') === field)?.value;
  const completed = (word: string): string | undefined =>
    controls.find((each) => each.getAttribute('autocomplete')?.split(/\s+/).includes(word))?.value;
  const parts = [completed('given-name'), completed('family-name')].filter(Boolean).join(' ');
  return {
    name: (marked('name') ?? completed('name') ?? parts).trim(),
    email: (marked('email') ?? completed('email') ?? '').trim(),
    message: (marked('message') ?? '').trim(),
  };
}
