import { type ContactCore, type ContactFields, type ContactResult, NOT_SENT } from './contact.ts';

const MAXIMUM_TRIES = 4;

/** A random name for one request, so that sending it twice is the same request. */
export const requestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** Sends what a person wrote, and nothing else. Never rejects. */
export async function send(
  { site, origin }: ContactCore,
  id: string,
  { name, email, message = '' }: ContactFields,
): Promise<ContactResult> {
  if (!name || !email) {
    return { ok: false, code: 'incomplete', message: 'Please give your name and your e-mail address.' };
  }
  const body = JSON.stringify({ site, id, name, email, message });
  for (let tries = 1; tries <= MAXIMUM_TRIES; tries += 1) {
    const response = await fetch(`${origin}/v1/contact`, {
      method: 'POST',
      body,
      // The page may be left while it is on its way.
      keepalive: true,
      // With cookies, so that an objection is seen: then nothing is compared with the network.
      credentials: 'include',
      referrerPolicy: 'no-referrer',
    }).catch(() => undefined);
    if (response && response.status < 500) return resultOf(response);
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
  }
  return NOT_SENT;
}

async function resultOf(response: Response): Promise<ContactResult> {
  const answer: unknown = await response.json().catch(() => undefined);
  const text = (name: string): string => {
    const value = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : '';
    return typeof value === 'string' ? value : '';
  };
  const code = text('code');
  if (code === '') return NOT_SENT;
  return { ok: response.ok, code, message: text('message') || text('title') };
}
