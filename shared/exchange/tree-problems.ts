import type { Problem, TreeNode } from '../assessment/assessment.ts';
import { ancestorOf } from '../assessment/tree.ts';

const askForRights = 'Ask for the role Exchange View-Only Administrator on the organisation and walk again.';

/** What could not be read in a tree, in its order, with what it means and what to do. */
export function problemsOfTree(nodes: readonly TreeNode[]): readonly Problem[] {
  const groupsWithServers = new Set(
    nodes.filter(({ kind }) => kind === 'servers').map(({ parent }) => parent),
  );
  return nodes.flatMap((node) => problemsOf(node, nodes, groupsWithServers));
}

function problemsOf(
  node: TreeNode,
  nodes: readonly TreeNode[],
  groupsWithServers: ReadonlySet<number | null>,
): readonly Problem[] {
  const { distinguishedName, kind } = node;
  const problems: Problem[] = [];
  const note = (code: Problem['code'], message: string) =>
    problems.push({ code, message, distinguishedName });
  if (kind === 'virtual-server' && !node.readable) {
    note(
      'not-read',
      `${placeOf(node, nodes)} was not read: other objects name it, but it was not delivered. ${askForRights}`,
    );
  } else if (!node.readable) {
    note(
      'not-readable',
      `${placeOf(node, nodes)} was not read: it is known only from names below it, and more may be hidden there. ${askForRights}`,
    );
  }
  if (kind === 'administrative-group' && !groupsWithServers.has(node.id)) {
    note(
      'not-readable',
      `The servers of ${node.name} could not be seen: not even their container was delivered. ${askForRights}`,
    );
  }
  if (kind === 'server' && node.proposal?.reasons.includes('no-virtual-server')) {
    note(
      'no-virtual-server',
      `No SMTP virtual server of ${node.name} could be seen: the account probably has no right below the server. ${askForRights}`,
    );
  }
  if (kind === 'server' && node.versionFamily === 'unknown') {
    const seen = node.version === null ? 'was not delivered' : `is not understood: ${node.version}`;
    note(
      'version-unknown',
      `The version of ${node.name} (serialNumber) ${seen}. It is not known whether the check applies to it: look it up in Exchange System Manager.`,
    );
  }
  return problems;
}

/** A name that tells one Protocols or SMTP container from the next. */
function placeOf(node: TreeNode, nodes: readonly TreeNode[]): string {
  const above = ancestorOf(node, 'server', nodes);
  const isBelowServer = node.kind === 'protocols' || node.kind === 'smtp' || node.kind === 'virtual-server';
  return isBelowServer && above ? `${node.name} of ${above.name}` : node.name;
}

/** An object that lies where Exchange keeps none of its kind, so that nothing can be said of it. */
export function misplaced(distinguishedName: string): Problem {
  return {
    code: 'name-not-understood',
    message:
      'This object is not where Exchange keeps its kind, so it is not part of the tree and was not judged. Look at it in Exchange System Manager or with an LDAP browser.',
    distinguishedName,
  };
}

/** Two objects of one name that say different things; the tree shows the first. */
export function contradictory(distinguishedName: string): Problem {
  return {
    code: 'contradictory',
    message: 'This object was delivered twice with different values, and only one can be true. Walk again.',
    distinguishedName,
  };
}

/** Why a tree with that many misplaced or contradictory objects is incomplete; null for none. */
export function incompleteReason(objects: number): string | null {
  if (objects === 0) return null;
  const what = objects === 1 ? 'One object' : `${objects} objects`;
  return `${what} could not be placed in the tree or came with contradicting values, so something may be missing: see the problems.`;
}
