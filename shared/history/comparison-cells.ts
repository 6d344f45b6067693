import { authenticationLabel, tlsLabel } from '../exchange/security-labels.ts';
import { check } from '../stig/check.ts';
import { severityLabels } from '../stig/severity.ts';
import { statusLabels } from '../stig/status.ts';
import { visibleText } from '../visible-text.ts';
import type { JudgedObject } from './comparison.ts';
import { changeLabels, outcomeOf } from './outcome-labels.ts';
import type { ComparedPair } from './comparison.ts';

/** One assessment's side of a pair as texts; empty where there is nothing to tell, all where the object was not seen. */
export interface SideCells {
  readonly name: string;
  readonly distinguishedName: string;
  readonly flag: string;
  readonly authentication: string;
  readonly tls: string;
  readonly version: string;
  readonly status: string;
  readonly severity: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

/** A pair as texts, fit to be written: nothing in them steers the text around or hides. */
export interface PairCells {
  readonly outcome: string;
  readonly changes: readonly string[];
  readonly kind: string;
  readonly administrativeGroup: string;
  readonly server: string;
  readonly objectGuid: string;
  readonly before: SideCells;
  readonly after: SideCells;
}

const nothing: SideCells = {
  name: '',
  distinguishedName: '',
  flag: '',
  authentication: '',
  tls: '',
  version: '',
  status: '',
  severity: '',
  decidedBy: '',
  decidedAt: '',
};

/** The pair as texts; its place is that of the newer assessment, else of the older one. */
export function cellsOf(pair: ComparedPair): PairCells {
  const { before, after, changes } = pair;
  const object = after ?? before;
  return {
    outcome: outcomeOf(pair),
    changes: changes.map((change) => changeLabels[change]),
    kind: object?.kind === 'server' ? 'Server' : 'Virtual server',
    administrativeGroup: visibleText(object?.administrativeGroup ?? ''),
    server: visibleText(object?.server ?? ''),
    objectGuid: visibleText(after?.objectGuid ?? before?.objectGuid ?? ''),
    before: sideOf(before),
    after: sideOf(after),
  };
}

function sideOf(object: JudgedObject | null): SideCells {
  if (object === null) return nothing;
  const { security, status, decision } = object;
  return {
    name: visibleText(object.name),
    distinguishedName: visibleText(object.distinguishedName),
    flag: visibleText(security?.rawFlag ?? ''),
    authentication: security === null ? '' : authenticationLabel(security.authentication),
    tls: security === null ? '' : tlsLabel(security.tls),
    version: visibleText(object.version ?? ''),
    status: status === null ? '' : `${statusLabels[status]}${decision === null ? ' (proposed)' : ''}`,
    severity: severityOf(object),
    decidedBy: visibleText(decision?.decidedBy ?? ''),
    decidedAt: visibleText(decision?.decidedAt ?? ''),
  };
}

function severityOf({ status, decision }: JudgedObject): string {
  if (status === null) return '';
  const override = decision?.severityOverride ?? null;
  return override === null ? check.severityLabel : severityLabels[override.severity];
}
