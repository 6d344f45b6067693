import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Purpose } from '../../actions/connecting.ts';

interface HeldBackProps {
  readonly purpose: Purpose;
  readonly onSend: () => void;
}

/** Says that nothing was sent, because the same sign-in was just refused, and lets the assessor insist. */
export function HeldBack({ purpose, onSend }: HeldBackProps) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <div className="warning" role="alert">
      <TriangleAlert aria-hidden="true" />
      <div className="warning-body">
        <p ref={text} tabIndex={-1}>
          Nothing was sent: exactly this sign-in was just refused, and a few wrong passwords lock an account.
          Change something first.
        </p>
        <button type="button" className="button" onClick={onSend}>
          {purpose === 'test' ? 'Test all the same' : 'Sign in all the same'}
        </button>
      </div>
    </div>
  );
}
