import type { Detection } from '../../../preload/contract/values.ts';
import { placeInView, viewInPlace } from '../../overlay/plan.ts';
import { type ViewPoint, viewPoint } from '../../overlay/space.ts';
import { distance } from '../../overlay/zoom.ts';
import type { Edit } from './editing.ts';
import { type Grip, gripAt, reach, tapReach } from './plan-hand.ts';
import type { Scene } from './plan-scene.ts';
import { type BoardLayers, type PlanPicture, PlanView } from './plan-view.ts';
import type { Drawing } from './recipe-draft.ts';
import {
  type Chosen,
  canClose,
  cornerAdded,
  cornerMoved,
  movedBy,
  rectangle,
  type ShapeKind,
  shapeOf,
  withPoints,
} from './shapes.ts';

export interface BoardEvents {
  readonly edit: (edit: Edit) => void;
  /** A shape was drawn with the tool at hand, which is laid down. */
  readonly drawn: (kind: ShapeKind, points: Drawing['region']) => void;
  /** How many corners of a polygon are there so far. */
  readonly traced: (corners: number) => void;
}

export interface BoardWork {
  readonly drawing: Drawing;
  readonly chosen: Chosen | null;
  readonly tool: ShapeKind | null;
  readonly labels: readonly string[];
  /** What the recipe says of what was found; nothing while it is not tried. */
  readonly tried: readonly Detection[];
}

type Gesture =
  | { readonly kind: 'grip'; readonly grip: Grip; readonly from: ViewPoint }
  | { readonly kind: 'draw'; readonly from: ViewPoint }
  | { readonly kind: 'pan' }
  | { readonly kind: 'pinch' }
  | null;

const wheelStep = 0.0016;
/** The picture with the plan on it: turns what a hand does into edits, and shows what came of them. */
export class PlanBoard {
  readonly #place: HTMLElement;
  readonly #view: PlanView;
  readonly #events: BoardEvents;
  readonly #closing = new AbortController();
  readonly #pointers = new Map<number, ViewPoint>();
  #work: BoardWork | null = null;
  #gesture: Gesture = null;
  #moving: { readonly drawing: Drawing; readonly chosen: Chosen } | null = null;
  #tracing: Scene['tracing'] = null;

