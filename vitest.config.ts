import { defaultExclude, defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['{policy,infra,ingest,alerts,api,dashboard,tracker,tests}/**/*.test.{ts,tsx}'],
    // It has a command of its own: npm run test:cluster.
    exclude: [...defaultExclude, 'tests/cluster/**'],
    globalSetup: ['tests/support/engines-teardown.ts'],
    // Engines, browsers and processes of their own need a moment on a busy machine. What takes longer says so.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
