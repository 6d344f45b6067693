import { distinguishedNameKey } from '../../../shared/directory/distinguished-name.ts';
import { valueOf, type DirectoryEntry } from '../../../shared/directory/entry.ts';
import { formatObjectGuid } from '../../../shared/exchange/object-guid.ts';
import type { Organization } from '../../../shared/exchange/organization.ts';
import type { NewSubject } from '../store/records.ts';
import { isSubject } from './opened-assessments.ts';

/** What is to be decided on in the tree that a walk gave, with the objectGUIDs by which the next assessment finds it again. */
export function newSubjects(
  { nodes, keys }: Pick<Organization, 'nodes' | 'keys'>,
  entries: readonly DirectoryEntry[],
): readonly NewSubject[] {
  const subjects = nodes.filter(isSubject);
  // The node of a virtual server knows its objectGUID, that of a server does not.
  const servers = new Set(
    subjects.filter(({ kind }) => kind === 'server').map(({ distinguishedName }) => distinguishedName),
  );
  const serverGuids = new Map(
    entries
      .filter(({ distinguishedName }) => servers.has(distinguishedName))
      .map((entry) => [entry.distinguishedName, formatObjectGuid(valueOf(entry, 'objectGUID'))]),
  );
  return subjects.map((node) => ({
    subjectKey: keys[node.id] ?? distinguishedNameKey(node.distinguishedName),
    distinguishedName: node.distinguishedName,
    proposal: node.proposal,
    objectGuid:
      node.kind === 'virtual-server' ? node.objectGuid : (serverGuids.get(node.distinguishedName) ?? null),
  }));
}
