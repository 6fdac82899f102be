import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from './contract.ts';
import { openTestApi, type TestApi } from './server.fixture.ts';

const EVERYBODY: readonly Role[] = ['owner', 'privacy_officer', 'sales'];

/** Who may ask for what; null for everybody in the world. A route that is not here is a route nobody thought about. */
const DOORS: Record<string, readonly Role[] | null> = {
  'GET /v1/setup': null,
  'POST /v1/setup': null,
  'POST /v1/session': null,
  'DELETE /v1/session': null,
  'GET /v1/me': EVERYBODY,
  'POST /v1/me/password': EVERYBODY,
  'GET /v1/me/alerts': ['owner', 'sales'],
  'PUT /v1/me/alerts': ['owner', 'sales'],
  'DELETE /v1/me/mail-refusal': ['owner', 'sales'],
  'GET /v1/people': ['owner'],
  'POST /v1/people': ['owner'],
  'PATCH /v1/people/{person}': ['owner'],
  'DELETE /v1/people/{person}': ['owner'],
  'GET /v1/keys': ['owner'],
  'POST /v1/keys': ['owner'],
  'DELETE /v1/keys/{key}': ['owner'],
  'GET /v1/sites': EVERYBODY,
  'POST /v1/sites': ['owner', 'privacy_officer'],
  'PATCH /v1/sites/{site}': ['owner', 'privacy_officer'],
  'DELETE /v1/sites/{site}': ['owner'],
  'GET /v1/sites/{site}/install': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/topics': EVERYBODY,
  'POST /v1/sites/{site}/topics': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/topics/suggestions': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/topics/preview': ['owner', 'privacy_officer'],
  'PUT /v1/sites/{site}/topics/order': ['owner', 'privacy_officer'],
  'PUT /v1/sites/{site}/topics/{topic}': ['owner', 'privacy_officer'],
  'DELETE /v1/sites/{site}/topics/{topic}': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/rules': EVERYBODY,
  'POST /v1/sites/{site}/rules': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/rules/templates': EVERYBODY,
  'GET /v1/sites/{site}/rules/refused': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/rules/check': EVERYBODY,
  'POST /v1/sites/{site}/rules/try': EVERYBODY,
  'PUT /v1/sites/{site}/rules/order': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/rules/{rule}': EVERYBODY,
  'PUT /v1/sites/{site}/rules/{rule}': ['owner', 'privacy_officer'],
  'DELETE /v1/sites/{site}/rules/{rule}': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/rules/{rule}/switch': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/floor': EVERYBODY,
  'POST /v1/sites/{site}/floor': ['privacy_officer'],
  'DELETE /v1/demo': ['owner'],
  'GET /v1/sites/{site}/now': ['owner', 'sales'],
  'GET /v1/sites/{site}/organizations': ['owner', 'sales'],
  'GET /v1/sites/{site}/organizations/{organization}/timeline': ['owner', 'sales'],
  'GET /v1/organizations': ['owner', 'sales'],
  // About networks, only owner and officer: what the body asks for decides.
  'GET /v1/corrections': EVERYBODY,
  'POST /v1/corrections': EVERYBODY,
  'POST /v1/corrections/{correction}/undo': EVERYBODY,
  'GET /v1/corrections/{correction}/past': EVERYBODY,
  'POST /v1/corrections/{correction}/past': EVERYBODY,
  'GET /v1/exclusions': EVERYBODY,
  'POST /v1/exclusions': ['owner', 'privacy_officer'],
  'DELETE /v1/exclusions/{exclusion}': ['owner', 'privacy_officer'],
  'POST /v1/exclusions/requests': ['owner', 'sales'],
  'DELETE /v1/exclusions/requests/{request}': ['owner', 'sales'],
  'POST /v1/exclusions/requests/{request}/accept': ['owner', 'privacy_officer'],
  'POST /v1/exclusions/requests/{request}/decline': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/match-quality': EVERYBODY,
  'GET /v1/reverse-dns': ['privacy_officer'],
  'POST /v1/reverse-dns': ['privacy_officer'],
  'GET /v1/sites/{site}/behaviour': EVERYBODY,
  'GET /v1/alerts': ['owner', 'sales'],
  'GET /v1/alerts/stream': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/acknowledge': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/snooze': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/reopen': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/outcome': ['owner', 'sales'],
  'GET /v1/alerts/{alert}/explain': ['owner', 'sales'],
  'GET /v1/alerts/{alert}/why': ['owner', 'sales'],
  'GET /v1/sites/{site}/contact-requests': ['owner', 'sales'],
  'PUT /v1/sites/{site}/contact-requests/{request}/state': ['owner', 'sales'],
  'DELETE /v1/sites/{site}/contact-requests/{request}': ['owner'],
  'POST /v1/sites/{site}/contact-requests/erase': ['owner', 'privacy_officer'],
  'GET /v1/windows': ['owner', 'sales'],
  'GET /v1/windows/{window}': ['owner', 'sales'],
  'GET /v1/sites/{site}/worth': ['owner', 'sales'],
  'GET /v1/sites/{site}/held-back': ['owner', 'sales'],
  'GET /v1/troubles': EVERYBODY,
  'GET /v1/incidents': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/privacy': EVERYBODY,
  'GET /v1/sites/{site}/refusals': EVERYBODY,
  'GET /v1/sites/{site}/policy': EVERYBODY,
  'PUT /v1/sites/{site}/policy': ['privacy_officer'],
  'GET /v1/sites/{site}/policy/versions': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/policy/preview': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/policy/simulate': EVERYBODY,
  'POST /v1/sites/{site}/proposals/{proposal}/approve': ['privacy_officer'],
  'POST /v1/sites/{site}/proposals/{proposal}/decline': ['privacy_officer'],
  'POST /v1/sites/{site}/proposals/{proposal}/withdraw': ['privacy_officer'],
  // The owner may switch off, and only an officer on again: what the body asks for decides.
  'POST /v1/sites/{site}/kill': ['owner', 'privacy_officer'],
  'GET /v1/kill': EVERYBODY,
  'POST /v1/kill': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/assessments': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/assessments': ['privacy_officer'],
  'POST /v1/sites/{site}/assessments/{version}/approve': ['privacy_officer'],
  'POST /v1/sites/{site}/assessments/{version}/fail': ['privacy_officer'],
  'GET /v1/sites/{site}/notice': ['owner', 'privacy_officer'],
  'POST /v1/sites/{site}/notice': ['privacy_officer'],
  'GET /v1/accounts': ['owner', 'sales'],
  'POST /v1/accounts': ['owner', 'sales'],
  'GET /v1/accounts/{account}': ['owner', 'sales'],
  'PATCH /v1/accounts/{account}': ['owner', 'sales'],
  'DELETE /v1/accounts/{account}': ['owner', 'sales'],
  'POST /v1/accounts/import/preview': ['owner', 'sales'],
  'POST /v1/accounts/import': ['owner', 'sales'],
  'GET /v1/accounts/export': ['owner', 'sales'],
  'GET /v1/account-owners': ['owner', 'sales'],
  'GET /v1/routing': ['owner'],
  'PUT /v1/routing': ['owner'],
  'GET /v1/channels': ['owner', 'sales'],
  'POST /v1/channels': ['owner'],
  'PATCH /v1/channels/{channel}': ['owner'],
  'DELETE /v1/channels/{channel}': ['owner'],
  'POST /v1/channels/{channel}/test': ['owner'],
  'POST /v1/channels/{channel}/secret': ['owner'],
  'GET /v1/channels/{channel}/deliveries': ['owner'],
  'POST /v1/deliveries/{delivery}/resend': ['owner'],
  // Whoever holds the mail: the link is signed.
};

