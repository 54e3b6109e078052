import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,native,integration}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    // What ends a test that hangs; one that is slow on a busy machine has not failed.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    typecheck: { enabled: false },
    reporters: ['default'],
  },
});
