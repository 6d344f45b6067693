import { CircleDashed, ShieldAlert, ShieldCheck, type LucideIcon } from 'lucide-react';
import type { SealDifference, Verification } from '../../../shared/history/seal.ts';
import { Verbatim } from '../../components/name.tsx';
import { formatInstant, formatQuantity } from '../../model/format.ts';
import { verificationText } from '../../model/history-verification.ts';
import { visibleText } from '../../model/visible-text.ts';

const icons: Readonly<Record<Verification['outcome'], LucideIcon>> = {
  intact: ShieldCheck,
  changed: ShieldAlert,
  unsealed: CircleDashed,
};

/** Differences shown beside the first: who needs more of them looks at a backup. */
const shownDifferences = 50;

/** What a verification found: a sign, a word, and what differs first. */
export function VerificationResult({ verification }: { readonly verification: Verification }) {
  const { outcome, checkedAt } = verification;
  const { title, text, first, others } = verificationText(verification);
  const Icon = icons[outcome];
  return (
    <div className="verification" data-outcome={outcome}>
      <Icon aria-hidden="true" />
      <div>
        <p className="verification-title">{title}</p>
        {first === null ? null : (
          <p>
            <strong>First difference:</strong> <Difference of={first} />
          </p>
        )}
        <p>{text}</p>
        {others.length === 0 ? null : (
          <details className="fold">
            <summary>{formatQuantity(others.length, 'more difference')}</summary>
            <ul>
              {others.slice(0, shownDifferences).map((difference, index) => (
                <li key={index}>
                  <Difference of={difference} />
                </li>
              ))}
            </ul>
          </details>
        )}
        <p className="soft">Checked {formatInstant(checkedAt)}</p>
      </div>
    </div>
  );
}

function Difference({ of: { part, message } }: { readonly of: SealDifference }) {
  return (
    <>
      <Verbatim of={part} />: {visibleText(message)}
    </>
  );
}
