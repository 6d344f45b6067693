/**
 * The name of a file without its ending: what it is, then instants (ISO 8601) in UTC by which several can be told apart, such as
 * `hopcheck-comparison-20261101T0800-20261124T1946`. An instant that is not known is left out.
 */
export function exportName(what: string, ...instants: readonly (string | null)[]): string {
  const parts = instants.flatMap((instant) => {
    const time = Date.parse(instant ?? '');
    return Number.isNaN(time) ? [] : [new Date(time).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')];
  });
  return ['hopcheck', what, ...parts].join('-');
}
