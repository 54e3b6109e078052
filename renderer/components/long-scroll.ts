export interface LongList {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
}

/** Browsers cut elements off at some 33 million pixels; a million rows is more than that. */
const tallest = 8_000_000;

/** Maps the scrollbar of an element of bounded height onto a list of any length, both ends exact. */
export interface LongScroll {
  readonly contentHeight: number;
  readonly lastOffset: number;
  readonly toOffset: (scrollTop: number) => number;
  readonly toScrollTop: (offset: number) => number;
}

export function longScroll({ rows, rowHeight, viewHeight }: LongList): LongScroll {
  const full = rows * rowHeight;
  const contentHeight = Math.min(full, tallest);
  const lastOffset = Math.max(0, full - viewHeight);
  const lastScroll = Math.max(0, contentHeight - viewHeight);
  const factor = lastScroll === 0 ? 1 : lastOffset / lastScroll;
  const within = (offset: number): number => Math.min(lastOffset, Math.max(0, offset));
  return {
    contentHeight,
    lastOffset,
    toOffset: (scrollTop) => within(scrollTop * factor),
    toScrollTop: (offset) => within(offset) / factor,
  };
}

export interface RowSpan {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

export const rowsInView = (offset: number, { rows, rowHeight, viewHeight }: LongList): RowSpan => ({
  first: Math.max(0, Math.floor(offset / rowHeight)),
  end: Math.min(rows, Math.ceil((offset + viewHeight) / rowHeight)),
});

/** The least move that brings a row wholly into view. */
export function offsetShowing(row: number, offset: number, { rowHeight, viewHeight }: LongList): number {
  const top = row * rowHeight;
  if (top < offset) return top;
  return top + rowHeight > offset + viewHeight ? top + rowHeight - viewHeight : offset;
}
