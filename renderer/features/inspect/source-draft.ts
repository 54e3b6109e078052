import { type PictureSourceSettings, pictureSourceSettings } from '../../../preload/contract/sources.ts';
import type { SourceKind } from './source-icons.ts';

/** What stands in the fields: text until it is checked, so that nobody's typing is corrected under their hands. */
export interface SourceDraft {
  readonly kind: SourceKind;
  readonly name: string;
  readonly device: string;
  /** Width and height with an x between them, as a camera's mode is picked; empty where the driver chooses. */
  readonly size: string;
  readonly rate: string;
  readonly pixelFormat: string;
  readonly url: string;
  readonly path: string;
  readonly loop: boolean;
  readonly fps: string;
  readonly seed: string;
  readonly defects: string;
  readonly lighting: string;
  readonly blur: string;
}

export const emptyDraft: SourceDraft = {
  kind: 'camera',
  name: '',
  device: '',
  size: '',
  rate: '',
  pixelFormat: '',
  url: '',
  path: '',
  loop: true,
  fps: '',
  seed: '2',
  defects: '0.5',
  lighting: '0',
  blur: '0',
};

function modeOf({ size, rate, pixelFormat }: SourceDraft): object {
  const [width, height] = size.split('x').map(Number);
  return {
    ...(size === '' ? {} : { width, height }),
    ...(rate === '' ? {} : { fps: Number(rate) }),
    ...(pixelFormat === '' ? {} : { pixelFormat }),
  };
}

function rawSettings(draft: SourceDraft): unknown {
  const fps = draft.fps.trim() === '' ? {} : { fps: Number(draft.fps) };
  switch (draft.kind) {
    case 'demo':
      return {
        kind: 'demo',
        seed: Number(draft.seed),
        defectsPerBoard: Number(draft.defects),
        lightingDrift: Number(draft.lighting),
        blurDrift: Number(draft.blur),
        ...fps,
      };
    case 'camera':
      return { kind: 'camera', device: draft.device, ...modeOf(draft) };
    case 'address':
      return { kind: 'address', url: draft.url.trim() };
    case 'file':
      return { kind: 'file', path: draft.path.trim(), loop: draft.loop };
    case 'folder':
      return { kind: 'folder', path: draft.path.trim(), ...fps };
  }
}

/** Null while something is missing or out of range; the station has the last word in any case. */
export const settingsOf = (draft: SourceDraft): PictureSourceSettings | null =>
  pictureSourceSettings.safeParse(rawSettings(draft)).data ?? null;
