import { pixelFormats } from '../../main/domain/frame.ts';
import type { Picture, Placement, Rim, Target } from './picture.ts';
import { yuvConversion } from './yuv.ts';

/** The numbers that `Letterbox` in native/src reads, in the order of its `Slot`: one array costs less than twenty values. */
export function letterboxSlots(
  picture: Picture,
  target: Target,
  { innerWidth, innerHeight, transform }: Placement,
  rim: Rim,
): Float64Array {
  const { lumaGain, lumaOffset, redV, greenU, greenV, blueU } = yuvConversion(picture.yuv);
  const stride = (index: number): number => picture.planes[index]?.stride ?? 0;
  const { mean, std } = target;
  return Float64Array.of(
    pixelFormats.indexOf(picture.format),
    picture.width,
    picture.height,
    stride(0),
    stride(1),
    stride(2),
    target.width,
    target.height,
    innerWidth,
    innerHeight,
    transform.padX,
    transform.padY,
    target.padValue,
    target.colour === 'bgr' ? 1 : 0,
    ...std.map((by) => 1 / by),
    ...std.map((by, channel) => -(mean[channel] ?? 0) / by),
    lumaGain,
    lumaOffset,
    redV,
    greenU,
    greenV,
    blueU,
    rim === 'kept' ? 1 : 0,
  );
}
