import { expect, test } from 'vitest';
import { shapeOf, type Column } from '../../../renderer/components/table-column.ts';

const column = (id: string, more: Partial<Column<string>> = {}): Column<string> => ({
  id,
  label: id,
  width: 100,
  value: (row) => row,
  ...more,
});

test('columns take their widths, share what is left, and keep what the user chose', () => {
  const shape = shapeOf([column('a', { grow: 2 }), column('b'), column('c', { grow: 1 })], { c: 240 }, false);
  expect(shape.row).toEqual({ gridTemplateColumns: 'minmax(100px, 2fr) 100px 240px' });
  expect(shape.minWidth).toBe(440);
  expect(shape.stays).toEqual([null, null, null]);
});

test('the tick boxes and the columns that stay stand beside each other, each for as long as it leaves room', () => {
  const shape = shapeOf(
    [column('server', { stays: true }), column('name', { stays: true }), column('flag')],
    { name: 300 },
    true,
  );
  expect(shape.row).toEqual({ gridTemplateColumns: '34px 100px 300px 100px' });
  expect(shape.stays).toEqual([
    'min(0px, (60cqi - 34px) * 1000)',
    'min(34px, (60cqi - 134px) * 1000)',
    'min(134px, (60cqi - 434px) * 1000)',
    null,
  ]);
  expect(shape.covered).toBe(
    'max(0px, min(34px, (60cqi - 34px) * 1000), min(134px, (60cqi - 134px) * 1000), min(434px, (60cqi - 434px) * 1000))',
  );
});

test('without a column that stays, the tick boxes go with the rest', () => {
  const shape = shapeOf([column('a')], {}, true);
  expect(shape.stays).toEqual([null, null]);
  expect(shape.covered).toBe('max(0px)');
});
