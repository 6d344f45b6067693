/** What the assessor does to select rows. `toggle`: this row too, or not any more; `range`: from the anchor to this row. */
export type SelectionGesture = 'only' | 'toggle' | 'range';

/** Selected rows by key, and the row from which a range reaches. */
export interface RowSelection<Key> {
  readonly keys: ReadonlySet<Key>;
  readonly anchor: Key | null;
}

/** The keys and buttons that are held while another is pressed. */
interface Held {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** The selection after a gesture on the row `key`; `order` holds the keys of the rows as they are shown. */
export function selectRow<Key>(
  order: readonly Key[],
  { keys, anchor }: RowSelection<Key>,
  gesture: SelectionGesture,
  key: Key,
): RowSelection<Key> {
  switch (gesture) {
    case 'only':
      return { keys: new Set([key]), anchor: key };
    case 'toggle': {
      const more = new Set(keys);
      if (!more.delete(key)) more.add(key);
      return { keys: more, anchor: key };
    }
    case 'range': {
      const to = order.indexOf(key);
      // An anchor that a filter hides is no place to start from.
      const from = anchor === null ? -1 : order.indexOf(anchor);
      if (from < 0) return { keys: new Set([key]), anchor: key };
      return { keys: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor };
    }
  }
}

/** What a click on a row means by the keys held; on its tick box, other rows stay selected. */
export function clickGesture({ shiftKey, ctrlKey, metaKey }: Held, onTick: boolean): SelectionGesture {
  if (shiftKey) return 'range';
  return onTick || ctrlKey || metaKey ? 'toggle' : 'only';
}

/** What a key does to a selection, apart from moving: null if nothing. `clear` is the key's only where something is selected. */
export function selectionKey({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
}: Held & { readonly key: string }): 'toggle' | 'range' | 'all' | 'clear' | 'copy' | null {
  if (key === ' ') return shiftKey ? 'range' : 'toggle';
  if (key === 'Escape') return 'clear';
  if (!ctrlKey && !metaKey) return null;
  return { a: 'all' as const, c: 'copy' as const }[key.toLowerCase()] ?? null;
}

/** How many of the rows are selected. */
export function selectionExtent<Key>(order: readonly Key[], keys: ReadonlySet<Key>): 'none' | 'some' | 'all' {
  if (keys.size === 0 || order.length === 0) return 'none';
  if (keys.size >= order.length && order.every((key) => keys.has(key))) return 'all';
  return order.some((key) => keys.has(key)) ? 'some' : 'none';
}
