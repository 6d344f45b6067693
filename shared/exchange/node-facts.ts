import type { RemoteDomain, SecurityFacts, TreeNode } from '../assessment/assessment.ts';
import { leafValue } from '../directory/distinguished-name.ts';
import { valueOf, valuesOf, type DirectoryEntry } from '../directory/entry.ts';
import { proposeForVirtualServer } from '../stig/decision-rule.ts';
import type { Proposal } from '../stig/proposal.ts';
import { formatObjectGuid } from './object-guid.ts';
import type { Place } from './organization.ts';
import { decodeOutboundSecurity, type Authentication, type OutboundSecurity } from './outbound-security.ts';
import { versionFamily, type VersionFamily } from './server-version.ts';

const nothingRead: DirectoryEntry = { distinguishedName: '', attributes: {} };

interface Surroundings {
  readonly id: number;
  readonly parent: number | null;
  /** The server at or above the place. */
  readonly server: Place | null;
}

/** The node of a place, with its facts and what the rule proposes. */
export function nodeOf(place: Place, { id, parent, server }: Surroundings): TreeNode {
  const entry = place.entry ?? nothingRead;
  const base = {
    id,
    parent,
    name: nameOf(place, entry),
    // The object's own spelling, so that its evidence is found under it; one built from other names has theirs.
    distinguishedName: place.entry?.distinguishedName ?? place.distinguishedName,
    readable: place.entry !== null,
  };
  switch (place.kind) {
    case 'server':
      return { ...base, kind: place.kind, ...serverFacts(place, entry) };
    case 'virtual-server': {
      const observed = observedSecurity(place.entry);
      return {
        ...base,
        kind: place.kind,
        instance: leafValue(place.distinguishedName),
        objectGuid: formatObjectGuid(valueOf(entry, 'objectGUID')),
        ...securityFacts(entry, observed),
        proposal: virtualServerProposal(observed, familyOf(server)),
        decision: null,
      };
    }
    case 'smtp-connector':
      return {
        ...base,
        kind: place.kind,
        ...securityFacts(entry, observedSecurity(place.entry)),
        bridgeheads: valuesOf(entry, 'msExchSourceBridgeheadServersDN'),
      };
    default:
      return { ...base, kind: place.kind };
  }
}

/** Exchange System Manager names virtual servers, groups and connectors by their display name; the others by their common name. */
function nameOf(place: Place, entry: DirectoryEntry): string {
  const leaf = leafValue(place.distinguishedName);
  if (place.kind === 'organization') return `${leaf} (Exchange)`;
  if (place.kind === 'connectors') return 'Connectors';
  if (place.kind === 'virtual-server') {
    return (
      valueOf(entry, 'displayName') || valueOf(entry, 'adminDisplayName') || `SMTP virtual server ${leaf}`
    );
  }
  if (place.kind === 'administrative-group' || place.kind === 'smtp-connector')
    return valueOf(entry, 'displayName') || leaf;
  return leaf;
}

function serverFacts(place: Place, entry: DirectoryEntry) {
  const family = familyOf(place);
  const versions = valuesOf(entry, 'serialNumber');
  const address = valuesOf(entry, 'networkAddress').find((value) => /^ncacn_ip_tcp:./i.test(value));
  const roleFlag = valueOf(entry, 'msExchServerRole');
  return {
    fqdn: address === undefined ? null : address.slice('ncacn_ip_tcp:'.length),
    version: versions.length === 0 ? null : versions.join('; '),
    versionFamily: family,
    role: roleFlag === '1' ? ('front-end' as const) : roleFlag === '0' ? ('back-end' as const) : null,
    proposal: hasVirtualServer(place) ? null : serverProposal(family),
    decision: null,
  };
}

function hasVirtualServer(place: Place): boolean {
  return place.kind === 'virtual-server' || place.children.some(hasVirtualServer);
}

function familyOf(server: Place | null): VersionFamily {
  return versionFamily(server?.entry ? valuesOf(server.entry, 'serialNumber') : []);
}

/** A server on which no virtual server was seen never passes: usually the account may not see them. */
function serverProposal(family: VersionFamily): Proposal {
  if (family !== '2003' && family !== 'unknown')
    return { status: 'not_applicable', reasons: ['version-not-2003'] };
  const reasons = ['no-virtual-server'] as const;
  return {
    status: 'not_reviewed',
    reasons: family === 'unknown' ? ['version-unknown', ...reasons] : reasons,
  };
}

/** The decision rule where the check applies; Not Applicable on another version, Not Reviewed if the version is not known. */
function virtualServerProposal(observed: OutboundSecurity, family: VersionFamily): Proposal {
  const proposal = proposeForVirtualServer(observed);
  if (family === '2003') return proposal;
  if (family === 'unknown')
    return { status: 'not_reviewed', reasons: ['version-unknown', ...proposal.reasons] };
  return { status: 'not_applicable', reasons: ['version-not-2003'] };
}

function observedSecurity(entry: DirectoryEntry | null): OutboundSecurity {
  return decodeOutboundSecurity({
    read: entry !== null,
    flagValues: entry ? valuesOf(entry, 'msExchSmtpOutboundSecurityFlag') : [],
    hasBindings: entry !== null && valuesOf(entry, 'msExchServerBindings').length > 0,
  });
}

function securityFacts(entry: DirectoryEntry, observed: OutboundSecurity): SecurityFacts {
  const raw = valuesOf(entry, 'msExchSmtpOutboundSecurityFlag');
  const authentication: Authentication = observed.kind === 'known' ? observed.authentication : 'unknown';
  return {
    rawFlag: raw.length === 0 ? null : raw.join(';'),
    authentication,
    tls: observed.kind === 'known' ? observed.tls : null,
  };
}

/** A remote domain of a virtual server, by the domain that it is for. */
export function remoteDomainOf(entry: DirectoryEntry): RemoteDomain {
  const name = valueOf(entry, 'msExchSmtpDomainString') || leafValue(entry.distinguishedName);
  return { name, ...securityFacts(entry, observedSecurity(entry)) };
}
