import type { ServerNode, TreeNode, VirtualServerNode } from '../assessment/assessment.ts';
import { distinguishedNameKey } from '../directory/distinguished-name.ts';
import { valueOf, type DirectoryEntry } from '../directory/entry.ts';
import { formatObjectGuid } from '../exchange/object-guid.ts';
import type { Organization } from '../exchange/organization.ts';
import { kindOf } from '../exchange/tree-position.ts';
import type { ObservedObject } from './comparison.ts';

/** The names of what a node belongs to. */
interface Place {
  readonly server: ServerNode | null;
  readonly administrativeGroup: string;
}

/**
 * The servers and virtual servers of a tree in its order, as another assessment is compared with them. `entries` is the evidence
 * that the tree was put together from.
 */
export function observedObjects(
  { nodes, keys }: Pick<Organization, 'nodes' | 'keys'>,
  entries: readonly DirectoryEntry[],
): readonly ObservedObject[] {
  const serverGuids = guidsOfServers(entries);
  const places: Place[] = [];
  const objects: ObservedObject[] = [];
  for (const node of nodes) {
    // Parents come before their children.
    const above = (node.parent === null ? undefined : places[node.parent]) ?? nowhere;
    const place = placeOf(node, above);
    places[node.id] = place;
    if (node.kind !== 'server' && node.kind !== 'virtual-server') continue;
    const guid = node.kind === 'server' ? serverGuids.get(node.distinguishedName) : node.objectGuid;
    objects.push(observedObject(node, keys[node.id], guid ?? null, place));
  }
  return objects;
}

const nowhere: Place = { server: null, administrativeGroup: '' };

function placeOf(node: TreeNode, above: Place): Place {
  if (node.kind === 'administrative-group') return { ...above, administrativeGroup: node.name };
  return node.kind === 'server' ? { ...above, server: node } : above;
}

function observedObject(
  node: ServerNode | VirtualServerNode,
  key: string | undefined,
  objectGuid: string | null,
  { server, administrativeGroup }: Place,
): ObservedObject {
  const { kind, name, distinguishedName, proposal } = node;
  return {
    key: key ?? distinguishedNameKey(distinguishedName),
    objectGuid,
    kind,
    name,
    server: server?.name ?? '',
    administrativeGroup,
    distinguishedName,
    security:
      kind === 'server'
        ? null
        : { rawFlag: node.rawFlag, authentication: node.authentication, tls: node.tls },
    version: server?.version ?? null,
    proposal,
  };
}

/** The node of a virtual server knows its objectGUID, that of a server does not. The first of several entries counts, as in the tree. */
function guidsOfServers(entries: readonly DirectoryEntry[]): ReadonlyMap<string, string | null> {
  const guids = new Map<string, string | null>();
  for (const entry of entries) {
    if (kindOf(entry) !== 'server' || guids.has(entry.distinguishedName)) continue;
    guids.set(entry.distinguishedName, formatObjectGuid(valueOf(entry, 'objectGUID')));
  }
  return guids;
}
