import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { describeSettings, readConfig } from '../config.ts';

const CHART = 'infra/helm/clearpane';
const ROLES = ['alerts', 'api', 'ingest', 'writer'];
const HELM = process.env.CLEARPANE_HELM ?? 'helm';

interface Reference {
  secretKeyRef: { name: string; key: string };
}
interface Probe {
  httpGet: { path: string; port: string };
}
interface Container {
  args: string[];
  env: { name: string; value?: string; valueFrom?: Reference }[];
  envFrom: { configMapRef: { name: string } }[];
  ports: { name: string; containerPort: number }[];
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  securityContext: Record<string, unknown>;
  volumeMounts: { name: string; mountPath: string }[];
  startupProbe: Probe;
  livenessProbe: Probe;
  readinessProbe: Probe;
}
interface Pod {
  metadata: { labels: Record<string, string> };
  spec: {
    containers: [Container];
    securityContext: Record<string, unknown>;
    automountServiceAccountToken: boolean;
    terminationGracePeriodSeconds: number;
    volumes: { name: string }[];
  };
}
interface Manifest {
  kind: string;
  metadata: { name: string };
  data: Record<string, string>;
  spec: {
    replicas?: number;
    template: Pod;
    selector: Record<string, string> & { matchLabels?: Record<string, string> };
    ports: { name: string; port: number; targetPort: string }[];
    podSelector: { matchLabels: Record<string, string> };
    policyTypes: string[];
    ingress?: { ports: { port: number }[] }[];
    egress?: { ports: { port: number }[] }[];
    tls: { hosts: string[]; secretName: string }[];
    rules: {
      host: string;
      http: { paths: { backend: { service: { name: string; port: { number: number } } } }[] };
    }[];
    endpoints: { port: string; path: string }[];
    scaleTargetRef: { name: string };
  };
}

const run = (...args: string[]): string =>
  execFileSync(HELM, args, { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });

function hasHelm(): boolean {
  try {
    run('version', '--short');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.warn('\nNOT TESTED: the chart. Helm is missing; .ci/run tells how to get it.\n');
    return false;
  }
}