  constructor(place: HTMLElement, layers: BoardLayers, events: BoardEvents) {
    this.#place = place;
    this.#events = events;
    this.#view = new PlanView(place, layers, () => {
      const work = this.#work;
      if (work === null) return null;
      const { drawing, chosen } = this.#moving ?? work;
      return { boxes: work.tried, labels: work.labels, scene: { drawing, chosen, tracing: this.#tracing } };
    });
    const { signal } = this.#closing;
    place.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    place.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    place.addEventListener('pointerup', (event) => this.#released(event, true), { signal });
    place.addEventListener('pointercancel', (event) => this.#released(event, false), { signal });
    place.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    place.addEventListener('wheel', (event) => this.#turned(event), { signal, passive: false });
  }

  show(picture: PlanPicture | null): void {
    this.#view.show(picture);
  }

  work(work: BoardWork): void {
    if (work.tool !== this.#work?.tool) this.dropTracing();
    this.#work = work;
    this.#point();
    this.#view.redraw();
  }

  whole(): void {
    this.#view.whole();
  }

  zoomBy(factor: number): void {
    this.#view.zoomBy(factor);
  }

  /** Ends a polygon; nothing while it encloses nothing. */
  closeTracing(): void {
    const tracing = this.#tracing;
    if (tracing === null || !canClose(tracing.points)) return;
    this.dropTracing();
    this.#events.drawn(tracing.kind, [...tracing.points]);
  }

  dropTracing(): void {
    this.#trace(null);
  }

  close(): void {
    this.#closing.abort();
    this.#view.close();
  }

  #trace(tracing: Scene['tracing']): void {
    this.#tracing = tracing;
    this.#events.traced(tracing?.done === false ? tracing.points.length : 0);
    this.#view.redraw();
  }

  #at(event: MouseEvent): ViewPoint {
    const { left, top } = this.#place.getBoundingClientRect();
    return viewPoint(event.clientX - left, event.clientY - top);
  }

  #pressed(event: PointerEvent): void {
    const work = this.#work;
    if (work === null) return;
    event.preventDefault();
    this.#place.focus({ preventScroll: true });
    this.#place.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    this.#pointers.set(event.pointerId, at);
    if (this.#pointers.size > 1) {
      // A second finger means the picture, not a shape: what the first began is dropped.
      this.#moving = null;
      if (this.#tracing?.done === true) this.dropTracing();
      this.#gesture = { kind: 'pinch' };
    } else if (event.button === 1 || event.button === 2) this.#gesture = { kind: 'pan' };
    else if (work.tool !== null) this.#gesture = { kind: 'draw', from: at };
    else {
      const grip = gripAt(at, this.#view.shown, work.drawing, work.chosen);
      this.#gesture = { kind: 'grip', grip, from: at };
    }
    this.#view.redraw();
  }

  #moved(event: PointerEvent): void {
    const at = this.#at(event);
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      this.#point(at);
      return;
    }
    const gesture = this.#gesture;
    if (gesture?.kind === 'pinch') this.#pinch(event.pointerId, at);
    else if (gesture?.kind === 'pan') this.#view.pan(at.x - before.x, at.y - before.y);
    this.#pointers.set(event.pointerId, at);
    if (gesture?.kind === 'grip') this.#drag(gesture.grip, gesture.from, at);
    else if (gesture?.kind === 'draw') this.#stretch(gesture.from, at);
  }

  /** A rectangle, or a line, from where the hand came down to where it is. */
  #stretch(from: ViewPoint, at: ViewPoint): void {
    const tool = this.#work?.tool ?? null;
    if (tool === null || (this.#tracing?.done !== true && distance(from, at) < tapReach)) return;
    const [start, end] = [viewInPlace(this.#view.shown, from), viewInPlace(this.#view.shown, at)];
    const closed = tool === 'region' || tool === 'zone';
    this.#trace({ kind: tool, points: closed ? rectangle(start, end) : [start, end], done: true });
  }

  #drag(grip: Grip, from: ViewPoint, at: ViewPoint): void {
    const work = this.#work;
    if (work === null || grip.kind === 'nothing') return;
    if (this.#moving === null && distance(from, at) < tapReach) return;
    const shape = shapeOf(work.drawing, grip.of);
    if (shape === null) return;
    const [start, now] = [viewInPlace(this.#view.shown, from), viewInPlace(this.#view.shown, at)];
    const [dx, dy] = [now.x - start.x, now.y - start.y];
    const put = (points: typeof shape.points, corner: number | null): void => {
      this.#moving = {
        drawing: withPoints(work.drawing, grip.of, points),
        chosen: { ...grip.of, corner },
      };
    };
    if (grip.kind === 'body') put(movedBy(shape.points, dx, dy), null);
    else if (grip.kind === 'side') {
      const corner = grip.corner + 1;
      const points = cornerAdded(shape.points, grip.corner, grip.at);
      put(cornerMoved(points, corner, { x: grip.at.x + dx, y: grip.at.y + dy }), corner);
    } else {
      // The corner follows the hand from where it stood: a handle taken at its rim does not jump.
      const stood = shape.points[grip.corner] ?? start;
      put(cornerMoved(shape.points, grip.corner, { x: stood.x + dx, y: stood.y + dy }), grip.corner);
    }
    this.#view.redraw();
  }

  #released(event: PointerEvent, finished: boolean): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const gesture = this.#gesture;
    const moving = this.#moving;
    if (gesture?.kind === 'pinch' && this.#pointers.size > 0) return;
    this.#gesture = null;
    this.#moving = null;
    this.#point();
    this.#view.redraw();
    if (gesture?.kind === 'draw') this.#endDrawing(finished, gesture.from);
    if (!finished || gesture?.kind !== 'grip') return;
    const { grip } = gesture;
    if (moving !== null) {
      const points = shapeOf(moving.drawing, moving.chosen)?.points;
      if (points !== undefined) this.#events.edit({ kind: 'shape', ref: moving.chosen, points });
    } else if (grip.kind === 'nothing') this.#events.edit({ kind: 'choose', chosen: null });
    else {
      const corner = grip.kind === 'corner' ? grip.corner : null;
      this.#events.edit({ kind: 'choose', chosen: { ...grip.of, corner } });
    }
  }

  #endDrawing(finished: boolean, at: ViewPoint): void {
    const tool = this.#work?.tool ?? null;
    const tracing = this.#tracing;
    if (tool === null) return;
    if (tracing?.done === true) {
      this.dropTracing();
      if (finished) this.#events.drawn(tool, [...tracing.points]);
      return;
    }
    if (!finished) return;
    const points = tracing?.points ?? [];
    const place = viewInPlace(this.#view.shown, at);
    const [first] = points;
    const closed = tool === 'region' || tool === 'zone';
    const back = first !== undefined && distance(placeInView(this.#view.shown, first), at) <= reach;
    if (closed && back && canClose(points)) {
      this.closeTracing();
      return;
    }
    this.#trace({ kind: tool, points: [...points, place], done: false });
    if (closed || points.length === 0) return;
    this.dropTracing();
    this.#events.drawn(tool, [...points, place]);
  }

  #pinch(moved: number, to: ViewPoint): void {
    const [first, second] = [...this.#pointers.entries()];
    if (first === undefined || second === undefined) return;
    const after = (entry: readonly [number, ViewPoint]): ViewPoint => (entry[0] === moved ? to : entry[1]);
    this.#view.pinch([first[1], second[1]], [after(first), after(second)]);
  }

  #turned(event: WheelEvent): void {
    event.preventDefault();
    if (event.shiftKey) this.#view.pan(-(event.deltaX || event.deltaY), 0);
    // A pinch on a touchpad arrives as a wheel with Ctrl held, in finer steps.
    else this.#view.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? wheelStep * 6 : wheelStep)), this.#at(event));
  }

  /** The pointer tells what a press would do here. */
  #point(at?: ViewPoint): void {
    const work = this.#work;
    if (work === null) return;
    const grip =
      at === undefined || work.tool !== null ? null : gripAt(at, this.#view.shown, work.drawing, work.chosen);
    const { style } = this.#place;
    if (this.#gesture?.kind === 'pan') style.cursor = 'grabbing';
    else if (work.tool !== null) style.cursor = 'crosshair';
    else if (grip?.kind === 'corner') style.cursor = 'grab';
    else if (grip?.kind === 'side') style.cursor = 'copy';
    else style.cursor = grip?.kind === 'body' ? 'move' : 'default';
  }
}
