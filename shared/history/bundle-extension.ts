/** How the file name of a bundle ends. On its own, so that the window need not carry the parsers of bundles. */
export const bundleExtension = '.hopcheck';
