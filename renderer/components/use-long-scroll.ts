import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type LongScroll, longScroll, offsetShowing, type RowSpan, rowsInView } from './long-scroll.ts';

export interface LongScrollView {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly map: LongScroll;
  readonly offset: number;
  /** What is left for rows below the head, which stays in view. */
  readonly viewHeight: number;
  readonly span: RowSpan;
  readonly show: (row: number) => void;
}

const wheelLine = 40;

const wheelPixels = (event: WheelEvent, viewHeight: number): number => {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * wheelLine;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * viewHeight : event.deltaY;
};

/** A true scrollbar over all rows: dragging jumps anywhere, while wheel and keys move by rows however long the list is. */
export function useLongScroll(rows: number, rowHeight: number, headHeight: number): LongScrollView {
  const scroller = useRef<HTMLDivElement>(null);
  const [viewHeight, setViewHeight] = useState(0);
  const [offset, setOffset] = useState(0);
  const list = useMemo(() => ({ rows, rowHeight, viewHeight }), [rows, rowHeight, viewHeight]);
  const map = useMemo(() => longScroll(list), [list]);
  const now = useRef({ offset: 0, ownScrollTop: -1, map, list });
  now.current.map = map;
  now.current.list = list;

  const moveTo = useCallback((wanted: number) => {
    const state = now.current;
    const element = scroller.current;
    if (element === null) return;
    state.offset = Math.min(state.map.lastOffset, Math.max(0, wanted));
    element.scrollTop = state.map.toScrollTop(state.offset);
    // The element rounds what it was given: that echo is no wish of the user's.
    state.ownScrollTop = element.scrollTop;
    setOffset(state.offset);
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measured = (): void => setViewHeight(Math.max(0, element.clientHeight - headHeight));
    const measure = new ResizeObserver(measured);
    measure.observe(element);
    measured();
    return () => measure.disconnect();
  }, [headHeight]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const scrolled = (): void => {
      const state = now.current;
      if (Math.abs(element.scrollTop - state.ownScrollTop) < 1) return;
      state.ownScrollTop = -1;
      state.offset = state.map.toOffset(element.scrollTop);
      setOffset(state.offset);
    };
    const wheeled = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      moveTo(now.current.offset + wheelPixels(event, element.clientHeight));
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', wheeled, { passive: false });
    return () => {
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', wheeled);
    };
  }, [moveTo]);

  const show = useCallback((row: number) => moveTo(offsetShowing(row, now.current.offset, now.current.list)), [moveTo]);
  const held = Math.min(offset, map.lastOffset);
  return { scroller, map, offset: held, viewHeight, span: rowsInView(held, list), show };
}
