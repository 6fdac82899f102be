import { defineConfig } from 'vitest/config';

/** `npm run test:cluster`: five ClickHouse servers and a keeper want the machine for themselves, for a minute or two. */
export default defineConfig({
  test: {
    include: ['tests/cluster/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000, interval: 50 } },
  },
});
