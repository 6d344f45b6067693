import { readOrganization } from '../../../shared/exchange/organization.ts';
import { observedObjects } from '../../../shared/history/observed-objects.ts';
import type { Store } from '../store/store.ts';

/**
 * Keeps what an assessment is compared by, where that is not kept: from its evidence, once, with what was proposed at the time. So does
 * an assessment from an older version, or one that was rescued without it.
 */
export function observe(
  store: Pick<Store, 'assessment' | 'entries' | 'proposals' | 'isObserved' | 'keepObserved'>,
  id: string,
): void {
  if (store.isObserved(id)) return;
  const { exchangeContainer, source, complete } = store.assessment(id);
  const entries = store.entries(id);
  const organization = readOrganization(entries, exchangeContainer, {
    source: source.kind,
    isCutShort: !complete,
  });
  const proposals = new Map(store.proposals(id).map(({ subjectKey, proposal }) => [subjectKey, proposal]));
  const objects = observedObjects(organization, entries).map((object) => ({
    ...object,
    proposal: proposals.get(object.key) ?? object.proposal,
  }));
  store.keepObserved(id, objects);
}
