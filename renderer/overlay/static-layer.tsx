import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Calibration } from '../../preload/contract/recipes.ts';
import { drawPlan } from './draw-plan.ts';
import { type Look, placementOf, wholePicture } from './look.ts';
import type { Plan } from './plan.ts';
import { drawScaleBar } from './scale-bar.ts';
import type { Size } from './space.ts';
import { penFor, useSize } from './use-canvas.ts';

export interface StaticLayerProps {
  /** Null while the line runs without a recipe. */
  readonly plan: (Plan & { readonly calibration?: Calibration | null }) | null;
  /** The size that the camera gives, as the head of a frame says; null before the first one. */
  readonly picture: Size | null;
  readonly look?: Look;
}

/** What a recipe draws over the picture: it changes with the recipe and the size of the view, never with a frame. */
export function StaticLayer({ plan, picture, look = wholePicture }: StaticLayerProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useSize(canvas);
  const [width, height] = [picture?.width ?? 0, picture?.height ?? 0];
  useLayoutEffect(() => {
    const pen = penFor(canvas.current, view);
    if (pen === null || plan === null || width === 0 || height === 0) return;
    const size = { width, height };
    const shown = { picture: size, placement: placementOf(look, size, view), view };
    drawPlan(pen, plan, shown);
    if (plan.calibration != null) drawScaleBar(pen, plan.calibration, shown);
  }, [plan, width, height, view, look]);
  return (
    <canvas
      className="pointer-events-none absolute inset-0 size-full"
      data-layer="static"
      data-plan={plan === null ? '' : [plan.region === null ? 0 : 1, plan.zones.length, plan.lines.length].join(' ')}
      ref={canvas}
    />
  );
}
