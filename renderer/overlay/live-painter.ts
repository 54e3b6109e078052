import type { FrameHead } from '../../preload/contract/frames.ts';
import type { Detection, Verdict } from '../../preload/contract/values.ts';
import { type BoxStyle, drawBoxes } from './draw-boxes.ts';
import { drawHeat } from './draw-heat.ts';
import { type Look, placementOf, wholePicture } from './look.ts';
import type { FramePacket } from './packet.ts';
import { type Placement, regionAround, type Size } from './space.ts';

export type JudgedHead = FrameHead & { readonly verdict: Verdict };

const isJudged = (head: FrameHead): head is JudgedHead => head.verdict !== null;

export interface Layers {
  /** Redrawn with each frame. */
  readonly picture: HTMLCanvasElement;
  /** Heat and boxes of the same frame, drawn in the same turn as its picture. */
  readonly live: HTMLCanvasElement;
}

export interface PainterEvents {
  readonly drawn: (head: FrameHead) => void;
  /** A find that counts against its part; never one of a model that judges nothing. */
  readonly crop: (head: JudgedHead, detection: Detection, picture: ImageBitmap) => void;
}

function sizeToView(canvas: HTMLCanvasElement, density: number): Size {
  const size = { width: Math.round(canvas.clientWidth * density), height: Math.round(canvas.clientHeight * density) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  return size;
}

function show(canvas: HTMLCanvasElement, picture: ImageBitmap, placement: Placement, view: Size): void {
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) return;
  pen.fillStyle = getComputedStyle(canvas).getPropertyValue('--well');
  pen.fillRect(0, 0, view.width, view.height);
  // Looked at closely, a pixel is a fact: nothing is made up between two of them.
  pen.imageSmoothingEnabled = placement.scale < crispFrom;
  pen.imageSmoothingQuality = 'medium';
  pen.drawImage(
    picture,
    placement.left,
    placement.top,
    picture.width * placement.scale,
    picture.height * placement.scale,
  );
}

/** Pixels of the screen to one of the picture. */
const crispFrom = 4;

/** A page that nobody sees has no drawing turns: it takes a picture now and then, so that it is not stale when it comes back. */
const hiddenEveryMs = 500;

const surest = (head: FrameHead): Detection | undefined => head.detections.toSorted((a, b) => b.score - a.score)[0];

/** Shows the newest frame with its own boxes; what comes while one is being decoded replaces what waits. */
export class LivePainter {
  readonly #layers: Layers;
  readonly #events: PainterEvents;
  #boxes: Omit<BoxStyle, 'density'> = { labels: [] };
  #look = wholePicture;
  #heatOpacity = 0;
  #waiting: FramePacket | null = null;
  #decoding = false;
  #shown: { readonly head: FrameHead; readonly picture: ImageBitmap } | null = null;
  #redrawTurn = 0;
  #closed = false;

  constructor(layers: Layers, events: PainterEvents) {
    this.#layers = layers;
    this.#events = events;
  }

  set boxes(boxes: Omit<BoxStyle, 'density'>) {
    this.#boxes = boxes;
  }

  /** How close somebody looks; drawn at once, also when no frame follows. */
  set look(look: Look) {
    this.#look = look;
    this.redraw();
  }

  set heatOpacity(opacity: number) {
    this.#heatOpacity = opacity;
    this.redraw();
  }

  offer(packet: FramePacket): void {
    this.#waiting = packet;
    if (!this.#decoding) void this.#decodeNewest();
  }

  /** Draws what is shown once more, after the view changed its size or its theme. */
  redraw(): void {
    cancelAnimationFrame(this.#redrawTurn);
    this.#redrawTurn = requestAnimationFrame(() => this.#draw());
  }

  close(): void {
    this.#closed = true;
    cancelAnimationFrame(this.#redrawTurn);
    this.#shown?.picture.close();
    this.#shown = null;
  }

  async #decodeNewest(): Promise<void> {
    this.#decoding = true;
    while (this.#waiting !== null && !this.#closed) {
      const { head, jpeg } = this.#waiting;
      this.#waiting = null;
      const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })).catch(() => null);
      if (this.#closed) picture?.close();
      else if (picture === null) this.#events.drawn(head);
      else await this.#present(head, picture);
    }
    this.#decoding = false;
  }

  #present(head: FrameHead, picture: ImageBitmap): Promise<void> {
    return new Promise((resolve) => {
      // Resolved by the drawing turn: only then is the next packet asked for.
      const present = (): void => {
        resolve();
        if (this.#closed) {
          picture.close();
          return;
        }
        this.#shown?.picture.close();
        this.#shown = { head, picture };
        this.#draw();
        this.#events.drawn(head);
        const worst = surest(head);
        if (worst !== undefined && isJudged(head) && head.verdict !== 'pass') this.#events.crop(head, worst, picture);
      };
      if (document.hidden) setTimeout(present, hiddenEveryMs);
      else requestAnimationFrame(present);
    });
  }

  #draw(): void {
    if (this.#shown === null) return;
    const { head, picture } = this.#shown;
    const density = window.devicePixelRatio;
    const view = sizeToView(this.#layers.picture, density);
    sizeToView(this.#layers.live, density);
    // The head may speak of the camera's size while the picture was sent smaller: boxes follow the head.
    show(this.#layers.picture, picture, placementOf(this.#look, picture, view), view);
    const pen = this.#layers.live.getContext('2d');
    if (pen === null) return;
    pen.clearRect(0, 0, view.width, view.height);
    const placement = placementOf(this.#look, head, view);
    if (head.heat !== undefined) drawHeat(pen, head.heat, head, placement, { opacity: this.#heatOpacity, density });
    drawBoxes(pen, head.detections, placement, view, { ...this.#boxes, density });
    this.#layers.live.dataset.frameId = head.frameId;
    this.#layers.picture.dataset.frameId = head.frameId;
  }
}

/** Draws the region of one box, enlarged, from the very picture that it was found in. */
export function drawRegion(canvas: OffscreenCanvas, head: FrameHead, detection: Detection, picture: ImageBitmap): void {
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) return;
  const side = canvas.width;
  const region = regionAround(detection.box, head, Math.min(head.width, head.height) / 5);
  const sent = picture.width / head.width;
  pen.imageSmoothingEnabled = side < region.width * sent * crispFrom;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, region.x * sent, region.y * sent, region.width * sent, region.height * sent, 0, 0, side, side);
  const zoom = side / region.width;
  const { x, y, width, height } = detection.box;
  for (const [style, thick] of [
    ['#0b0e0f', side / 48],
    ['#ffffff', side / 120],
  ] as const) {
    pen.strokeStyle = style;
    pen.lineWidth = thick;
    pen.strokeRect((x - region.x) * zoom, (y - region.y) * zoom, width * zoom, height * zoom);
  }
}
