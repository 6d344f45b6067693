/** What everybody reads between the server and the reason, and what the reason is found by. */
const because = ': its certificate is not trusted, because ';

/** Tells that a certificate was refused: `why` follows "because", `next` is a sentence on what to do. */
export function untrustedCertificate(server: string, why: string, next: string): string {
  return `Nothing was sent to ${server}${because}${why}. ${next}`;
}

/** Why a certificate was refused, as {@link untrustedCertificate} told it; null if the text tells of something else. */
export function whyUntrusted(text: string): string | null {
  const [, told] = text.split(because, 2);
  return told === undefined ? null : (told.split('. ', 1)[0] ?? null);
}
