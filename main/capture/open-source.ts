import type { PictureSourceSettings } from '../../preload/contract/sources.ts';
import { assertNever } from '../domain/assert-never.ts';
import type { FrameSource } from '../domain/frame.ts';
import type { SourceOptions } from './source-options.ts';
import { openAddress } from './sources/address.ts';
import { openCamera } from './sources/camera.ts';
import { openDemo } from './sources/demo.ts';
import { openFile } from './sources/file.ts';
import { openFolder } from './sources/folder.ts';

/** A source of any kind. Frames are lent: their planes are the receiver's only until `deliver` returns. */
export function openSource(settings: PictureSourceSettings, options: SourceOptions): FrameSource {
  switch (settings.kind) {
    case 'demo':
      return openDemo(settings, options);
    case 'camera':
      return openCamera(settings, options);
    case 'address':
      return openAddress(settings, options);
    case 'file':
      return openFile(settings, options);
    case 'folder':
      return openFolder(settings, options);
    default:
      return assertNever(settings);
  }
}
