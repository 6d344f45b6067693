import { laterAttributes, type WalkAttribute } from './attributes.ts';

/**
 * How a value on a property page is known.
 * - `read`: stored, and Microsoft says what it means
 * - `inferred`: stored, and what it means is a conclusion
 * - `default`: not stored; what then applies is a conclusion from what setup writes
 * - `not-understood`: stored, but not in a form that means anything
 * - `not-readable`: not delivered to the account that read
 * - `not-asked`: in the directory, but Hopcheck does not ask for it
 * - `not-in-directory`: kept elsewhere
 */
export type Certainty =
  'read' | 'inferred' | 'default' | 'not-understood' | 'not-readable' | 'not-asked' | 'not-in-directory';

/** What a check box or an option shows; `unknown` must never look like `clear`. */
export type PropertyMark = 'selected' | 'clear' | 'unknown';

/** What one element of a page shows, and how it is known. */
export interface Reading {
  readonly certainty: Certainty;
  /** The value in the unit of its label, one line per value of a list; null if there is none to show. */
  readonly text: string | null;
  /** Of a check box or an option only. */
  readonly mark: PropertyMark | null;
  /** Why it is not simply read, in one or two sentences; null if there is nothing to explain. */
  readonly why: string | null;
}

/** One element of a property page, as Exchange System Manager labels it. */
export interface Property extends Reading {
  readonly label: string;
  readonly control: 'field' | 'check-box' | 'option';
  /** Where the value is stored; null for what Hopcheck does not read. */
  readonly attribute: WalkAttribute | null;
  /** The stored values exactly as read. */
  readonly values: readonly string[];
}

/**
 * A part of a page.
 * - `frame`: stands on the page itself
 * - `dialog`: Exchange System Manager shows it after a press on the button of that name
 * - `outbound-security`: the dialog that the check is about, drawn from the object's flag
 * - `bridgeheads`: the list of bridgeheads of a connector
 * - `beside`: of interest, but not in Exchange System Manager's dialog
 */
export type PropertyGroupKind = 'frame' | 'dialog' | 'outbound-security' | 'bridgeheads' | 'beside';

export interface PropertyGroup {
  readonly kind: PropertyGroupKind;
  /** The caption of the frame or of the button; null for what stands on the page without one. */
  readonly heading: string | null;
  /** The buttons of a frame through which Exchange System Manager shows its elements. */
  readonly buttons?: readonly string[];
  readonly properties: readonly Property[];
}

/** One tab of the Properties dialog. */
export interface PropertyPage {
  readonly label: string;
  readonly groups: readonly PropertyGroup[];
}

/** The Properties dialog of one object. */
export interface PropertySheet {
  readonly pages: readonly PropertyPage[];
  /** Position of the page that holds Outbound Security. */
  readonly outboundSecurityPage: number;
  /** Tabs of Exchange System Manager for which Hopcheck reads nothing. */
  readonly otherTabs: readonly string[];
}

/** One object to fill the pages from. */
export interface PropertySource {
  /** Every attribute as read, by its name. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Why attributes that did not come say nothing; null if not to have come means not to be stored. */
  readonly unreadable: string | null;
}

type Element = Pick<Property, 'label' | 'control'>;

/** A text box or a list with its label. */
export function field(label: string): Element {
  return { label, control: 'field' };
}

/** A check box with its label. */
export function checkBox(label: string): Element {
  return { label, control: 'check-box' };
}

/** One of several options that exclude each other. */
export function option(label: string): Element {
  return { label, control: 'option' };
}

/** The element filled from one attribute; `byDefault` is what applies if it is not stored. */
export function property(
  element: Element,
  attribute: WalkAttribute,
  { attributes, unreadable }: PropertySource,
  decode: (values: readonly string[]) => Reading,
  byDefault: Reading,
): Property {
  const values = attributes[attribute] ?? [];
  const reading =
    values.length > 0 ? decode(values) : unreadable === null ? byDefault : notReadable(unreadable);
  return { ...element, attribute, values, ...withMark(element, reading) };
}

/** An element that Hopcheck does not ask the directory about. */
export function notAsked(element: Element, why: string | null = null): Property {
  const reading: Reading = { certainty: 'not-asked', text: null, mark: null, why };
  return { ...element, attribute: null, values: [], ...withMark(element, reading) };
}

/** An element whose value is not in the directory at all. */
export function notInDirectory(element: Element, why: string): Property {
  const reading: Reading = { certainty: 'not-in-directory', text: null, mark: null, why };
  return { ...element, attribute: null, values: [], ...withMark(element, reading) };
}

/** A check box about which nothing is known is marked unknown, never left out and never clear. */
function withMark({ control }: Element, reading: Reading): Reading {
  return control === 'field' || reading.mark !== null ? reading : { ...reading, mark: 'unknown' };
}

function notReadable(why: string): Reading {
  return { certainty: 'not-readable', text: null, mark: null, why };
}

/** A value that is stored and whose meaning Microsoft states. */
export function read(text: string | null, mark: PropertyMark | null = null): Reading {
  return { certainty: 'read', text, mark, why: null };
}

/** A value that is stored and whose meaning is concluded. */
export function inferred(text: string | null, why: string, mark: PropertyMark | null = null): Reading {
  return { certainty: 'inferred', text, mark, why };
}

/** A value that is not stored, with what then applies. */
export function defaultOf(text: string | null, why: string, mark: PropertyMark | null = null): Reading {
  return { certainty: 'default', text, mark, why: `Not stored. ${why}` };
}

/**
 * {@link defaultOf} for one of {@link laterAttributes}. Where none of them came, though setup stores some of them, it may just not have
 * been asked for.
 */
export function defaultIfAsked(
  { attributes }: PropertySource,
  why: string,
  mark: PropertyMark | null = null,
): Reading {
  const isAsked = laterAttributes.some((name) => (attributes[name] ?? []).length > 0);
  const orNot = isAsked ? '' : ' Or it was not asked for: what an earlier Hopcheck read lacks it.';
  return defaultOf(null, `${why}${orNot}`, mark);
}

/** A stored value into which nothing may be read: shown as it is. */
export function notUnderstood(values: readonly string[], expected: string): Reading {
  return {
    certainty: 'not-understood',
    text: values.join('\n'),
    mark: null,
    why: `Stored, but not as ${expected}, so nothing is concluded from it.`,
  };
}
