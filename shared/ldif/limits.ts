/** Octets of the longest line, after its folded parts are joined. The longest value of an export is a few hundred kilobytes. */
export const longestLineOctets = 16 * 1024 * 1024;

/** Values of one entry, over all its attributes. */
export const mostValuesOfEntry = 100_000;

/** Octets of one entry, names and values as they stand in the file (in UTF-8). */
export const largestEntryOctets = 64 * 1024 * 1024;

/** Characters of a line that an error message shows. */
export const excerptCharacters = 60;

/** Search references that are kept; one file has a handful. */
export const mostReferences = 100;
