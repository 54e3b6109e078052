/**
 * How ONNX Runtime opens every network here. Its threads wait for each other by spinning: for at most 30 us, and never
 * after a run has ended, since capture, pictures and the store want the same processor then. Left as it comes, a run beside
 * another busy program takes twice its time, and each frame burns a tenth more.
 */
export const sessionOptions = (provider: string, threads: number) =>
  ({
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: { session: { force_spinning_stop: '1', intra_op: { spin_duration_us: '30' } } },
  }) as const;
