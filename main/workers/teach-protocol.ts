import type { TeachState } from '../../preload/contract/teach.ts';

/** What the teaching worker can be asked. It lives for one piece of work. */
export interface TeachVerbs {
  ping: { input: null; output: null };
  adopt: { input: TeachAdopt; output: TeachAdopted };
  build: { input: TeachBuild; output: TeachBuilt };
}

/** Pictures of a folder, in the order of their names, that are copied to where the teaching keeps its own. */
export interface TeachAdopt {
  readonly folder: string;
  readonly into: string;
  readonly most: number;
}

export interface AdoptedPicture {
  /** The beginning of the hash of its bytes. */
  readonly id: string;
  /** Its name in the folder that it was copied to. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

export interface TeachAdopted {
  readonly pictures: readonly AdoptedPicture[];
  /** One sentence for each that was passed over. */
  readonly skipped: readonly string[];
}

export interface TeachPicture {
  readonly id: string;
  readonly file: string;
  /** Pictures of one part are never judged by a memory that has seen another of them. */
  readonly part: string;
}

export interface TeachBuild {
  readonly backboneFolder: string;
  readonly pictures: readonly TeachPicture[];
  /** An empty folder; the network is written there. */
  readonly intoFolder: string;
  readonly threads: number;
}

export interface TeachBuilt {
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly backbone: {
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly licence: string;
  };
  readonly input: { readonly name: string; readonly width: number; readonly height: number };
  readonly output: { readonly name: string; readonly shape: readonly number[] };
  readonly colour: 'rgb' | 'bgr';
  readonly memory: { readonly patches: number; readonly dimensions: number; readonly bytes: number };
  /** What each picture scored by a memory that had not seen it. */
  readonly scores: readonly { readonly id: string; readonly score: number }[];
  readonly tookMs: number;
}

/** What the teaching worker tells unasked. */
export interface TeachEvents {
  progress: NonNullable<TeachState['progress']>;
}
