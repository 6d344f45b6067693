import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ServerCertificate {
  /** The authority that issued it, PEM. */
  readonly authority: string;
  /** PEM. */
  readonly certificate: string;
  /** SHA-256, `AA:BB:...`. */
  readonly fingerprint: string;
}

/**
 * Makes an authority and a certificate of dc1.harbor.example that it issued, valid for a month: authority.pem, server.pem and
 * server.key in the folder. `names` is written as OpenSSL's subjectAltName, such as `DNS:localhost,IP:127.0.0.1`.
 */
export async function makeServerCertificate(folder: string, names: string): Promise<ServerCertificate> {
  const openssl = (command: string) => run('openssl', command.split(' '), { cwd: folder });
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  await writeFile(join(folder, 'names'), `subjectAltName=${names}\n`);
  await openssl(
    `req -x509 ${newKey} -days 30 -subj /CN=Harbor-Test-Authority -keyout authority.key -out authority.pem`,
  );
  await openssl(`req ${newKey} -subj /CN=dc1.harbor.example -keyout server.key -out server.csr`);
  const signing = '-CA authority.pem -CAkey authority.key -CAcreateserial';
  await openssl(`x509 -req -in server.csr ${signing} -days 30 -extfile names -out server.pem`);
  const certificate = await readFile(join(folder, 'server.pem'), 'utf8');
  return {
    authority: await readFile(join(folder, 'authority.pem'), 'utf8'),
    certificate,
    fingerprint: new X509Certificate(certificate).fingerprint256,
  };
}
