import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { isCloser, type Look, pannedBy, wholePicture, zoomedAt } from '../../overlay/look.ts';
import { type Size, type ViewPoint, viewPoint } from '../../overlay/space.ts';

/** One press of a button or key. */
const step = 1.6;
const byTap = 3;
const twiceMs = 350;
/** A gloved finger does not come down twice on the same spot. */
const twiceWithin = 48;
const arrowShare = 0.2;

interface Hand {
  readonly fingers: Map<number, ViewPoint>;
  tap: { readonly at: ViewPoint; readonly ms: number } | null;
}

export interface LookHandles {
  readonly look: Look;
  readonly closer: () => void;
  readonly farther: () => void;
  readonly whole: () => void;
  /** Moves what is seen, in shares of the view. */
  readonly move: (across: number, down: number) => void;
  readonly hand: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: (event: PointerEvent) => void;
  };
}

const distance = (a: ViewPoint, b: ViewPoint): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: ViewPoint, b: ViewPoint): ViewPoint => viewPoint((a.x + b.x) / 2, (a.y + b.y) / 2);

/** Looking closer by pinch, drag, wheel, double tap and buttons. Points are measured in the element that shows the picture. */
export function useLook(place: RefObject<HTMLElement | null>, picture: Size | null): LookHandles {
  const [look, setLook] = useState<Look>(wholePicture);
  const hand = useRef<Hand>({ fingers: new Map(), tap: null });
  const latest = useRef(picture);
  latest.current = picture;

  const change = (made: (before: Look, picture: Size, view: Size) => Look): void => {
    const [shown, element] = [latest.current, place.current];
    if (shown === null || element === null || element.clientWidth === 0) return;
    const view = { width: element.clientWidth, height: element.clientHeight };
    setLook((before) => made(before, shown, view));
  };
  const zoom = (factor: number, at?: ViewPoint): void =>
    change((before, shown, view) =>
      zoomedAt(before, factor, at ?? viewPoint(view.width / 2, view.height / 2), shown, view),
    );
  const pan = (dx: number, dy: number): void => change((before, shown, view) => pannedBy(before, dx, dy, shown, view));
  const pointOf = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): ViewPoint => {
    const box = place.current?.getBoundingClientRect();
    return viewPoint(clientX - (box?.left ?? 0), clientY - (box?.top ?? 0));
  };

  const acts = useRef({ zoom, pointOf });
  acts.current = { zoom, pointOf };
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    // Heard here and not by React, which cannot keep the page from scrolling.
    const turned = (event: WheelEvent): void => {
      event.preventDefault();
      acts.current.zoom(Math.exp(-event.deltaY / 400), acts.current.pointOf(event));
    };
    element.addEventListener('wheel', turned, { passive: false });
    return () => element.removeEventListener('wheel', turned);
  }, [place]);

  const tapped = (at: ViewPoint, ms: number): void => {
    const before = hand.current.tap;
    const isTwice = before !== null && ms - before.ms < twiceMs && distance(before.at, at) < twiceWithin;
    hand.current.tap = isTwice ? null : { at, ms };
    if (isTwice) change((now, shown, view) => (isCloser(now) ? wholePicture : zoomedAt(now, byTap, at, shown, view)));
  };
  const lifted = (event: PointerEvent): void => void hand.current.fingers.delete(event.pointerId);

  return {
    look,
    closer: () => zoom(step),
    farther: () => zoom(1 / step),
    whole: () => setLook(wholePicture),
    move: (across, down) =>
      change((before, shown, view) =>
        pannedBy(before, -across * arrowShare * view.width, -down * arrowShare * view.height, shown, view),
      ),
    hand: {
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = pointOf(event);
        hand.current.fingers.set(event.pointerId, at);
        if (hand.current.fingers.size === 1) tapped(at, event.timeStamp);
        else hand.current.tap = null;
      },
      onPointerMove: (event) => {
        const { fingers } = hand.current;
        const before = fingers.get(event.pointerId);
        if (before === undefined) return;
        const now = pointOf(event);
        const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
        fingers.set(event.pointerId, now);
        if (other === undefined) {
          pan(now.x - before.x, now.y - before.y);
          return;
        }
        const from = Math.max(1, distance(before, other));
        const at = middle(now, other);
        const was = middle(before, other);
        zoom(distance(now, other) / from, at);
        pan(at.x - was.x, at.y - was.y);
      },
      onPointerUp: lifted,
      onPointerCancel: lifted,
    },
  };
}
