/** Octets of an LDIF file that one `assessment.feedLdif` carries at the most. */
export const ldifChunkBytes = 512 * 1024;

/** Bound of one request in octets of JSON: an LDIF chunk in base64 and a little. */
export const requestBound = 1024 * 1024;

/** Characters (UTF-16) of the longest text that somebody may type on an object, or as a reason. */
export const longestText = 20_000;

/**
 * Characters of the longest distinguished name that a request can carry. One of Active Directory has some hundreds; what is read
 * may be longer than any request (16 MiB). So many fit {@link requestBound} whatever they are, six octets each at the worst
 * (`\u0000`), beside a whole decision, which has four texts of {@link longestText}.
 */
export const longestName = 90_000;

/** Octets of a file of certificates that can be imported: hundreds of them. */
export const authorityFileBytes = 512 * 1024;

/** Octets of a bundle that can be imported: that of an organisation of 50,000 virtual servers has about a tenth. */
export const bundleBytes = 256 * 1024 * 1024;
