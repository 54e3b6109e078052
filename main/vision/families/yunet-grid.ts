import type { Point } from '../../../preload/contract/values.ts';

/** What the network gives on one of its grids, cell by cell, row after row. */
export interface Grid {
  readonly stride: number;
  readonly columns: number;
  readonly cls: Float32Array;
  readonly obj: Float32Array;
  /** Centre within the cell, and the logarithm of the size, in cells. */
  readonly bbox: Float32Array;
  /** Five points from the cell's corner, in cells. */
  readonly kps: Float32Array;
}

/** In network pixels. */
export interface FaceCandidate {
  readonly score: number;
  readonly centre: Point;
  readonly size: Point;
  readonly points: readonly Point[];
}

const pointNumbers = 10;

/** Cells whose score, the geometric mean of class and objectness, reaches the threshold, whatever they say of where a face is. */
export function faceCandidates(grid: Grid, scoreThreshold: number): FaceCandidate[] {
  const { cls, obj } = grid;
  const found: FaceCandidate[] = [];
  for (let cell = 0; cell < cls.length; cell += 1) {
    const score = Math.sqrt(clampShare(cls[cell] ?? 0) * clampShare(obj[cell] ?? 0));
    if (score >= scoreThreshold) found.push(candidateAt(grid, cell, score));
  }
  return found;
}

/** Rounding may carry a sigmoid a hair beyond its ends. */
const clampShare = (value: number): number => Math.min(Math.max(value, 0), 1);

function candidateAt({ stride, columns, bbox, kps }: Grid, cell: number, score: number): FaceCandidate {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const [x = 0, y = 0, width = 0, height = 0] = bbox.subarray(cell * 4, cell * 4 + 4);
  const numbers = kps.subarray(cell * pointNumbers, (cell + 1) * pointNumbers);
  return {
    score,
    centre: { x: (column + x) * stride, y: (row + y) * stride },
    size: { x: Math.exp(width) * stride, y: Math.exp(height) * stride },
    points: Array.from({ length: pointNumbers / 2 }, (_, index) => ({
      x: (column + (numbers[index * 2] ?? 0)) * stride,
      y: (row + (numbers[index * 2 + 1] ?? 0)) * stride,
    })),
  };
}
