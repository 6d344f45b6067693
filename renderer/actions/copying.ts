import { formatQuantity } from '../model/format.ts';
import { announce } from './application.ts';

/** Copies rows of a table and says so; also if the clipboard cannot be had. Answers whether they were copied. */
export async function copyRows(text: string, count: number): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${formatQuantity(count, 'row')} copied`);
    return true;
  } catch {
    announce('The clipboard cannot be used: nothing was copied.');
    return false;
  }
}
