import type { NodeKind, Problem, RemoteDomain, TreeNode } from '../assessment/assessment.ts';
import { distinguishedNameKey, leafValue, parentName } from '../directory/distinguished-name.ts';
import { valuesOf, type DirectoryEntry } from '../directory/entry.ts';
import { AppError } from '../errors.ts';
import { nodeOf, remoteDomainOf } from './node-facts.ts';
import { fixedNames, kindOf, parentKinds } from './tree-position.ts';
import {
  contradictory,
  doubtfulObjects,
  misplaced,
  noOrganization,
  nothingBelowServers,
  problemsOfTree,
  type Reading,
} from './tree-problems.ts';

/** An Exchange organisation as the walk saw it, judged by nobody but the rule. */
export interface Organization {
  readonly name: string;
  readonly distinguishedName: string;
  /** Parents before their children, in the order of Exchange System Manager; no decisions yet. */
  readonly nodes: readonly TreeNode[];
  /** The distinguishedNameKey of every node, by its id. */
  readonly keys: readonly string[];
  /** What could not be read, in the order of the tree. */
  readonly problems: readonly Problem[];
  /** Why the tree may lack something although the walk went through, in one sentence; null if it lacks nothing. */
  readonly incompleteReason: string | null;
  /** By distinguishedNameKey of the virtual server. */
  readonly remoteDomains: ReadonlyMap<string, readonly RemoteDomain[]>;
}

/** A place in the tree while it is being put together; without an entry it is known only from other names. */
export interface Place {
  readonly kind: NodeKind;
  readonly key: string;
  readonly distinguishedName: string;
  readonly parent: Place | null;
  readonly children: Place[];
  entry: DirectoryEntry | null;
}

/**
 * Puts the entries of a walk together as the tree of Exchange System Manager. Containers that the account may not see are
 * built from the names below them; a virtual server that only a connector or a remote domain names is there, not read.
 * Throws AppError `exchange-not-found` if no object belongs to an organisation, `several-organizations` if they belong to more
 * than one. `reading` decides how it is said that something is missing.
 */
export function readOrganization(
  entries: readonly DirectoryEntry[],
  exchangeContainer: string,
  reading: Reading,
): Organization {
  const builder = new TreeBuilder(distinguishedNameKey(exchangeContainer), reading);
  for (const entry of entries) builder.add(entry);
  return builder.finish();
}

/** Kinds that carry no verdict. */
const aside: ReadonlySet<NodeKind | 'remote-domain'> = new Set([
  'routing-groups',
  'routing-group',
  'connectors',
  'smtp-connector',
]);

class TreeBuilder {
  readonly #containerKey: string;
  readonly #reading: Reading;
  readonly #places = new Map<string, Place>();
  readonly #remoteDomains = new Map<string, RemoteDomain[]>();
  /** What may be a virtual server that is missing from the tree. */
  readonly #doubts: Problem[] = [];
  /** What is missing from the tree and carries no verdict. */
  readonly #asides: Problem[] = [];
  /** The place that was made last. */
  #last: Place | null = null;
  readonly #named: { readonly distinguishedName: string; readonly kind: NodeKind }[] = [];

  constructor(containerKey: string, reading: Reading) {
    this.#containerKey = containerKey;
    this.#reading = reading;
  }

  add(entry: DirectoryEntry): void {
    const kind = kindOf(entry);
    if (kind === null) return;
    if (kind === 'remote-domain') return this.#addRemoteDomain(entry);
    const place = this.#placeFor(entry.distinguishedName, kind);
    if (place === null) this.#leaveOut(entry.distinguishedName, kind);
    else if (place.entry === null) place.entry = entry;
    else if (JSON.stringify(place.entry.attributes) !== JSON.stringify(entry.attributes))
      this.#doubts.push(contradictory(entry.distinguishedName));
    if (kind !== 'smtp-connector') return;
    for (const bridgehead of valuesOf(entry, 'msExchSourceBridgeheadServersDN')) {
      this.#named.push({ distinguishedName: bridgehead, kind: 'virtual-server' });
    }
  }

