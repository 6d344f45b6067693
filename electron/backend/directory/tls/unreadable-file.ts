/** What is wrong with a file of certificates, as a sentence that follows its name. */
export class UnreadableFileError extends Error {}
