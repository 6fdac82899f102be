import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../infra/database/database.ts';
import { openTestApi, type TestApi } from './server.fixture.ts';
import { createSite } from './sites/sites.ts';

const PASSWORD = 'correct horse battery';
let api: TestApi;
let app: FastifyInstance;
let database: Database;
let cookie: string;
let site: number;

beforeAll(async () => {
  api = await openTestApi({ now: Date.now });
  ({ app, database, owner: cookie } = api);
  await app.listen({ port: 0, host: '127.0.0.1' });
  site = (await createSite(database, { name: 'Shop', domains: ['shop.example'] }, 'test')).id;
});

afterAll(() => api.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function ask(method: Method, url: string, payload?: string | object, type = 'application/json') {
  const answer = await app.inject({
    method,
    url,
    headers: { cookie, ...(payload === undefined ? {} : { 'content-type': type }) },
    ...(payload === undefined
      ? {}
      : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });
  const problem = String(answer.headers['content-type']).startsWith('application/problem+json');
  return { status: answer.statusCode, code: problem ? (answer.json().code as string) : 'no problem' };
}

const NAMES = [
  'a\u0000b',
  'a\u0007b',
  'a\nb',
  '\u0085',
  '\ud800',
  'a\udfffb',
  '\u202eevil',
  'a\u2066b',
  '',
  '   ',
];
const person = (change: object) => ({
  name: 'Sam',
  email: 'sam@example.org',
  role: 'sales',
  password: PASSWORD,
  ...change,
});

describe('text', () => {
  test.each(NAMES)('%j is no name of a site, a person or a key', async (name) => {
    const domains = ['shop.example'];
    const answers = [
      await ask('POST', '/v1/sites', { name, domains }),
      await ask('PATCH', `/v1/sites/${site}`, { name, domains }),
      await ask('POST', '/v1/people', person({ name })),
      await ask('POST', '/v1/keys', { name }),
      await ask('POST', '/v1/setup', { token: 'x', name, email: 'eve@example.org', password: PASSWORD }),
    ];
    expect(answers).toEqual(answers.map(() => ({ status: 400, code: 'invalid_fields' })));
  });

  test.each(['Zoë Ångström', '山田太郎', 'فاطمه\u200cزهرا', '👩‍💻 Team', "O'Neill & Söhne"])(
    '%s is',
    async (name) => {
      expect((await ask('PATCH', `/v1/sites/${site}`, { name, domains: ['shop.example'] })).status).toBe(200);
      expect((await ask('GET', `/v1/sites/${site}/organizations?q=${encodeURIComponent(name)}`)).status).toBe(
        200,
      );
    },
  );

  test.each(['%00', 'a%00b', '%07', '%E2%80%AE', '%20', 'x'.repeat(65)])(
    '%s is the id of nothing',
    async (id) => {
      for (const [method, url] of [
        ['GET', `/v1/alerts/${id}/why`],
        ['POST', `/v1/alerts/${id}/acknowledge`],
        ['POST', `/v1/alerts/${id}/reopen`],
        ['DELETE', `/v1/keys/${id}`],
        ['DELETE', `/v1/people/${id}`],
      ] as const) {
        expect([url, await ask(method, url)]).toEqual([url, { status: 400, code: 'invalid_fields' }]);
      }
    },
  );

  test('that searches is a value, whatever is in it', async () => {
    for (const text of ["'", '\\', "\\'", '\n', '\t', '\u0000', '%', '{id:String}', "') OR 1=1 --", '\\N']) {
      const url = `/v1/sites/${site}/organizations?q=${encodeURIComponent(text)}`;
      expect([text, (await ask('GET', url)).status]).toEqual([text, 200]);
    }
  });
});

describe('numbers and times', () => {
  test.each(['2147483648', '99999999999', '9007199254740993', '0', '-1', '1.5', 'x'])(
    'site %s',
    async (id) => {
      for (const page of [
        'now',
        'organizations',
        'organizations/1/timeline',
        'privacy',
        'refusals',
        'install',
        'rules',
      ]) {
        const { status, code } = await ask('GET', `/v1/sites/${id}/${page}`);
        expect([page, status]).toEqual([page, code === 'site_not_found' ? 404 : 400]);
      }
      expect((await ask('DELETE', `/v1/sites/${id}`)).status).toBe(400);
      expect((await ask('GET', `/v1/alerts?site=${id}`)).status).toBe(400);
    },
  );

  test('cursors that were never given out', async () => {
    const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const bad = { status: 400, code: 'bad_cursor' };
    for (const values of [
      ['99999999999999999999'],
      ['9007199254740993'],
      ['1e5'],
      ['-1'],
      [null],
      ['1', '2'],
      {},
      'x',
    ]) {
      expect([values, await ask('GET', `/v1/alerts?cursor=${cursor(values)}`)]).toEqual([values, bad]);
    }
    for (const values of [['4294967296', '1'], ['99999999999999999999', '1'], ['1'], ['1', 'x']]) {
      const url = `/v1/sites/${site}/organizations?cursor=${cursor(values)}`;
      expect([values, await ask('GET', url)]).toEqual([values, bad]);
    }
  });

  test.each(['2016-12-31T23:59:60Z', '2024-02-30T00:00:00Z', 'yesterday'])('%s is no time', async (time) => {
    for (const end of ['from', 'to']) {
      expect((await ask('GET', `/v1/sites/${site}/organizations?${end}=${time}`)).status).toBe(400);
    }
  });

  test.each(['0000-01-01T00:00:00Z', '1969-01-01T00:00:00Z', '2106-02-07T06:28:16Z', '9999-12-31T23:59:59Z'])(
    '%s is',
    async (time) => {
      for (const end of ['from', 'to']) {
        expect((await ask('GET', `/v1/sites/${site}/organizations?${end}=${time}`)).status).toBeOneOf([
          200, 400,
        ]);
      }
    },
  );

  test('organizations with ids of more than 64 bits are not there', async () => {
    for (const id of ['0', '18446744073709551615', '18446744073709551616', '99999999999999999999']) {
      expect((await ask('GET', `/v1/sites/${site}/organizations/${id}/timeline`)).status).toBe(404);
    }
  });
});

describe('bodies', () => {
  test.each([
    ['{', 400, 'bad_request'],
    ['', 400, 'bad_request'],
    ['null', 400, 'invalid_fields'],
    ['[]', 400, 'invalid_fields'],
    ['"x"', 400, 'invalid_fields'],
    ['{"name":1,"domains":["shop.example"]}', 400, 'invalid_fields'],
    ['{"name":"x","domains":"shop.example"}', 400, 'invalid_fields'],
    ['{"name":"x","domains":["shop.example"],"extra":1}', 400, 'invalid_fields'],
    ['{"__proto__":{},"name":"x","domains":["shop.example"]}', 400, 'bad_request'],
    [JSON.stringify({ name: 'x'.repeat(300 * 1024) }), 413, 'body_too_large'],
  ])('%.60s', async (body, status, code) => {
    expect(await ask('POST', '/v1/sites', body)).toEqual({ status, code });
  });

  test('of another type', async () => {
    expect(await ask('POST', '/v1/sites', '<site/>', 'application/xml')).toEqual({
      status: 415,
      code: 'unsupported_type',
    });
  });
});

describe('addresses and requests that can not be read', () => {
  test.each(['/%', '/v1/%zz', '/v1/alerts/%ED%A0%80/why'])('%s', async (url) => {
    expect(await ask('GET', url)).toEqual({ status: 400, code: 'unreadable_request' });
  });

  test.each([
    ['garbage', '\u0016\u0003\u0001\r\n\r\n', 400],
    ['a negative length', 'POST /v1/sites HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Canary: ${'c4n4ry'.repeat(4000)}\r\n\r\n`, 431],
  ])('%s', async (_name, request, status) => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.write(request);
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toEqual({
      type: 'urn:clearpane:problem:unreadable_request',
      title: 'The request can not be read.',
      status,
      code: 'unreadable_request',
    });
  });
});
