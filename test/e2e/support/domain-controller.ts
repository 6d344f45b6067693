import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { startPracticeServer } from '../../../electron/backend/practice/practice-server.ts';
import type { Identity } from '../../support/certificates.ts';
import { largeOrganization } from '../../support/large-organization.ts';
import {
  DomainControllerSession,
  type DomainControllerState,
  type Step,
} from './domain-controller-session.ts';

const organization = join(import.meta.dirname, '..', '..', '..', 'build', 'practice-organization.ldif');

/** A domain controller with the practice organisation on 127.0.0.1, that notes what it is asked and can fall silent. */
export interface DomainController {
  /** Port of LDAP, for StartTLS and Windows sign-in as well. */
  readonly port: number;
  readonly ldapsPort: number;
  readonly account: string;
  readonly password: string;
  /** What it was asked, over all connections. A refused certificate shows in that nothing follows a `tls`. */
  readonly asked: readonly Step[];
  /** Connections that came so far. */
  readonly connections: () => number;
  /** Connections that are open now. */
  readonly open: () => number;
  /** Forgets what it was asked. */
  forget(): void;
  /** Presents this certificate from now on; without one it knows no TLS. */
  present(identity: Identity): void;
  /** Keeps silent at that step from now on, with everything that comes there. */
  fallSilentAt(step: Step): void;
  /** Answers again, and first what it was asked in the meantime. */
  speakAgain(): void;
  /** From now on delivers page after page to whoever walks, without an end. */
  deliverWithoutEnd(): void;
  close(): Promise<void>;
}

/** Starts a domain controller on free ports. */
export async function startDomainController(): Promise<DomainController> {
  const practice = await startPracticeServer(organization);
  const { port: practicePort, account, password } = practice;
  const asked: Step[] = [];
  const waiting: (() => void)[] = [];
  let silentAt: Step | null = null;
  const state: DomainControllerState = {
    practicePort,
    account,
    password,
    identity: null,
    endless: null,
    ask: (step, answer) => {
      asked.push(step);
      if (step === silentAt) waiting.push(answer);
      else answer();
    },
  };
  const [plain, secure] = [await listen(state, 'plain'), await listen(state, 'tls')];
  const both = [plain, secure];
  return {
    port: plain.port,
    ldapsPort: secure.port,
    account,
    password,
    asked,
    connections: () => plain.connections() + secure.connections(),
    open: () => plain.open.size + secure.open.size,
    forget: () => asked.splice(0),
    present: (identity) => {
      state.identity = identity;
    },
    fallSilentAt: (step) => {
      silentAt = step;
    },
    speakAgain: () => {
      silentAt = null;
      for (const answer of waiting.splice(0)) answer();
    },
    deliverWithoutEnd: () => {
      state.endless = largeOrganization(Infinity);
    },
    close: async () => {
      await Promise.all(both.map(({ close }) => close()));
      await practice.close();
    },
  };
}

async function listen(state: DomainControllerState, from: 'plain' | 'tls') {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    new DomainControllerSession(socket, state).begin(from);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    open,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
