import type { Problem, TreeNode } from '../assessment/assessment.ts';
import { ancestorOf } from '../assessment/tree.ts';
import type { SourceDescription } from '../directory/source.ts';
import { AppError } from '../errors.ts';

/** How entries came to be read: it decides how to say, and whom to ask, when something is missing. */
export interface Reading {
  readonly source: SourceDescription['kind'];
  /** True if it is known that not everything was read. */
  readonly isCutShort: boolean;
}

const rightToAskFor = 'the role Exchange View-Only Administrator on the organisation';
const sentenceOfRight = new RegExp(` [^.]*\\b${rightToAskFor}(?: and walk again)?\\.$`);

/** The message of a problem without the sentence that names the right to ask for, where it ends with one. */
export function withoutRightToAskFor(message: string): string {
  return message.replace(sentenceOfRight, '');
}

interface Wording {
  readonly notRead: string;
  /** Who or what shows servers. */
  readonly whoSees: string;
  readonly probably: string;
  readonly whatToDo: string;
}

function wordingFor({ source, isCutShort }: Reading): Wording {
  if (source === 'ldif') {
    return {
      notRead: 'is not in the file',
      whoSees: 'The file holds',
      probably: `${isCutShort ? 'the file is not whole, ' : ''}the export left something out, or whoever exported has no right to see more`,
      whatToDo: `Have the export repeated with the command that Hopcheck prints, by an account that has ${rightToAskFor}.`,
    };
  }
  return {
    notRead: 'was not read',
    whoSees: 'The account sees',
    probably: isCutShort
      ? 'the walk was cut short, or the account has no right to see more'
      : 'the account probably has no right to see more',
    whatToDo: `${isCutShort ? 'Walk again; if it stays so, ask' : 'Ask'} for ${rightToAskFor}${isCutShort ? '' : ' and walk again'}.`,
  };
}

/** What could not be read in a tree, in its order, with what it means and what to do. */
export function problemsOfTree(nodes: readonly TreeNode[], reading: Reading): readonly Problem[] {
  const wording = wordingFor(reading);
  const groupsWithServers = new Set(
    nodes.filter(({ kind }) => kind === 'servers').map(({ parent }) => parent),
  );
  return nodes.flatMap((node) => problemsOf(node, nodes, groupsWithServers, wording));
}

function problemsOf(
  node: TreeNode,
  nodes: readonly TreeNode[],
  groupsWithServers: ReadonlySet<number | null>,
  { notRead, probably, whatToDo }: Wording,
): readonly Problem[] {
  const { distinguishedName, kind } = node;
  const problems: Problem[] = [];
  const note = (code: Problem['code'], message: string) =>
    problems.push({ code, message, distinguishedName });
  if (kind === 'virtual-server' && !node.readable) {
    note(
      'not-read',
      `${placeOf(node, nodes)} ${notRead}: other objects name it, but it was not delivered. ${whatToDo}`,
    );
  } else if (!node.readable) {
    note(
      'not-readable',
      `${placeOf(node, nodes)} ${notRead}: it is known only from names below it, and more may be hidden there. ${whatToDo}`,
    );
  }
  if (kind === 'administrative-group' && !groupsWithServers.has(node.id)) {
    note(
      'not-readable',
      `The servers of ${node.name} could not be seen: not even their container was delivered. ${whatToDo}`,
    );
  }
  if (kind === 'server' && node.proposal?.reasons.includes('no-virtual-server')) {
    note(
      'no-virtual-server',
      `No SMTP virtual server of ${node.name} could be seen: ${probably}. ${whatToDo}`,
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
export function doubtfulObjects(objects: number): string | null {
  if (objects === 0) return null;
  const what = objects === 1 ? 'One object' : `${objects} objects`;
  return `${what} could not be placed in the tree or came with contradicting values, so something may be missing: see the problems.`;
}

/**
 * Why a tree in which servers should have virtual servers, but not one virtual server was seen, is incomplete; null for any
 * other, and where it is known already that not everything was read.
 */
export function nothingBelowServers(nodes: readonly TreeNode[], reading: Reading): string | null {
  if (reading.isCutShort) return null;
  const isSeen = (kind: TreeNode['kind']) => nodes.some((node) => node.kind === kind && node.readable);
  const servers = nodes.filter(
    (node) => node.kind === 'server' && node.proposal?.reasons.includes('no-virtual-server'),
  );
  if (servers.length === 0 || isSeen('virtual-server')) return null;
  const { whoSees, probably, whatToDo } = wordingFor(reading);
  const count = servers.length === 1 ? 'one server' : `${servers.length} servers`;
  const lacking = isSeen('administrative-group')
    ? 'no SMTP virtual servers'
    : 'neither administrative groups nor SMTP virtual servers';
  return `${whoSees} ${count}, but ${lacking}, so nothing can be concluded: ${probably}. ${whatToDo}`;
}

/** The error for entries that hold nothing of an organisation. */
export function noOrganization(reading: Reading): AppError {
  const { whatToDo } = wordingFor(reading);
  const who = reading.source === 'ldif' ? 'whoever exported the file' : 'the account';
  return new AppError(
    'exchange-not-found',
    `No Exchange organisation was found. Either this forest has none, or ${who} may not see it. ${whatToDo}`,
  );
}
