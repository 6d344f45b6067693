// What `npm test` says at its end.

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {'passed' | 'failed' | 'skipped'} outcome
 * @property {number} seconds
 * @property {string} remark
 * @property {readonly string[]} [lastLines] What a failed step printed last: its tools sum up there what failed.
 */

const linesKept = 80;

/** Keeps the last lines of what a step prints. @returns {{ take: (text: string) => void, lines: () => readonly string[] }} */
export function lastLines() {
  let kept = '';
  return {
    take(text) {
      kept = (kept + text)
        .split('\n')
        .slice(-linesKept - 1)
        .join('\n');
    },
    lines: () => kept.trimEnd().split('\n').slice(-linesKept),
  };
}

/** What the failed steps printed last, once more: it stands at the end, where it is looked for first. @param {readonly Result[]} results */
export function failures(results) {
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, remark, lastLines: lines = [remark] }) =>
      [`--- ${name}, which failed, printed last:`, ...lines].join('\n'),
    )
    .join('\n\n');
}

/** One line for each step. @param {readonly Result[]} results */
export function table(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results
    .map(({ name, outcome, seconds, remark }) =>
      `${name.padEnd(width)}  ${outcome.padEnd(7)}  ${seconds.toFixed(1).padStart(6)} s  ${remark}`.trimEnd(),
    )
    .join('\n');
}

/** The last line: how many steps passed, failed and were not run. @param {readonly Result[]} results */
export function closing(results) {
  const count = (/** @type {Result['outcome']} */ outcome) =>
    results.filter((result) => result.outcome === outcome).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}

/** @param {readonly Result[]} results */
export function exitStatus(results) {
  return results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
