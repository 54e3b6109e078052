import type { SeenPart } from '../../store/verbs/batch-parts.ts';

/** Pictures that could not be looked at, as they stand in the list: with their reason, and never as a pass. */
export const brokenPart = (name: string | null, atMs: number | null, pictures: number, reason: string): SeenPart => ({
  name,
  atMs,
  frames: pictures,
  verdict: null,
  reason,
  isBroken: true,
  inspectionId: null,
  defects: [],
  width: 0,
  height: 0,
  detections: [],
  hasPicture: false,
  severity: 0,
});
