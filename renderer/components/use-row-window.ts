import { defaultRangeExtractor, useVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual';
import { useRef, type RefObject } from 'react';

interface RowWindowOptions {
  readonly count: number;
  /** Of every row, in CSS pixels. */
  readonly rowHeight: number;
  /** Height of what stays above the rows while they scroll, in CSS pixels. */
  readonly head?: number;
  /** Rows that are drawn beyond each edge of the view. */
  readonly overscan: number;
  /** How far the rows are scrolled at first, in CSS pixels. */
  readonly top: number;
  /** Rows that are drawn wherever the view is: what screen readers are told to look at must be there. */
  readonly kept: readonly number[];
}

/** The part of many rows that is drawn. */
export interface RowWindow {
  readonly items: readonly VirtualItem[];
  /** Of all rows, in CSS pixels. */
  readonly height: number;
  /** Scrolls no further than it takes to see a row whole. */
  readonly show: (index: number) => void;
  /** How many rows a press on Page Down goes. */
  readonly page: () => number;
  /** How far the rows are scrolled, in CSS pixels; also after the last of them is gone. */
  readonly top: () => number;
}

/** Draws only what is in view of any number of rows of one height. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, options: RowWindowOptions): RowWindow {
  const { count, rowHeight, head = 0, overscan, top, kept } = options;
  const first = useRef(top);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    initialOffset: first.current,
    // The head stands above the rows and stays over them.
    scrollMargin: head,
    scrollPaddingStart: head,
    rangeExtractor: (range) => drawn(range, kept),
  });
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    show: (index) => virtualizer.scrollToIndex(index),
    page: () => {
      const height = scroller.current?.clientHeight ?? 10 * rowHeight;
      return Math.max(1, Math.floor((height - head) / rowHeight) - 1);
    },
    top: () => virtualizer.scrollOffset ?? 0,
  };
}

function drawn(range: Range, kept: readonly number[]): number[] {
  const indices = defaultRangeExtractor(range);
  const more = kept.filter((index) => index >= 0 && index < range.count && !indices.includes(index));
  return [...indices, ...more].toSorted((one, other) => one - other);
}
