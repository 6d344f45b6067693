import type { ObservedObject } from '../../../shared/history/comparison.ts';
import { Name } from '../../components/name.tsx';
import { kindLabel } from '../../components/node-icon.tsx';
import { visibleText } from '../../model/visible-text.ts';

/** The name of an object, what it is, and of a virtual server on which server. */
export function ObjectTitle({ object: { name, kind, server } }: { readonly object: ObservedObject }) {
  return (
    <>
      <Name of={name} />
      <span className="soft">
        {' '}
        {kindLabel(kind)}
        {kind === 'virtual-server' ? ` on ${visibleText(server)}` : ''}
      </span>
    </>
  );
}
