import { Konva } from 'konva/lib/Global.js';
import { Layer } from 'konva/lib/Layer.js';
import { Stage } from 'konva/lib/Stage.js';
import { Image as Picture } from 'konva/lib/shapes/Image.js';
import { imagePoint, type Placement, type Size, toImage, type ViewPoint, viewPoint } from '../../overlay/space.ts';
import { distance, middleOf, panned, wholePicture, zoomed } from '../../overlay/zoom.ts';
import { drawScene, type Scene } from './board-scene.ts';
import { boxBetween, movedBox, resizedBox } from './box-geometry.ts';
import type { Edit, Editing } from './editing.ts';
import { type Grip, gripAt, tapReach } from './hand.ts';

export interface BoardEvents {
  readonly edit: (edit: Edit) => void;
  readonly zoom: (scale: number) => void;
}

export interface Light {
  /** 1 is as the camera saw it. */
  readonly brightness: number;
  readonly contrast: number;
}

type Gesture =
  | { readonly kind: 'grip'; readonly grip: Grip; readonly from: ViewPoint }
  | { readonly kind: 'pan' }
  | { readonly kind: 'pinch' }
  | null;

// The board draws when it has something to show, and then at once.
Konva.autoDrawEnabled = false;

const wheelStep = 0.0016;

/** The picture with its boxes: turns what a hand does into edits, and shows what came of them. */
export class Board {
  readonly #stage: Stage;
  readonly #container: HTMLDivElement;
  readonly #events: BoardEvents;
  readonly #pictureLayer = new Layer({ listening: false });
  readonly #boxLayer = new Layer({ listening: false });
  readonly #picture = new Picture({ image: undefined, listening: false });
  readonly #resized: ResizeObserver;
  readonly #closing = new AbortController();
  readonly #pointers = new Map<number, ViewPoint>();
  #editing: Editing | null = null;
  #labels: readonly string[] = [];
  #placement: Placement = { scale: 1, left: 0, top: 0 };
  #whole = true;
  #gesture: Gesture = null;
  #moving: Scene['moving'] = null;
  #handMode = false;
  #drawTurn = 0;

