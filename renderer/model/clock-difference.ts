import { formatQuantity } from './format.ts';

/** Servers tell whole seconds, and the answer is under way for a while. Seconds. */
const leastTold = 2;

/** A server's clock beside ours in words, from their difference in milliseconds; null if the server told no time. */
export function clockDifferenceText(milliseconds: number | null): string {
  if (milliseconds === null) return 'Not told';
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  if (seconds < leastTold) return 'The same as this computer’s';
  const parts = [
    quantityOf(Math.floor(seconds / 86_400), 'day'),
    quantityOf(Math.floor(seconds / 3_600) % 24, 'hour'),
    quantityOf(Math.floor(seconds / 60) % 60, 'minute'),
    quantityOf(seconds % 60, 'second'),
  ].filter((part) => part !== null);
  return `${parts.slice(0, 2).join(' ')} ${milliseconds > 0 ? 'ahead of' : 'behind'} this computer`;
}

function quantityOf(count: number, unit: string): string | null {
  return count === 0 ? null : formatQuantity(count, unit);
}
