/** Data flows forward, and imports run one way; ARCHITECTURE.md draws it. */
const room = (...names) => `^(${names.join('|')})/`;
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The contract of the API is types that the dashboard shares. */
const CONTRACT = '^api/contract[-a-z]*\\.ts$';
/** Puts everything together, so it may import everything; nobody imports it. */
const COMPOSITION = '^infra/process/';

module.exports = {
  forbidden: [
    wall('no-cycles', 'Nothing depends on itself.', {}, { circular: true }),
    wall(
      'policy-is-pure',
      'Rules import no other room and no input or output.',
      { path: room('policy'), pathNot: '\\.test\\.ts$' },
      {
        path: [
          room('infra', 'ingest', 'alerts', 'api', 'dashboard', 'tracker'),
          '^(node:)?(fs|net|http|https|child_process|dns)(/|$)',
        ],
      },
    ),
    wall(
      'infra-knows-policy-only',
      'Engines carry what policy defines and know no other room.',
      {
        path: room('infra'),
        pathNot: [COMPOSITION, '\\.test\\.ts$'],
      },
      { path: room('ingest', 'alerts', 'api', 'dashboard', 'tracker') },
    ),
    wall(
      'nobody-imports-composition',
      'The composition root is the last word.',
      { pathNot: [COMPOSITION, room('tests')] },
      { path: COMPOSITION },
    ),
    wall(
      'demo-is-apart',
      'The demo is a customer: only the composition root knows it.',
      {
        pathNot: [COMPOSITION, '^infra/demo/', room('tests')],
      },
      { path: '^infra/demo/' },
    ),
    wall(
      'ingest-goes-forward',
      'Ingest knows policy and engines.',
      { path: room('ingest') },
      { path: room('alerts', 'api', 'dashboard', 'tracker') },
    ),
    wall(
      'alerts-know-no-visitor',
      'Alerts see contributions of organizations, never a visit or a consent.',
      { path: room('alerts') },
      {
        path: [room('ingest', 'api', 'dashboard', 'tracker'), '^policy/(consent|signals|gate|page)'],
      },
    ),
    wall(
      'api-serves',
      'The API knows what is behind it, not who shows it.',
      { path: room('api'), pathNot: '\\.test\\.ts$' },
      {
        path: room('ingest', 'dashboard', 'tracker'),
      },
    ),
    wall(
      'dashboard-takes-types',
      'The dashboard shares types with the API and nothing else.',
      { path: room('dashboard') },
      {
        path: room('policy', 'infra', 'ingest', 'alerts', 'api', 'tracker'),
        pathNot: CONTRACT,
      },
    ),
    wall(
      'dashboard-takes-types-only',
      'No code of the API reaches the browser.',
      { path: room('dashboard') },
      {
        path: CONTRACT,
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'tracker-stands-alone',
      "The script on customers' pages has no dependency.",
      { path: room('tracker'), pathNot: ['\\.test\\.ts$', '^tracker/package/'] },
      {
        pathNot: room('tracker'),
      },
    ),
    wall(
      'package-wraps',
      'The npm package knows the tracker, and what its wrappers are for.',
      { path: '^tracker/package/' },
      {
        pathNot: [room('tracker'), '/(@types/)?react/', '/vue/'],
      },
    ),
    wall(
      'tracker-knows-no-package',
      'The package is made from the tracker.',
      { path: room('tracker'), pathNot: '^tracker/package/' },
      {
        path: '^tracker/package/',
      },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
