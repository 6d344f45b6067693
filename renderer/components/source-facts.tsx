import { LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type {
  DomainControllerDescription,
  LdifFileDescription,
  SourceDescription,
} from '../../shared/directory/source.ts';
import { whyUntrusted } from '../../shared/directory/untrusted-certificate.ts';
import { clockDifferenceText } from '../model/clock-difference.ts';
import { formatBytes, formatCount, formatInstant } from '../model/format.ts';
import { channelLabels } from '../../shared/directory/channel-labels.ts';
import { signInText } from '../model/source-label.ts';
import { visibleText } from '../model/visible-text.ts';
import { Fingerprint, Weaknesses } from './certificate-facts-list.tsx';
import { CopyButton } from './copy-button.tsx';
import { Verbatim } from './name.tsx';

const trustLabels = {
  authority: 'An authority that this computer or the assessor trusts',
  pin: 'Pinned: an assessor on this computer compared its fingerprint',
} as const;

interface SourceFactsProps {
  readonly source: SourceDescription;
  /** How times are told, as in the list around. */
  readonly time?: (instant: string) => string;
}

/** Where evidence came from and how it was read, as terms and descriptions to stand in a list of facts. */
export function SourceFacts({ source, time = formatInstant }: SourceFactsProps) {
  return source.kind === 'ldif' ? (
    <FileFacts file={source} time={time} />
  ) : (
    <ConnectionFacts source={source} />
  );
}

interface FileFactsProps extends Required<Pick<SourceFactsProps, 'time'>> {
  readonly file: LdifFileDescription;
}

function FileFacts({ file, time }: FileFactsProps) {
  return (
    <>
      <Fact term="LDIF file">
        <Verbatim of={file.fileName} />
      </Fact>
      <Fact term="Size">
        {formatBytes(file.size)}
        {file.size < 1024 ? null : <span className="soft"> ({formatCount(file.size)} bytes)</span>}
      </Fact>
      <Fact term="SHA-256">
        <span className="with-copy">
          <Verbatim of={file.sha256} />
          <CopyButton text={file.sha256} what="SHA-256 of the file" />
        </span>
      </Fact>
      <Fact term="Last changed">{file.modifiedAt === null ? 'Not told' : time(file.modifiedAt)}</Fact>
    </>
  );
}

function ConnectionFacts({ source }: { readonly source: DomainControllerDescription }) {
  return (
    <>
      <Fact term="Domain controller">
        {source.dnsHostName === '' ? 'It did not tell its name' : <Verbatim of={source.dnsHostName} />}
        <span className="soft">
          {isNamedAlike(source) ? null : (
            <>
              {' '}
              reached as <bdi>{visibleText(source.host)}</bdi>
            </>
          )}
          {', '}port {source.port}
        </span>
      </Fact>
      <Fact term="Windows level">{visibleText(source.windowsLevel)}</Fact>
      <Fact term="Site">{source.site === null ? 'Not told' : <Verbatim of={source.site} />}</Fact>
      <Fact term="Clock">{clockDifferenceText(source.clockDifferenceMilliseconds)}</Fact>
      <Fact term="Channel">{channelLabels[source.channel]}</Fact>
      <ClearTextFact source={source} />
      {source.ldapsPassedOver === null ? null : (
        <Fact term="LDAPS not used">{visibleText(passedOverText(source.ldapsPassedOver))}</Fact>
      )}
      <Fact term="Account">
        <Verbatim of={source.account} />
      </Fact>
      <Fact term="Sign-in">{signInText(source)}</Fact>
      <TlsFacts source={source} />
    </>
  );
}

/** Whether the domain controller calls itself as it was called. */
function isNamedAlike({ dnsHostName, host }: DomainControllerDescription): boolean {
  return dnsHostName.toLowerCase() === host.toLowerCase();
}

/** Of a certificate what is wrong with it: what could be done about that is of no use to a reader of the evidence. */
function passedOverText(ldapsPassedOver: string): string {
  const why = whyUntrusted(ldapsPassedOver);
  return why === null ? ldapsPassedOver : `Its certificate is not trusted: ${why}.`;
}

/** The one fact about a connection that a reader must not pass over. */
function ClearTextFact({ source }: { readonly source: DomainControllerDescription }) {
  if (source.channel !== 'clear-text') return null;
  return (
    <Fact term="Consent">
      <span className="danger-text">
        <LockOpen aria-hidden="true" />
        <span>
          {source.clearTextConsent
            ? 'The password crossed the network readable. The assessor had accepted that.'
            : 'The password crossed the network readable.'}
        </span>
      </span>
    </Fact>
  );
}

function TlsFacts({ source }: { readonly source: DomainControllerDescription }) {
  const { tls, certificateFingerprint, certificateTrust, weaknesses } = source;
  return (
    <>
      {tls === null ? null : <Fact term="TLS">{visibleText(tls)}</Fact>}
      {certificateFingerprint === null ? null : (
        <Fact term="Certificate, SHA-256">
          <Fingerprint of={certificateFingerprint} what="SHA-256 fingerprint" />
        </Fact>
      )}
      {certificateTrust === null ? null : <Fact term="Vouched for by">{trustLabels[certificateTrust]}</Fact>}
      {weaknesses.length === 0 ? null : (
        <Fact term="Weaknesses">
          <Weaknesses of={weaknesses} />
        </Fact>
      )}
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
