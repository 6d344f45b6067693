import { openSecureSocket } from '../../../../../electron/backend/directory/tls/secure-socket.ts';
import type { TlsOptions } from '../../../../../electron/backend/directory/tls/secure-socket.ts';
import { toFailure } from '../../../../../shared/errors.ts';

/** What a connection came to, as its process prints it. */
export type Outcome =
  | { readonly trust: 'authority' | 'pin'; readonly weaknesses: readonly string[] }
  | { readonly code: string; readonly reason: string | undefined };

/** A program of its own, as a TLS engine that does not come back cannot be stopped in any other way. */
const [port, options] = JSON.parse(process.argv[2] ?? '') as readonly [number, TlsOptions];
process.stdout.write(JSON.stringify(await outcome()));

async function outcome(): Promise<Outcome> {
  const target = {
    host: 'localhost',
    port,
    server: `localhost:${port}`,
    signal: new AbortController().signal,
    connectTimeout: 10_000,
  };
  try {
    const { socket, certificate } = await openSecureSocket(target, options);
    socket.destroy();
    return { trust: certificate.trust, weaknesses: certificate.weaknesses };
  } catch (error) {
    const { code, certificate } = toFailure(error);
    return { code, reason: certificate?.reason };
  }
}
