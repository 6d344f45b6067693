import { check } from '../stig/check.ts';
import { visibleText } from '../visible-text.ts';
import { cellsOf, type PairCells, type SideCells } from './comparison-cells.ts';
import {
  countsOf,
  factsOf,
  incompleteText,
  listedText,
  practiceText,
  type Fact,
} from './comparison-notes.ts';
import { outcomes, type ComparedPair, type Comparison } from './comparison.ts';
import { outcomeLabels, outcomeTexts } from './outcome-labels.ts';
import { sealWords } from './seal-words.ts';

/** A comparison as one page that needs nothing else: no script, no style or picture from elsewhere. Fit to be printed and kept. */
export function comparisonHtml(comparison: Comparison): string {
  const { before, after, pairs } = comparison;
  const organization = visibleText(after.organization);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(`What changed: ${organization}`)}</title>
<style>${style}</style>
</head>
<body>
<h1>What changed: ${outside(organization)}</h1>
<p>${escaped(`${check.id} (${check.vulnerabilityId}, ${check.severityLabel}): ${check.title}`)}</p>
${warnings(comparison)}
<h2>Before</h2>
${list(factsOf(before))}
<h2>After</h2>
${list(factsOf(after))}
<h2>In figures</h2>
${list(countsOf(comparison))}
<h2>${escaped(listedText(comparison))}</h2>
<table>
<thead><tr>${columns.map((label) => `<th scope="col">${label}</th>`).join('')}</tr></thead>
<tbody>
${pairs.map(row).join('\n')}
</tbody>
</table>
<h2>What the words mean</h2>
${list(outcomes.map((outcome) => [outcomeLabels[outcome], outcomeTexts[outcome]]))}
<p>${escaped(`${sealWords.proves} ${sealWords.provesNot}`)}</p>
</body>
</html>
`;
}

const columns = ['Outcome', 'Differs in', 'Object', 'Server', 'Administrative group', 'Before', 'After'];

const style = `
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem; break-after: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem } dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { background: #eee } td div { margin: 0 } .small { color: #555; font-size: .85em }
.warning { border: 2px solid #8a4b00; padding: .5rem 1rem; font-weight: 600 }
@media print { body { margin: 0; font-size: 10px } }
@page { size: landscape; margin: 12mm }
`;

function warnings({ before, after }: Comparison): string {
  return [after.practice && practiceText, !(before.complete && after.complete) && incompleteText]
    .filter((warning) => warning !== false)
    .map((warning) => `<p class="warning">${escaped(warning)}</p>`)
    .join('\n');
}

function list(facts: readonly Fact[]): string {
  return `<dl>\n${facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${outside(value)}</dd>`).join('\n')}\n</dl>`;
}

function row(pair: ComparedPair): string {
  const cells = cellsOf(pair);
  const shown = pair.after === null ? cells.before : cells.after;
  return `<tr>${[
    `<strong>${escaped(cells.outcome)}</strong>`,
    escaped(cells.changes.join(', ')),
    lines([outside(shown.name), small(cells.kind), small(shown.distinguishedName)]),
    outside(cells.server),
    outside(cells.administrativeGroup),
    pair.before === null ? 'Not there' : side(cells.before, cells),
    pair.after === null ? 'Not seen' : side(cells.after, cells),
  ]
    .map((cell) => `<td>${cell}</td>`)
    .join('')}</tr>`;
}

/** What one assessment says; of its names and its version only what differs from the other's. */
function side(cells: SideCells, { before, after }: PairCells): string {
  const isWhole = before.distinguishedName !== '' && after.distinguishedName !== '';
  const {
    name,
    distinguishedName,
    flag,
    authentication,
    tls,
    version,
    status,
    severity,
    decidedBy,
    decidedAt,
  } = cells;
  const observed =
    authentication === '' ? '' : `${authentication}, ${tls}, flag ${flag === '' ? 'not stored' : flag}`;
  return lines([
    outside(status === '' ? '' : `${status}, ${severity}`),
    outside(observed),
    small(decidedBy === '' ? '' : `Decided by ${decidedBy}, ${decidedAt}`),
    ...(isWhole && before.version !== after.version ? [small(version)] : []),
    ...(isWhole && before.name !== after.name ? [small(name)] : []),
    ...(isWhole && before.distinguishedName !== after.distinguishedName ? [small(distinguishedName)] : []),
  ]);
}

function lines(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `<div>${part}</div>`)
    .join('');
}

function small(value: string): string {
  return value === '' ? '' : `<span class="small">${outside(value)}</span>`;
}

/** Text that may be in any script: kept from turning what stands beside it. */
function outside(value: string): string {
  return value === '' ? '' : `<bdi>${escaped(value)}</bdi>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