  constructor(container: HTMLDivElement, events: BoardEvents) {
    this.#container = container;
    this.#events = events;
    // Boxes are walked and moved by keys while the board has the focus.
    container.tabIndex = 0;
    this.#stage = new Stage({
      container,
      width: container.clientWidth,
      height: container.clientHeight,
      listening: false,
    });
    this.#pictureLayer.add(this.#picture);
    this.#stage.add(this.#pictureLayer, this.#boxLayer);
    this.#resized = new ResizeObserver(() => this.#fitStage());
    this.#resized.observe(container);
    const { signal } = this.#closing;
    container.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    container.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    container.addEventListener('pointerup', (event) => this.#released(event, true), { signal });
    container.addEventListener('pointercancel', (event) => this.#released(event, false), { signal });
    container.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    container.addEventListener('wheel', (event) => this.#turned(event), { signal, passive: false });
  }

  set handMode(on: boolean) {
    this.#handMode = on;
    this.#point();
  }

  set light({ brightness, contrast }: Light) {
    const plain = brightness === 1 && contrast === 1;
    this.#pictureLayer.getNativeCanvasElement().style.filter = plain
      ? ''
      : `brightness(${brightness}) contrast(${contrast})`;
  }

  /** Another picture starts whole; nothing of a gesture on the one before goes on. */
  show(picture: ImageBitmap | null, size: Size): void {
    this.#gesture = null;
    this.#moving = null;
    this.#pointers.clear();
    this.#picture.setAttrs({
      image: picture ?? undefined,
      width: size.width,
      height: size.height,
      visible: picture !== null,
    });
    this.#whole = true;
    this.#place(wholePicture(size, this.#view));
  }

  edit(editing: Editing | null, labels: readonly string[]): void {
    this.#editing = editing;
    this.#labels = labels;
    this.#draw();
  }

  wholePicture(): void {
    if (this.#editing === null) return;
    this.#whole = true;
    this.#place(wholePicture(this.#editing.picture, this.#view));
  }

  zoomBy(factor: number, at = viewPoint(this.#view.width / 2, this.#view.height / 2)): void {
    if (this.#editing === null) return;
    this.#whole = false;
    this.#place(zoomed(this.#placement, factor, at, this.#editing.picture, this.#view));
  }

  close(): void {
    this.#closing.abort();
    this.#resized.disconnect();
    cancelAnimationFrame(this.#drawTurn);
    this.#stage.destroy();
  }

  get #view(): Size {
    return { width: this.#stage.width(), height: this.#stage.height() };
  }

  #fitStage(): void {
    const { clientWidth: width, clientHeight: height } = this.#container;
    if (width === 0 || height === 0) return;
    this.#stage.size({ width, height });
    if (this.#whole) this.wholePicture();
    else this.#place(this.#placement);
  }

  #place(placement: Placement): void {
    this.#placement = placement;
    const { scale, left, top } = placement;
    this.#picture.position({ x: left, y: top });
    this.#picture.scale({ x: scale, y: scale });
    const pen = this.#pictureLayer.getContext();
    // Single pixels stay single pixels once they are large enough to be told apart.
    pen.setAttr('imageSmoothingEnabled', scale < 3);
    this.#pictureLayer.draw();
    this.#events.zoom(scale);
    this.#draw();
  }

  #draw(): void {
    const editing = this.#editing;
    if (editing === null) {
      this.#boxLayer.destroyChildren();
      this.#boxLayer.draw();
      return;
    }
    const { boxes, selected, label } = editing;
    drawScene(this.#boxLayer, {
      boxes,
      selected,
      label,
      labels: this.#labels,
      placement: this.#placement,
      view: this.#view,
      moving: this.#moving,
    });
  }

  #drawSoon(): void {
    cancelAnimationFrame(this.#drawTurn);
    this.#drawTurn = requestAnimationFrame(() => this.#draw());
  }

  #at(event: MouseEvent): ViewPoint {
    const { left, top } = this.#container.getBoundingClientRect();
    return viewPoint(event.clientX - left, event.clientY - top);
  }

  #pressed(event: PointerEvent): void {
    const editing = this.#editing;
    if (editing === null) return;
    event.preventDefault();
    this.#container.focus({ preventScroll: true });
    this.#container.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    this.#pointers.set(event.pointerId, at);
    if (this.#pointers.size > 1) {
      // A second finger means the picture, not a box: what the first began is dropped.
      this.#moving = null;
      this.#gesture = { kind: 'pinch' };
      this.#draw();
      return;
    }
    const pans = this.#handMode || event.button === 1 || event.button === 2;
    this.#gesture = pans ? { kind: 'pan' } : { kind: 'grip', grip: gripAt(at, this.#placement, editing), from: at };
    this.#point();
  }

  #moved(event: PointerEvent): void {
    const at = this.#at(event);
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      this.#point(at);
      return;
    }
    if (this.#gesture?.kind === 'pinch') this.#pinch(event.pointerId, at);
    else if (this.#gesture?.kind === 'pan') this.#pan(at.x - before.x, at.y - before.y);
    this.#pointers.set(event.pointerId, at);
    if (this.#gesture?.kind === 'grip') this.#drag(this.#gesture.grip, this.#gesture.from, at);
  }

  #drag(grip: Grip, from: ViewPoint, at: ViewPoint): void {
    const editing = this.#editing;
    if (editing === null || (this.#moving === null && distance(from, at) < tapReach)) return;
    const { picture } = editing;
    const start = toImage(this.#placement, from);
    const now = toImage(this.#placement, at);
    if (grip.kind === 'nothing') {
      this.#moving = { id: null, box: boxBetween(start, now, picture) };
    } else {
      const known = editing.boxes.find(({ id }) => id === grip.id);
      if (known === undefined) return;
      const { box } = known;
      const dx = now.x - start.x;
      const dy = now.y - start.y;
      if (grip.kind === 'body') this.#moving = { id: grip.id, box: movedBox(box, dx, dy, picture) };
      else {
        // The corner follows the hand from where it stood: a handle taken at its rim does not jump.
        const x = grip.corner.endsWith('left') ? box.x : box.x + box.width;
        const y = grip.corner.startsWith('top') ? box.y : box.y + box.height;
        this.#moving = { id: grip.id, box: resizedBox(box, grip.corner, imagePoint(x + dx, y + dy), picture) };
      }
    }
    this.#drawSoon();
  }

  #released(event: PointerEvent, finished: boolean): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const gesture = this.#gesture;
    const moving = this.#moving;
    if (gesture?.kind === 'pinch' && this.#pointers.size > 0) return;
    this.#gesture = null;
    this.#moving = null;
    this.#point();
    if (!finished || gesture?.kind !== 'grip') {
      this.#drawSoon();
      return;
    }
    if (moving === null)
      this.#events.edit({ kind: 'select', id: gesture.grip.kind === 'nothing' ? null : gesture.grip.id });
    else if (moving.id === null) this.#events.edit({ kind: 'draw', box: moving.box });
    else this.#events.edit({ kind: 'place', id: moving.id, box: moving.box });
    this.#drawSoon();
  }

  #pan(dx: number, dy: number): void {
    if (this.#editing === null) return;
    this.#whole = false;
    this.#place(panned(this.#placement, dx, dy, this.#editing.picture, this.#view));
  }

  #pinch(moved: number, to: ViewPoint): void {
    const [first, second] = [...this.#pointers.entries()];
    if (first === undefined || second === undefined) return;
    const after = (entry: readonly [number, ViewPoint]): ViewPoint => (entry[0] === moved ? to : entry[1]);
    const was = middleOf(first[1], second[1]);
    const is = middleOf(after(first), after(second));
    const spread = Math.max(1, distance(first[1], second[1]));
    this.zoomBy(Math.max(1, distance(after(first), after(second))) / spread, was);
    this.#pan(is.x - was.x, is.y - was.y);
  }

  #turned(event: WheelEvent): void {
    event.preventDefault();
    if (event.shiftKey) {
      this.#pan(-(event.deltaX || event.deltaY), 0);
      return;
    }
    // A pinch on a touchpad arrives as a wheel with Ctrl held, in finer steps.
    this.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? wheelStep * 6 : wheelStep)), this.#at(event));
  }

  /** The pointer tells what a press would do here. */
  #point(at?: ViewPoint): void {
    const grip = at === undefined || this.#editing === null ? null : gripAt(at, this.#placement, this.#editing);
    const { style } = this.#container;
    if (this.#handMode || this.#gesture?.kind === 'pan') style.cursor = this.#gesture === null ? 'grab' : 'grabbing';
    else if (grip?.kind === 'corner')
      style.cursor = grip.corner === 'top-left' || grip.corner === 'bottom-right' ? 'nwse-resize' : 'nesw-resize';
    else style.cursor = grip?.kind === 'body' ? 'move' : 'crosshair';
  }
}
