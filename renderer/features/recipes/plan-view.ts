import type { Detection } from '../../../preload/contract/values.ts';
import { drawBoxes } from '../../overlay/draw-boxes.ts';
import type { Shown } from '../../overlay/plan.ts';
import { type Placement, type Size, type ViewPoint, viewPoint } from '../../overlay/space.ts';
import { penFor } from '../../overlay/use-canvas.ts';
import { distance, middleOf, panned, wholePicture, zoomed } from '../../overlay/zoom.ts';
import { drawScene, type Scene } from './plan-scene.ts';

export interface PlanPicture {
  readonly bitmap: ImageBitmap;
  /** Of the camera: the bitmap may have been sent smaller. */
  readonly size: Size;
  /** What the line found in this very frame; none in a picture from a file. */
  readonly detections: readonly Detection[];
}

export interface BoardLayers {
  readonly picture: HTMLCanvasElement;
  readonly plan: HTMLCanvasElement;
}

/** What lies over the picture: what was found in it, and the plan. */
export interface Overlay {
  readonly boxes: readonly Detection[];
  readonly labels: readonly string[];
  readonly scene: Scene;
}

/** Without a picture a plan can still be drawn, on a ground of this form. */
export const blankSize: Size = { width: 1280, height: 960 };
const blankGround = '#3a4240';

/** Where the picture lies in its place on the page, and how it is drawn there with what lies over it. */
export class PlanView {
  readonly #place: HTMLElement;
  readonly #layers: BoardLayers;
  readonly #overlay: () => Overlay | null;
  readonly #resized: ResizeObserver;
  #picture: PlanPicture | null = null;
  #placement: Placement = { scale: 1, left: 0, top: 0 };
  #whole = true;
  #drawTurn = 0;

  constructor(place: HTMLElement, layers: BoardLayers, overlay: () => Overlay | null) {
    this.#place = place;
    this.#layers = layers;
    this.#overlay = overlay;
    this.#resized = new ResizeObserver(() => {
      if (this.#whole) this.whole();
      else this.redraw();
    });
    this.#resized.observe(place);
  }

  get shown(): Shown {
    return { picture: this.#size, placement: this.#placement, view: this.#room };
  }

  get #size(): Size {
    return this.#picture?.size ?? blankSize;
  }

  get #room(): Size {
    return { width: this.#place.clientWidth, height: this.#place.clientHeight };
  }

  /** Another picture of the same size is looked at where the one before was. */
  show(picture: PlanPicture | null): void {
    const before = this.#size;
    this.#picture = picture;
    const { width, height } = this.#size;
    if (before.width === width && before.height === height) this.redraw();
    else this.whole();
  }

  whole(): void {
    this.#whole = true;
    this.#put(wholePicture(this.#size, this.#room));
  }

  zoomBy(factor: number, at = viewPoint(this.#room.width / 2, this.#room.height / 2)): void {
    this.#whole = false;
    this.#put(zoomed(this.#placement, factor, at, this.#size, this.#room));
  }

  pan(dx: number, dy: number): void {
    this.#whole = false;
    this.#put(panned(this.#placement, dx, dy, this.#size, this.#room));
  }

  /** Two fingers, each from where it was to where it is. */
  pinch(from: readonly [ViewPoint, ViewPoint], to: readonly [ViewPoint, ViewPoint]): void {
    const was = middleOf(...from);
    const is = middleOf(...to);
    this.zoomBy(Math.max(1, distance(...to)) / Math.max(1, distance(...from)), was);
    this.pan(is.x - was.x, is.y - was.y);
  }

  redraw(): void {
    cancelAnimationFrame(this.#drawTurn);
    this.#drawTurn = requestAnimationFrame(() => this.#draw());
  }

  close(): void {
    this.#resized.disconnect();
    cancelAnimationFrame(this.#drawTurn);
  }

  #put(placement: Placement): void {
    this.#placement = placement;
    this.redraw();
  }

  #draw(): void {
    const overlay = this.#overlay();
    const view = this.#room;
    const pen = penFor(this.#layers.picture, view);
    const plan = penFor(this.#layers.plan, view);
    if (overlay === null || pen === null || plan === null) return;
    const { left, top, scale } = this.#placement;
    const { width, height } = this.#size;
    pen.fillStyle = blankGround;
    if (this.#picture === null) pen.fillRect(left, top, width * scale, height * scale);
    else {
      // Single pixels stay single pixels once they are large enough to be told apart.
      pen.imageSmoothingEnabled = scale < 3;
      pen.drawImage(this.#picture.bitmap, left, top, width * scale, height * scale);
      drawBoxes(pen, overlay.boxes, this.#placement, view, { labels: overlay.labels, density: 1 });
    }
    drawScene(plan, overlay.scene, this.shown);
  }
}
