import type { LightMyRequestResponse } from 'fastify';
import { byRegime } from '../../policy/regimes.ts';
import type { PolicyBody, PolicyPage, Purpose } from '../contract-privacy.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

/** Engines of their own need a moment on a busy machine; milliseconds. */
export const SET_UP_MS = 120_000;

/** The API with two officers, somebody in sales and a fresh site. */
export interface Office {
  readonly api: TestApi;
  readonly ada: string;
  readonly ben: string;
  readonly sales: string;
  readonly owner: string;
  /** Paths below it begin with `/v1/sites/:site`. */
  readonly site: number;
  get(path: string, cookie?: string): Promise<LightMyRequestResponse>;
  post(path: string, payload: object, cookie?: string): Promise<LightMyRequestResponse>;
  /** The page as Ada sees it. */
  page(): Promise<PolicyPage>;
  /** Saves what is in force with a change, as Ada unless somebody else is named. */
  save(
    change: (policy: PolicyBody) => PolicyBody,
    more?: { cookie?: string; baseVersion?: number; reason?: string; restores?: number },
  ): Promise<LightMyRequestResponse>;
}

export async function openOffice(options: { now: () => number; officers?: 'two' | 'one' }): Promise<Office> {
  const api = await openTestApi(options);
  const ada = await api.join('Ada', 'privacy_officer');
  const ben = await api.join('Ben', 'privacy_officer');
  const sales = await api.join('Sam', 'sales');
  const site = await api.addSite(ada);
  const url = (path: string): string => `/v1/sites/${site}${path}`;
  const page = async (): Promise<PolicyPage> =>
    (await api.call('GET', url('/policy'), { cookie: ada })).json();
  return {
    api,
    ada,
    ben,
    sales,
    owner: api.owner,
    site,
    page,
    get: (path, cookie = ada) => api.call('GET', url(path), { cookie }),
    post: (path, payload, cookie = ada) => api.call('POST', url(path), { payload, cookie }),
    save: async (change, { cookie = ada, baseVersion, reason = 'because', restores } = {}) => {
      const { active } = await page();
      const payload = {
        baseVersion: baseVersion ?? active.version,
        policy: change(active.policy),
        reason,
        ...(restores === undefined ? {} : { restores }),
      };
      return api.call('PUT', url('/policy'), { payload, cookie });
    },
  };
}

export const codeOf = (answer: LightMyRequestResponse): [number, string] => [
  answer.statusCode,
  answer.json().code,
];

/** The same basis for a purpose under every law. */
export const everywhere =
  (purpose: Purpose, basis: 'OFF' | 'CONSENT' | 'LI' | 'NOTICE') =>
  (policy: PolicyBody): PolicyBody => ({
    ...policy,
    bases: { ...policy.bases, [purpose]: byRegime(() => basis) },
  });
