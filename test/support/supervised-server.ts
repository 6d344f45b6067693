import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server program that runs for the tests. */
export interface SupervisedServer {
  /** Whether it has ended, by itself or because it was stopped. */
  hasEnded(): boolean;
  stop(): Promise<void>;
}

/** How long a server may take to end when it is asked to. */
const endTimeoutMilliseconds = 10_000;

/**
 * Runs the program until it ends by itself, or the supervisor's input ends: the kernel closes that with the test process,
 * however that dies, so that no server outlives its tests.
 */
const supervisor = `
  log=$1
  shift
  exec 3<&0
  "$@" 3<&- </dev/null >>"$log" 2>&1 &
  server=$!
  (read -r _ <&3; kill "$server") &
  watcher=$!
  wait "$server"
  status=$?
  kill "$watcher" 2>/dev/null
  exit "$status"`;

/** Starts a server program that stays in the foreground. What it says is added to the file `log`. */
export function startServer(program: string, args: readonly string[], log: string): SupervisedServer {
  // Detached: a group of its own, away from the interrupts of the terminal, that can be ended as a whole.
  const child = spawn('/bin/sh', ['-c', supervisor, 'supervisor', log, program, ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const exited = once(child, 'exit');
  return {
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      child.stdin.end();
      const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), endTimeoutMilliseconds);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Waits until the server accepts connections there. Throws an Error with its last words if it ends before, or takes a minute. */
export async function untilListening(
  server: SupervisedServer,
  host: string,
  port: number,
  log: string,
): Promise<void> {
  for (let attempt = 0; attempt < 2_400 && !server.hasEnded(); attempt += 1) {
    if (await accepts(host, port)) return;
    await delay(25);
  }
  const lastWords = (await readFile(log, 'utf8')).slice(-1000);
  throw new Error(`No server listens on ${host}:${port}. Its last words: ${lastWords}`);
}

/** Whether nobody listens there. */
export async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  const connected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
}
