const day = 86_400_000;

/** First and last instant that the time axis shows, in milliseconds; a day around what is a single instant. Of no instants, today. */
export function timeDomain(times: readonly number[]): readonly [from: number, to: number] {
  if (times.length === 0) return timeDomain([Date.now()]);
  const from = times.reduce((least, time) => Math.min(least, time));
  const to = times.reduce((most, time) => Math.max(most, time));
  return from === to ? [from - day / 2, to + day / 2] : [from, to];
}

/** The greatest count that the axis must reach, at least 1. */
export function countDomain(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 1);
}

/** Whole numbers only, at most about `most` of them, from 0 to the greatest count: nobody has half a server. */
export function countTicks(greatest: number, most: number): readonly number[] {
  const step = stepFor(greatest / Math.max(1, most));
  return Array.from({ length: Math.floor(greatest / step) + 1 }, (_, index) => index * step);
}

/** 1, 2 or 5 times a power of ten, not less than `least`. */
function stepFor(least: number): number {
  if (least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
}

/**
 * Places for labels that would stand on each other: the same order, at least `gap` apart, within `least` and `most`, each as near to
 * where it belongs as that allows. Where there is no room for all, they are spread evenly.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  least: number,
  most: number,
): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const room = order.length < 2 ? gap : Math.min(gap, (most - least) / (order.length - 1));
  const placed = wanted.map(() => 0);
  let next = least;
  for (const index of order) {
    placed[index] = Math.max(next, wanted[index] ?? 0);
    next = (placed[index] ?? 0) + room;
  }
  // What went over the edge is pushed back, and pushes those before it.
  let edge = most;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(edge, placed[index] ?? 0);
    edge = (placed[index] ?? 0) - room;
  }
  return placed;
}

/** A label of the time axis at a place in time, in milliseconds. */
export interface TimeTick {
  readonly time: number;
  readonly label: string;
}

/** CSS pixels that a character of a label takes at the most, and that stay free between two labels. */
const character = 7.5;
const between = 12;

/**
 * The ticks of a time axis of `room` CSS pixels, no more than there is room for: labelled by days, and by time of day (local) where
 * that tells them apart.
 */
export function timeTicks(instants: readonly Date[], room: number): readonly TimeTick[] {
  const length = labelLength(instants);
  const most = Math.max(1, Math.floor(room / (length * character + between)));
  const step = Math.max(1, Math.ceil(instants.length / most));
  return instants
    .filter((_, index) => index % step === 0)
    .map((instant) => ({ time: instant.getTime(), label: localTime(instant).slice(0, length) }));
}

/** Characters of `2026-11-24 19:46:07` that it takes to tell the instants apart. */
function labelLength(instants: readonly Date[]): number {
  if (instants.some((instant) => instant.getSeconds() !== 0)) return 19;
  return instants.some((instant) => instant.getHours() !== 0 || instant.getMinutes() !== 0) ? 16 : 10;
}

function localTime(instant: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${date} ${[instant.getHours(), instant.getMinutes(), instant.getSeconds()].map(two).join(':')}`;
}
