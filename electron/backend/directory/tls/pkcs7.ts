import { ContentInfo, id_signedData } from '@peculiar/asn1-cms';
import { AsnArray, AsnConvert, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes } from '@peculiar/asn1-schema';

/** Elements of a file of the greatest size that is read, with room to spare. */
const limits = { berOptions: { maxDepth: 50, maxNodes: 100_000 } };

/** The certificates as they stand there: encoded anew, their signatures might not fit any more. */
class EncodedCertificates extends AsnArray<ArrayBuffer> {}
AsnType({ type: AsnTypeTypes.Set, itemType: AsnPropTypes.Any })(EncodedCertificates);

/** SignedData of RFC 5652 section 5.1, of which only the certificates are of interest. */
class SignedCertificates {
  version = 0;
  digestAlgorithms: ArrayBuffer | null = null;
  content: ArrayBuffer | null = null;
  certificates?: EncodedCertificates;
  revocations?: ArrayBuffer;
  signers: ArrayBuffer | null = null;
}
const fields = {
  version: { type: AsnPropTypes.Integer },
  digestAlgorithms: { type: AsnPropTypes.Any },
  content: { type: AsnPropTypes.Any },
  certificates: { type: EncodedCertificates, context: 0, implicit: true, optional: true },
  revocations: { type: AsnPropTypes.Any, context: 1, implicit: true, optional: true },
  signers: { type: AsnPropTypes.Any },
} as const;
for (const [name, field] of Object.entries(fields)) AsnProp(field)(SignedCertificates.prototype, name);

/** The certificates (DER) of a PKCS #7 file (`.p7b`), whose signatures are not looked at. Throws an Error if it is none. */
export function certificatesOfPkcs7(octets: Uint8Array): readonly Buffer[] {
  const { contentType, content } = AsnConvert.parse(octets, ContentInfo, limits);
  if (contentType !== id_signedData) throw new Error(`PKCS #7 content of type ${contentType}`);
  const { certificates } = AsnConvert.parse(content, SignedCertificates, limits);
  return (certificates ?? []).map((certificate) => Buffer.from(certificate));
}
