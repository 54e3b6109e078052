import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { drawPlan } from '../../overlay/draw-plan.ts';
import type { Plan } from '../../overlay/plan.ts';
import { fitInto } from '../../overlay/space.ts';
import { penFor, useSize } from '../../overlay/use-canvas.ts';
import type { PlanPicture } from './plan-view.ts';

export interface PlanThumbProps {
  readonly label: string;
  readonly plan: Plan;
  readonly picture: PlanPicture | null;
}

const blank = { width: 4, height: 3 };

/** What a version draws, on the newest picture of its source; on plain ground where there is none. */
export function PlanThumb({ label, plan, picture }: PlanThumbProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useSize(canvas);
  const size = picture?.size ?? blank;
  useLayoutEffect(() => {
    const pen = penFor(canvas.current, view);
    if (pen === null) return;
    const placement = fitInto(size, view);
    const { left, top, scale } = placement;
    pen.fillStyle = '#3a4240';
    if (picture === null) pen.fillRect(left, top, size.width * scale, size.height * scale);
    else pen.drawImage(picture.bitmap, left, top, size.width * scale, size.height * scale);
    drawPlan(pen, plan, { picture: size, placement, view });
  }, [plan, picture, size, view]);
  return (
    <canvas
      aria-label={label}
      className="w-full rounded-md border-hair bg-well"
      ref={canvas}
      role="img"
      style={{ aspectRatio: `${size.width} / ${size.height}`, maxHeight: '22rem' }}
    />
  );
}