  finish(): Organization {
    for (const { distinguishedName, kind } of this.#named) {
      if (this.#placeFor(distinguishedName, kind) === null) this.#leaveOut(distinguishedName, kind);
    }
    const [root, ...others] = [...this.#places.values()].filter(({ kind }) => kind === 'organization');
    if (root === undefined) throw noOrganization(this.#reading);
    if (others.length > 0) throw severalOrganizations([root, ...others]);
    const nodes: TreeNode[] = [];
    const keys: string[] = [];
    appendSubtree(root, null, { nodes, keys });
    const reasons = [doubtfulObjects(this.#doubts.length), nothingBelowServers(nodes, this.#reading)].filter(
      (reason) => reason !== null,
    );
    return {
      name: leafValue(root.distinguishedName),
      distinguishedName: root.distinguishedName,
      nodes,
      keys,
      problems: [...problemsOfTree(nodes, this.#reading), ...this.#doubts, ...this.#asides],
      incompleteReason: reasons.length === 0 ? null : reasons.join(' '),
      remoteDomains: this.#remoteDomains,
    };
  }

  /** The remote domain's virtual server is two steps up: the container between them is not part of the tree. */
  #addRemoteDomain(entry: DirectoryEntry): void {
    const container = parentName(entry.distinguishedName);
    const virtualServer = container === null ? null : parentName(container);
    if (virtualServer === null || this.#placeFor(virtualServer, 'virtual-server') === null) {
      this.#leaveOut(entry.distinguishedName, 'remote-domain');
      return;
    }
    const key = distinguishedNameKey(virtualServer);
    const domains = this.#remoteDomains.get(key) ?? [];
    domains.push(remoteDomainOf(entry));
    this.#remoteDomains.set(key, domains);
  }

  #leaveOut(distinguishedName: string, kind: NodeKind | 'remote-domain'): void {
    const list = aside.has(kind) ? this.#asides : this.#doubts;
    list.push(misplaced(distinguishedName));
  }

  /** The place of that name, made with all places above it if need be; null if the name does not fit into the tree there. */
  #placeFor(distinguishedName: string, kind: NodeKind): Place | null {
    const key = distinguishedNameKey(distinguishedName);
    const known = this.#places.get(key);
    if (known) return known.kind === kind ? known : null;
    const above = parentName(distinguishedName);
    const parentKind = parentKinds[kind];
    if (above === null) return null;
    if (parentKind === null) {
      if (distinguishedNameKey(above) !== this.#containerKey) return null;
      return this.#remember({ kind, key, distinguishedName, parent: null, children: [], entry: null });
    }
    if (!fitsName(above, parentKind)) return null;
    const parent = this.#isLast(above, parentKind) ? this.#last : this.#placeFor(above, parentKind);
    if (parent === null) return null;
    const place = this.#remember({ kind, key, distinguishedName, parent, children: [], entry: null });
    parent.children.push(place);
    return place;
  }

  /** Entries come in the order of the tree, so that most lie below the one before: spelt alike, it needs no look-up. */
  #isLast(distinguishedName: string, kind: NodeKind): boolean {
    return this.#last?.kind === kind && this.#last.distinguishedName === distinguishedName;
  }

  #remember(place: Place): Place {
    this.#places.set(place.key, place);
    this.#last = place;
    return place;
  }
}

function fitsName(distinguishedName: string, kind: NodeKind): boolean {
  const fixed = fixedNames[kind];
  return fixed === undefined || leafValue(distinguishedName).toLowerCase() === fixed.toLowerCase();
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const siblingOrder: readonly NodeKind[] = ['servers', 'routing-groups'];

interface Subtrees {
  readonly nodes: TreeNode[];
  readonly keys: string[];
}

function appendSubtree(place: Place, parent: TreeNode | null, into: Subtrees): void {
  const server = ancestorOf(place, 'server');
  const node = nodeOf(place, { id: into.nodes.length, parent: parent?.id ?? null, server });
  into.nodes.push(node);
  into.keys.push(place.key);
  const children = place.children.map((child) => ({ child, name: leafValue(child.distinguishedName) }));
  children.sort(
    (a, b) =>
      siblingOrder.indexOf(a.child.kind) - siblingOrder.indexOf(b.child.kind) ||
      byName.compare(a.name, b.name),
  );
  for (const { child } of children) appendSubtree(child, node, into);
}

function ancestorOf(place: Place, kind: NodeKind): Place | null {
  for (let at: Place | null = place; at !== null; at = at.parent) if (at.kind === kind) return at;
  return null;
}

function severalOrganizations(places: readonly Place[]): AppError {
  const names = places.map(({ distinguishedName }) => leafValue(distinguishedName)).join(', ');
  return new AppError(
    'several-organizations',
    `The data holds more than one Exchange organisation (${names}), and one forest has only one. Export and assess each forest on its own.`,
  );
}
