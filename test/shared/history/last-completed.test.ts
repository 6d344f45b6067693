import { describe, expect, test } from 'vitest';
import {
  byWalkTime,
  isSameOrganization,
  lastCompletedBefore,
  type DatedSummary,
} from '../../../shared/history/last-completed.ts';

const organization = 'CN=Contoso,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example';

/** A completed assessment whose walk ended on that day of January. */
function of(day: number, changes: Partial<DatedSummary> = {}): DatedSummary {
  const date = `2026-01-${String(day).padStart(2, '0')}`;
  return {
    id: `day ${day}`,
    state: 'completed',
    practice: false,
    organizationDistinguishedName: organization,
    walk: `walk of day ${day}`,
    revision: 1,
    startedAt: `${date}T08:00:00.000Z`,
    finishedAt: `${date}T09:00:00.000Z`,
    ...changes,
  };
}

const now = of(20, { state: 'in-review' });

describe('the last completed assessment before another', () => {
  test('is the one whose walk ended last, whatever the order of the list', () => {
    expect(lastCompletedBefore([of(3), now, of(11), of(7)], now)).toEqual(of(11));
  });

  test('is nobody’s where there is none', () => {
    expect(lastCompletedBefore([], now)).toBeNull();
    expect(lastCompletedBefore([now], now)).toBeNull();
  });

  test('is not one that is still in review or being read', () => {
    const list = [of(3), of(11, { state: 'in-review' }), of(12, { state: 'walking', finishedAt: null })];
    expect(lastCompletedBefore(list, now)).toEqual(of(3));
  });

  test('is not one of another organisation, and of practice only for practice', () => {
    const other = of(11, { organizationDistinguishedName: organization.replace('Contoso', 'Fabrikam') });
    const practice = of(12, { practice: true });
    expect(lastCompletedBefore([other, practice, of(3)], now)).toEqual(of(3));
    expect(lastCompletedBefore([other, practice, of(3)], { ...now, practice: true })).toEqual(practice);
  });

  test('is found although its organisation is spelt another way', () => {
    const spelt = of(11, { organizationDistinguishedName: organization.toUpperCase().replaceAll(',', ', ') });
    expect(lastCompletedBefore([spelt], now)).toEqual(spelt);
  });

  test('is not a later one, such as when an old assessment is opened again', () => {
    expect(lastCompletedBefore([of(3), of(11), of(25)], of(11))).toEqual(of(3));
  });

  test('is the newest revision of its walk, and no revision of the same walk', () => {
    const correction = of(11, { id: 'correction', revision: 2 });
    expect(lastCompletedBefore([correction, of(11)], now)).toEqual(correction);
    expect(lastCompletedBefore([of(3), of(11)], correction)).toEqual(of(3));
  });
});

test('the order in time goes by the end of the walk, then by revision', () => {
  const walking = of(11, { id: 'walking', state: 'walking', finishedAt: null });
  const correction = of(11, { id: 'correction', revision: 2 });
  const list = [of(20), correction, of(11), walking, of(3)];
  expect(list.toSorted(byWalkTime).map(({ id }) => id)).toEqual([
    'day 3',
    'walking',
    'day 11',
    'correction',
    'day 20',
  ]);
});

test('an organisation is the same by its distinguished name and by whether it is practice', () => {
  expect(isSameOrganization(of(1), of(2))).toBe(true);
  expect(isSameOrganization(of(1), of(2, { practice: true }))).toBe(false);
  expect(isSameOrganization(of(1), of(2, { organizationDistinguishedName: 'CN=Fabrikam' }))).toBe(false);
});
