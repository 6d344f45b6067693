import type { DomainControllerCandidate } from '../shared/directory/discovery.ts';
import { toFailure } from '../shared/errors.ts';
import type { Backend } from './backend/backend.ts';
import type { CliCommand } from './cli-arguments.ts';
import { invoke, type Outcome } from './cli-backend.ts';
import { findText, type ProbedCandidate } from './cli-find-text.ts';
import { jsonText } from './cli-visible.ts';

/** How many are probed at once. */
const mostProbes = 8;

/** Finds domain controllers and asks each what it tells everybody; exit status 0 if one answered, otherwise 1. */
export async function find(
  backend: Backend,
  { domain, dnsServer, json }: Extract<CliCommand, { kind: 'find' }>,
): Promise<Outcome> {
  const { candidates, ...found } = await invoke(backend, 'discovery.find', { domain, dnsServer });
  const domainControllers = await atMost(mostProbes, candidates, (candidate) =>
    probe(backend, candidate, dnsServer),
  );
  const result = { domain: found.domain, domainControllers, problems: found.problems };
  return {
    result: json ? jsonText(result) : findText(result),
    status: domainControllers.some((one) => one.probe !== null) ? 0 : 1,
  };
}

async function probe(
  backend: Backend,
  candidate: DomainControllerCandidate,
  dnsServer: string | null,
): Promise<ProbedCandidate> {
  const { host, port } = candidate;
  try {
    const answer = await invoke(backend, 'discovery.probe', { host, port, dnsServer });
    return { ...candidate, probe: answer, failure: null };
  } catch (error) {
    return { ...candidate, probe: null, failure: toFailure(error) };
  }
}

/** Does the work for every item, so many at a time; results in the order of the items. */
async function atMost<T, R>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [at, item] of left) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
