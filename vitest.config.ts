import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,native,integration}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    // Real processes on a shared machine: one more try there, none at a developer's desk.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    typecheck: { enabled: false },
    reporters: ['default'],
  },
});