describe.skipIf(!hasHelm())('the chart', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-chart-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  /** What Kubernetes would be told, with values of a file and some of the test's own. */
  async function render(file: string, values: object = {}): Promise<Manifest[]> {
    const more = join(directory, 'values.yaml');
    await writeFile(more, stringify(values));
    const text = run(
      'template',
      'site',
      CHART,
      '--kube-version',
      '1.31.0',
      '-f',
      `${CHART}/ci/${file}`,
      '-f',
      more,
    );
    return parseAllDocuments(text)
      .map((document) => {
        expect(document.errors).toEqual([]);
        return document.toJS() as Manifest | null;
      })
      .filter((manifest) => manifest !== null);
  }
  const of = (manifests: Manifest[], kind: string): Manifest[] =>
    manifests.filter((manifest) => manifest.kind === kind);
  const roleOf = (labels: Record<string, string>): string => labels['app.kubernetes.io/component'] ?? '';
  const containerOf = ({ spec }: Manifest): Container => spec.template.spec.containers[0];

  /** What a process finds in its environment; secrets are filled in as the comments of the values say. */
  function environmentOf(manifests: Manifest[], deployment: Manifest): Record<string, string> {
    const { env, envFrom } = containerOf(deployment);
    const maps = of(manifests, 'ConfigMap');
    const shared = envFrom.map(({ configMapRef }) =>
      maps.find(({ metadata }) => metadata.name === configMapRef.name),
    );
    const secrets: Record<string, string> = {
      CLEARPANE_DATABASE_URL: 'postgres://shop:word@database/shop?sslmode=verify-full',
      CLEARPANE_CLICKHOUSE_URL: 'https://user:word@clickhouse:8443/clearpane',
      CLEARPANE_KAFKA_PASSWORD: 'word',
      CLEARPANE_SMTP_URL: 'smtps://user:word@mail.example',
    };
    return Object.assign(
      {},
      ...shared.map((map) => map?.data),
      ...env.map(({ name, value, valueFrom }) => ({
        [name]: valueFrom ? (secrets[name] ?? '') : (value ?? ''),
      })),
    ) as Record<string, string>;
  }

  describe.each(['full-values.yaml', 'least-values.yaml'])('with %s', (file) => {
    test('is found good by Helm', () => {
      expect(run('lint', '--strict', CHART, '-f', `${CHART}/ci/${file}`)).toContain('0 chart(s) failed');
    });

    test('starts each role with settings that it understands', async () => {
      const manifests = await render(file);
      const deployments = of(manifests, 'Deployment');
      expect(deployments.map((each) => containerOf(each).args[0]).sort()).toEqual(ROLES);
      const known = new Set(describeSettings().match(/CLEARPANE_\w+/g));
      for (const deployment of deployments) {
        const environment = environmentOf(manifests, deployment);
        const ours = Object.keys(environment).filter((name) => name.startsWith('CLEARPANE_'));
        for (const setting of ours) expect(known).toContain(setting);
        const config = readConfig(environment);
        // A role alone needs all of these.
        for (const name of ['databaseUrl', 'clickhouseUrl', 'secretFile', 'operationsPort'] as const) {
          expect(config[name], name).not.toBeNull();
        }
        expect(config.kafkaBrokers).not.toEqual([]);
        const { terminationGracePeriodSeconds } = deployment.spec.template.spec;
        expect(terminationGracePeriodSeconds).toBeGreaterThan(config.drainSeconds + 5);
      }
    });

    test('asks the ports and paths that the processes have', async () => {
      const operations = await readFile('infra/process/operations.ts', 'utf8');
      const paths = [...operations.matchAll(/app\.get\('([^']+)'/g)].map(([, path]) => path);
      const manifests = await render(file);
      for (const deployment of of(manifests, 'Deployment')) {
        const config = readConfig(environmentOf(manifests, deployment));
        const container = containerOf(deployment);
        const role = container.args[0] ?? '';
        const http = { api: config.port, ingest: config.ingestPort }[role];
        const expected = [
          ...(http === undefined ? [] : [{ name: 'http', containerPort: http }]),
          { name: 'operations', containerPort: config.operationsPort },
        ];
        expect(container.ports).toEqual(expected);
        for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
          expect(paths).toContain(probe.httpGet.path);
          expect(probe.httpGet.port).toBe('operations');
        }
        expect(container.readinessProbe.httpGet.path).toBe('/health/ready');
        expect(container.livenessProbe.httpGet.path).toBe('/health/live');
        const [service] = of(manifests, 'Service').filter(
          ({ spec }) => roleOf(spec.selector as Record<string, string>) === role,
        );
        expect(service?.spec.ports.map(({ name, port }) => ({ name, containerPort: port }))).toEqual(
          expected,
        );
      }
    });

    test('gives no process more than it needs', async () => {
      for (const deployment of of(await render(file), 'Deployment')) {
        const { spec } = deployment.spec.template;
        const container = containerOf(deployment);
        expect(spec.securityContext).toMatchObject({
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        });
        expect(spec.automountServiceAccountToken).toBe(false);
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        // What it mounts is there.
        const volumes = spec.volumes.map(({ name }) => name).sort();
        const mounted = container.volumeMounts.map(({ name }) => name).sort();
        expect(mounted).toEqual(volumes);
        // Requests are turned away before the memory is full: what is no heap needs room as well.
        const heap = Number(/--max-old-space-size=(\d+)/.exec(container.env[0]?.value ?? '')?.[1]);
        expect(heap).toBeLessThanOrEqual(megabytes(container.resources.limits.memory) * 0.6);
      }
    });

    test('names secrets, and holds none', async () => {
      const manifests = await render(file);
      expect(of(manifests, 'Secret')).toEqual([]);
      for (const deployment of of(manifests, 'Deployment')) {
        for (const { name, valueFrom } of containerOf(deployment).env) {
          if (name !== 'NODE_OPTIONS') expect(valueFrom?.secretKeyRef.name, name).toBe('clearpane');
        }
      }
      const data = of(manifests, 'ConfigMap').flatMap((map) => Object.keys(map.data));
      expect(data.filter((name) => /PASSWORD|(DATABASE|CLICKHOUSE|SMTP)_URL/.test(name))).toEqual([]);
    });

    test('can be emptied from a machine, one process of a role after the other', async () => {
      const budgets = of(await render(file), 'PodDisruptionBudget');
      expect(budgets.map(({ spec }) => roleOf(spec.selector.matchLabels ?? {})).sort()).toEqual(ROLES);
    });
  });

  test('lets nobody in and nobody out, but for doors, health, names, engines and deliveries', async () => {
    const policies = of(await render('full-values.yaml'), 'NetworkPolicy');
    const ports = (rules: { ports: { port: number }[] }[] = []): number[] =>
      rules.flatMap((rule) => rule.ports.map(({ port }) => port));
    const [nobody] = policies.filter(({ spec }) => spec.policyTypes.length === 2);
    expect(nobody?.spec).not.toHaveProperty('ingress');
    expect(nobody?.spec).not.toHaveProperty('egress');
    expect(roleOf(nobody?.spec.podSelector.matchLabels ?? {})).toBe('');
    const table = policies
      .filter((policy) => policy !== nobody)
      .map(({ spec }) => [roleOf(spec.podSelector.matchLabels), ports(spec.ingress), ports(spec.egress)]);
    expect(table).toEqual([
      ['', [], [53, 53, 9093, 8443, 5432]],
      ['', [9464], []],
      ['api', [4000], []],
      ['ingest', [4001], []],
      ['api', [], [443, 465, 587]],
    ]);
    // A rule without peers would mean everybody.
    expect(JSON.stringify(policies)).not.toMatch(/"(to|from)":(\[\]|null)/);
  });

  test('serves both names over TLS only', async () => {
    const [ingress] = of(await render('full-values.yaml'), 'Ingress');
    const hosts = ingress?.spec.rules.map(({ host, http }) => [host, http.paths[0]?.backend.service]);
    expect(hosts).toEqual([
      ['clearpane.example', { name: 'site-clearpane-api', port: { number: 4000 } }],
      ['data.example', { name: 'site-clearpane-ingest', port: { number: 4001 } }],
    ]);
    expect(ingress?.spec.tls.flatMap((each) => each.hosts).sort()).toEqual(
      hosts?.map(([host]) => host).sort(),
    );
  });

  test('scales ingest by itself, and leaves the number of processes to who scales', async () => {
    const scaled = await render('full-values.yaml');
    const [scaler] = of(scaled, 'HorizontalPodAutoscaler');
    const [ingest] = of(scaled, 'Deployment').filter(
      (each) => each.metadata.name === scaler?.spec.scaleTargetRef.name,
    );
    expect(ingest?.spec.template.spec.containers[0].args).toEqual(['ingest']);
    expect(ingest?.spec.replicas).toBeUndefined();
    const fixed = await render('least-values.yaml');
    expect(of(fixed, 'HorizontalPodAutoscaler')).toEqual([]);
    expect(of(fixed, 'Deployment').map(({ spec }) => spec.replicas)).toEqual([2, 2, 2, 2]);
  });

  test('is watched by Prometheus by choice', async () => {
    const [monitor] = of(await render('full-values.yaml'), 'ServiceMonitor');
    expect(monitor?.spec.endpoints).toMatchObject([{ port: 'operations', path: '/metrics' }]);
    expect(of(await render('least-values.yaml'), 'ServiceMonitor')).toEqual([]);
  });

  const wrong: [string, object, RegExp][] = [
    [
      'a password among the settings',
      { settings: { CLEARPANE_DATABASE_URL: 'postgres://a:b@c/d' } },
      /DATABASE_URL/,
    ],
    ['a setting that the chart makes itself', { settings: { CLEARPANE_PORT: '4000' } }, /CLEARPANE_PORT/],
    ['no name of the dashboard', { hosts: { dashboard: '' } }, /hosts\/dashboard/],
    ['no broker', { kafka: { brokers: [] } }, /kafka\/brokers/],
    ['an unknown value', { replicas: 3 }, /replicas/],
    ['a heap that ingest can not work with', { roles: { ingest: { heap: 64 } } }, /heap/],
    ['no limit of memory', { roles: { api: { resources: { limits: { memory: null } } } } }, /limits/],
    ['doors open for everybody', { networkPolicy: { door: [] } }, /networkPolicy\/door/],
    ['engines anywhere', { networkPolicy: { kafka: { to: [] } } }, /networkPolicy\.kafka\.to/],
  ];
  test.each(wrong)('refuses %s', async (_what, values, place) => {
    await expect(render('full-values.yaml', values)).rejects.toThrow(place);
  });

  test('has the version of the project', async () => {
    const chart = parse(await readFile(`${CHART}/Chart.yaml`, 'utf8')) as { appVersion: string };
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(chart.appVersion).toBe(version);
  });
});

function megabytes(quantity = ''): number {
  const [, number = '', unit = ''] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(number) * (unit === 'Gi' ? 1024 : 1);
}
