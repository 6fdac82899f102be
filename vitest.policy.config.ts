import { defineConfig } from 'vitest/config';

/** The tests of `policy/` alone: what mutants of it must not survive. */
export default defineConfig({ test: { include: ['policy/**/*.test.ts'], testTimeout: 60_000 } });
