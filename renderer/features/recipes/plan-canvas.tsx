import { type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useWords } from '../../locales/words.tsx';
import { type BoardEvents, type BoardWork, PlanBoard } from './plan-board.ts';
import type { PlanPicture } from './plan-view.ts';
import { shapesOf } from './shapes.ts';

export interface PlanHandle {
  readonly focus: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly whole: () => void;
  readonly closeTracing: () => void;
  readonly dropTracing: () => void;
}

export interface PlanCanvasProps extends BoardWork, BoardEvents {
  readonly picture: PlanPicture | null;
  readonly ref: Ref<PlanHandle>;
}

export function PlanCanvas(props: PlanCanvasProps): ReactNode {
  const { picture, drawing, chosen, tool, labels, tried } = props;
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const pictureLayer = useRef<HTMLCanvasElement>(null);
  const planLayer = useRef<HTMLCanvasElement>(null);
  const board = useRef<PlanBoard>(null);
  const told = useRef<BoardEvents>(props);
  told.current = props;
  useImperativeHandle(props.ref, () => ({
    focus: () => place.current?.focus({ preventScroll: true }),
    zoomBy: (factor) => board.current?.zoomBy(factor),
    whole: () => board.current?.whole(),
    closeTracing: () => board.current?.closeTracing(),
    dropTracing: () => board.current?.dropTracing(),
  }));
  useLayoutEffect(() => {
    if (place.current === null || pictureLayer.current === null || planLayer.current === null) return;
    const made = new PlanBoard(
      place.current,
      { picture: pictureLayer.current, plan: planLayer.current },
      {
        edit: (edit) => told.current.edit(edit),
        drawn: (kind, points) => told.current.drawn(kind, points),
        traced: (corners) => told.current.traced(corners),
      },
    );
    board.current = made;
    return () => {
      board.current = null;
      made.close();
    };
  }, []);
  useLayoutEffect(() => board.current?.show(picture), [picture]);
  useLayoutEffect(
    () => board.current?.work({ drawing, chosen, tool, labels, tried }),
    [drawing, chosen, tool, labels, tried],
  );
  return (
    <div
      aria-label={words.recipes.board(shapesOf(drawing).length)}
      className="focus-inset absolute inset-0 touch-none overflow-hidden select-none"
      data-board=""
      data-picture={picture === null ? '' : `${picture.size.width} ${picture.size.height}`}
      ref={place}
      role="application"
      // Shapes and their corners are walked and moved by keys while the board has the focus.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus, as the board of labels does
      tabIndex={0}
    >
      <canvas className="absolute inset-0 size-full" ref={pictureLayer} />
      <canvas className="absolute inset-0 size-full" data-layer="static" ref={planLayer} />
    </div>
  );
}
