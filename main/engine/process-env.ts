type Env = Readonly<Record<string, string | undefined>>;

/**
 * What the engine and its workers are started with beside what they inherit. The C library of Linux gives each thread a heap of its own
 * and keeps in each what was freed there: with two for all of them an engine of 140 MiB needs 10 less, and stands still sooner. Who has
 * set it for all programs is heard; other systems do not read it.
 */
export const processEnv = (inherited: Env): Record<string, string | undefined> => ({
  MALLOC_ARENA_MAX: '2',
  ...inherited,
});

/**
 * V8 lets the young generation of each thread grow to 48 MiB and takes it back when it likes: processes go up and down by tens of
 * megabytes, which no watch tells from a leak, and no frame costs less for it. The engine's workers inherit it, and who says another size
 * is heard. Under Electron V8 runs already when a process learns its flags.
 */
export const processFlags = (inherited: readonly string[]): string[] => ['--max-semi-space-size=2', ...inherited];
