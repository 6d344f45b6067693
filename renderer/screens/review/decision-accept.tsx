import { Check } from 'lucide-react';
import { announce } from '../../actions/application.ts';
import { places } from '../../focus.ts';

interface AcceptProposalProps {
  readonly id: string;
  /** Whether it is the first thing to do here. */
  readonly isPrimary: boolean;
  /** Why it cannot be accepted as the form stands; null if it can. */
  readonly barrier: string | null;
  readonly disabled: boolean;
  readonly accept: () => void;
}

/** Decides as proposed, unless something else is chosen: then it says so, beside the button and to whoever presses it. */
export function AcceptProposal({ id, isPrimary, barrier, disabled, accept }: AcceptProposalProps) {
  return (
    <div className="accept-proposal">
      <button
        type="button"
        id={places.accept}
        className={isPrimary ? 'button button-primary button-wide' : 'button button-wide'}
        disabled={disabled}
        aria-disabled={barrier !== null}
        aria-describedby={barrier === null ? undefined : `${id}-accept-barrier`}
        title="Accept proposal (Alt+Enter)"
        onClick={() => (barrier === null ? accept() : announce(barrier))}
      >
        <Check aria-hidden="true" />
        Accept proposal
      </button>
      {barrier === null ? null : (
        <p id={`${id}-accept-barrier`} className="soft">
          {barrier}
        </p>
      )}
    </div>
  );
}
