/** Bounds of what is unpacked from a bundle, and of what is packed into one. The file itself has that of shared/limits.ts. */

/** Octets of one member: the decisions on 50,000 virtual servers with a page of text each have half of it. */
export const memberBytes = 256 * 1024 * 1024;

/** Octets of all members together. */
export const unpackedBytes = 1024 * 1024 * 1024;

/** How many members there can be: evidence of five million objects, and the rest. */
export const mostMembers = 10_000;

/**
 * How many values one member may hold, and all together: octets alone do not bound what is made of them. 50,000 virtual servers have
 * about twelve million.
 */
export const memberValues = 5_000_000;
export const allValues = 40_000_000;

/** How deep JSON may be nested: what Hopcheck writes has about half of it. */
export const deepestNesting = 16;
