import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const found = spawnSync('openssl', ['version']).status === 0;

/** Why certificates cannot be made here; null if they can. */
export const opensslMissing: string | null = found
  ? null
  : 'because the command openssl is not installed (Debian: apt-get install openssl)';

/** A certificate and its private key, PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** Name in OpenSSL's form, `/O=Harbor/CN=dc1.harbor.example`. */
  readonly subject?: string;
  /** RSA size in bits, the name of a curve, or somebody whose key it is already. */
  readonly key?: number | string | Identity;
  readonly hash?: 'md5' | 'sha1' | 'sha256';
  /** subjectAltName in OpenSSL's form, `DNS:localhost,IP:127.0.0.1`; none if it is left out. */
  readonly names?: string;
  /** Days from now, `[from, to]`. */
  readonly days?: readonly [number, number];
  /** Whether it may vouch for others. */
  readonly authority?: boolean;
  /** Who vouches for it; itself if it is left out. */
  readonly issuer?: Identity;
  /** Signs with RSASSA-PSS (RFC 4055), which needs an RSA key of the issuer. */
  readonly probabilistic?: boolean;
  /** Whether it names the keys of subject and issuer by their hashes, so that equal names can be told apart; if left out, as OpenSSL likes. */
  readonly keyIdentifiers?: boolean;
}

export interface CertificateWorkshop {
  make(options: CertificateOptions): Promise<Identity>;
  /** PKCS #7 with certificates (PEM), as Windows exports a chain. */
  pkcs7(certificates: readonly string[], form: 'DER' | 'PEM'): Promise<Buffer>;
  /** A PFX file with certificate and key. */
  pfx(identity: Identity): Promise<Buffer>;
  close(): Promise<void>;
}

/** Makes certificates with the command openssl, in a folder of its own that lives until `close`. */
export async function openCertificateWorkshop(): Promise<CertificateWorkshop> {
  if (opensslMissing !== null) throw new Error(`These tests cannot run, ${opensslMissing}.`);
  const folder = await mkdtemp(join(tmpdir(), 'hopcheck-certificates-'));
  let count = 0;
  /** A folder for one command or two, with their input in files. */
  const bench = async (files: Readonly<Record<string, string>>) => {
    const place = join(folder, String((count += 1)));
    await mkdir(place);
    for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
    return {
      openssl: (command: readonly string[]) => run('openssl', command, { cwd: place }),
      read: (name: string) => readFile(join(place, name)),
    };
  };
  return {
    make: (options) => make(bench, options),
    pkcs7: async (certificates, form) => {
      const { openssl, read } = await bench({ 'in.pem': certificates.join('') });
      await openssl(['crl2pkcs7', '-nocrl', '-certfile', 'in.pem', '-outform', form, '-out', 'out']);
      return read('out');
    },
    pfx: async ({ certificate, key }) => {
      const { openssl, read } = await bench({ 'in.pem': certificate, 'in.key': key });
      await openssl('pkcs12 -export -in in.pem -inkey in.key -passout pass:x -out out'.split(' '));
      return read('out');
    },
    close: () => rm(folder, { recursive: true }),
  };
}

interface Bench {
  openssl(command: readonly string[]): Promise<unknown>;
  read(name: string): Promise<Buffer>;
}

/** With `openssl ca`, which alone of the commands takes dates of the past. */
async function make(
  bench: (files: Readonly<Record<string, string>>) => Promise<Bench>,
  { subject = '/CN=test', key = 'prime256v1', hash = 'sha256', issuer, ...options }: CertificateOptions,
): Promise<Identity> {
  const { openssl, read } = await bench({
    configuration: configuration(options),
    index: '',
    'issuer.pem': issuer?.certificate ?? '',
    'issuer.key': issuer?.key ?? '',
    ...(typeof key === 'object' ? { key: key.key } : {}),
  });
  await openssl(['req', '-new', ...keyArguments(key), '-subj', subject, '-out', 'request']);
  const signer =
    issuer === undefined
      ? ['-selfsign', '-keyfile', 'key']
      : ['-cert', 'issuer.pem', '-keyfile', 'issuer.key'];
  const [from, to] = options.days ?? [-1, 30];
  const padding = options.probabilistic === true ? ['-sigopt', 'rsa_padding_mode:pss'] : [];
  const dates = ['-startdate', openSslDate(from), '-enddate', openSslDate(to)];
  const command = 'ca -batch -notext -config configuration -in request -out certificate -md';
  await openssl([...command.split(' '), hash, ...padding, ...dates, ...signer]);
  return { certificate: (await read('certificate')).toString(), key: (await read('key')).toString() };
}

function keyArguments(key: number | string | Identity): readonly string[] {
  if (typeof key === 'object') return ['-key', 'key'];
  const kind = typeof key === 'number' ? [`rsa:${key}`] : ['ec', '-pkeyopt', `ec_paramgen_curve:${key}`];
  return ['-newkey', ...kind, '-nodes', '-keyout', 'key'];
}

function configuration({ authority = false, names, keyIdentifiers }: CertificateOptions): string {
  return `[ca]
default_ca=this
[this]
database=index
new_certs_dir=.
policy=any
preserve=yes
rand_serial=yes
unique_subject=no
x509_extensions=extensions
[any]
domainComponent=optional
organizationName=optional
commonName=optional
[extensions]
basicConstraints=critical,CA:${authority ? 'TRUE' : 'FALSE'}
${keyIdentifiers === undefined ? '' : keyIdentifierLines(keyIdentifiers)}
${names === undefined ? '' : `subjectAltName=${names}`}
`;
}

function keyIdentifierLines(wanted: boolean): string {
  const [subject, issuer] = wanted ? ['hash', 'keyid'] : ['none', 'none'];
  return `subjectKeyIdentifier=${subject}\nauthorityKeyIdentifier=${issuer}`;
}

/** Such as `20260131120000Z`. */
function openSslDate(days: number): string {
  const date = new Date(Date.now() + days * 24 * 60 * 60 * 1000);
  return `${date.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;
}
