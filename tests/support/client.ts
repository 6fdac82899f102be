import type { Product } from './product.ts';

export const PASSWORD = 'correct horse battery';

/** A browser's user agent, so that the visit is no robot's. */
export const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

/** A person at the API. */
export interface Client {
  readonly cookie: string;
  call<T>(method: string, path: string, body?: object): Promise<T>;
}

/** Makes the first account, or signs in to it. */
export function signIn(product: Product): Promise<Client> {
  const email = 'olga@example.org';
  const { setup } = product;
  if (!setup) return enter(product, 'session', { email, password: PASSWORD });
  const token = new URL(setup).hash.slice('#token='.length);
  return enter(product, 'setup', { token, name: 'Olga', email, password: PASSWORD });
}

/** Makes an account for a privacy officer, and signs them in. */
export async function signInOfficer(product: Product, owner: Client, name: string): Promise<Client> {
  const account = { email: `${name.toLowerCase()}@example.org`, password: PASSWORD };
  await owner.call('POST', '/v1/people', { name, role: 'privacy_officer', ...account });
  return enter(product, 'session', account);
}

async function enter({ dashboard }: Product, door: 'setup' | 'session', body: object): Promise<Client> {
  const answer = await fetch(`${dashboard}/v1/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    cookie,
    call: async <T>(method: string, path: string, payload?: object): Promise<T> => {
      const response = await fetch(dashboard + path, {
        method,
        headers: { cookie, ...(payload ? { 'content-type': 'application/json' } : {}) },
        ...(payload ? { body: JSON.stringify(payload) } : {}),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
  };
}

export interface SentView {
  id?: string;
  url: string;
  time?: number;
}

/** Sends page views as a proxy on this machine would. */
export function sendViews(
  product: Product,
  site: { key: string },
  views: readonly SentView[],
  from: { address?: string; agent?: string } = {},
): Promise<Response> {
  return fetch(`${product.ingest}/v1/events`, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain',
      'user-agent': from.agent ?? AGENT,
      ...(from.address ? { 'x-forwarded-for': from.address } : {}),
    },
    body: JSON.stringify({
      site: site.key,
      sentAt: Date.now(),
      events: views.map((view) => ({ name: 'page_view', ...view })),
    }),
  });
}
