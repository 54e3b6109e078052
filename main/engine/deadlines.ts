/**
 * Who waits how long for whom, in one place: each waits longer than all that it waits for may take together. A test holds the
 * sums against each other.
 */
export const engineStart = {
  store: 150_000,
  /** Samples are held against their rows once: a folder with a month of them takes a while. */
  samples: 120_000,
  sync: 10_000,
  station: 290_000,
  webDoor: 15_000,
  /** After this long without a word a host ends its engine: a large store that is migrated is not to be killed at it. */
  host: 320_000,
} as const;

/** In the order of the stop. What was seen is stored last but for the workers, and gets the longest time. */
export const engineStop = {
  webDoor: 1_000,
  line: 3_000,
  batches: 1_000,
  sync: 1_000,
  reports: 500,
  monitor: 1_000,
  samples: 500,
  guards: 500,
  store: 6_500,
  visionWorker: 2_000,
  listening: 2_000,
  speechWorker: 2_000,
  teaching: 500,
  outputs: 1_500,
  lock: 500,
  /** A host ends an engine that has not left by itself. */
  host: 25_000,
} as const;

export const stationStopMs =
  engineStop.sync +
  engineStop.line +
  engineStop.batches +
  engineStop.reports +
  engineStop.monitor +
  engineStop.samples +
  engineStop.guards +
  engineStop.store +
  engineStop.visionWorker +
  engineStop.listening +
  engineStop.speechWorker +
  engineStop.teaching +
  engineStop.outputs +
  engineStop.lock;