/** Doors that API keys pass, each with its scope. A route that is not here is for people. */
const KEY_DOORS = new Set([
  'GET /v1/sites',
  'GET /v1/sites/{site}/rules',
  'GET /v1/sites/{site}/now',
  'GET /v1/sites/{site}/organizations',
  'GET /v1/sites/{site}/organizations/{organization}/timeline',
  'GET /v1/alerts',
  'GET /v1/alerts/stream',
  'POST /v1/alerts/{alert}/acknowledge',
  'POST /v1/alerts/{alert}/snooze',
  'POST /v1/alerts/{alert}/reopen',
  'POST /v1/alerts/{alert}/outcome',
  'GET /v1/alerts/{alert}/explain',
  'GET /v1/alerts/{alert}/why',
  'GET /v1/windows',
  'GET /v1/windows/{window}',
]);

let api: TestApi;
let apiKey: string;
const cookies = new Map<Role, string>();

const call = (method: string, url: string, headers: Record<string, string>, payload?: object) =>
  api.app.inject({ method: method as 'GET', url, headers, ...(payload ? { payload } : {}) });

beforeAll(async () => {
  api = await openTestApi({ now: Date.now });
  cookies.set('owner', api.owner);
  for (const role of ['privacy_officer', 'sales'] as const) cookies.set(role, await api.join(role, role));
  const made = await call('POST', '/v1/keys', { cookie: api.owner }, { name: 'CRM' });
  apiKey = made.json().key;
});

afterAll(() => api.close());

function routes(): string[] {
  const { paths } = api.app.swagger() as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Whether somebody is let in: 401 and 403 come before anything of the request is read. */
async function letIn(door: string, headers: Record<string, string>): Promise<boolean> {
  const [method = '', path = ''] = door.split(' ');
  // A site of that number is nowhere, so that nothing happens to those who are let in.
  const url = path.replace(/\{\w+\}/g, '999999');
  const { statusCode } = await call(method, url, headers, method === 'GET' ? undefined : {});
  return statusCode !== 401 && statusCode !== 403;
}

test('every route has a door, and every door is a route', () => {
  expect(routes().sort()).toEqual(Object.keys(DOORS).sort());
});

test('each role passes its own doors and no other; a key passes those with a scope; nobody passes none', async () => {
  for (const [door, roles] of Object.entries(DOORS)) {
    // Streams do not end, and signing out ends what is needed below: their guards are tried without a way in.
    const [passes, ends] = [roles ?? EVERYBODY, door === 'DELETE /v1/session' || door.endsWith('/stream')];
    for (const role of EVERYBODY) {
      if (ends && passes.includes(role)) continue;
      const cookie = cookies.get(role) ?? '';
      expect([door, role, await letIn(door, { cookie })]).toEqual([door, role, passes.includes(role)]);
    }
    if (roles === null || ends) continue;
    const key = { authorization: `Bearer ${apiKey}` };
    expect([door, 'key', await letIn(door, key)]).toEqual([door, 'key', KEY_DOORS.has(door)]);
    for (const headers of [
      {},
      { authorization: 'Bearer cpk_nonsense' },
      { cookie: 'clearpane.session_token=x' },
    ]) {
      expect([door, headers, await letIn(door, headers)]).toEqual([door, headers, false]);
    }
  }
});
