import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants of `policy/` must not survive. Those that ask the gate about every case there is are left out:
 * each mutant would run them whole, and what they hold is held by the others too.
 */
export default defineConfig({
  test: {
    include: ['policy/**/*.test.ts'],
    exclude: ['policy/{difference,policy-change,change-sentences,matrix}.test.ts'],
    testTimeout: 60_000,
  },
});
