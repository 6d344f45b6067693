import { LongText } from '../../components/long-text.tsx';

interface DecisionTextProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly isRequired?: boolean;
  /** True once saving was attempted without it. */
  readonly isMissing?: boolean;
  readonly hint?: string;
  readonly change: (text: string) => void;
}

/** A text of several lines that belongs to a decision. */
export function DecisionText({
  id,
  label,
  value,
  disabled,
  isRequired = false,
  isMissing = false,
  hint,
  change,
}: DecisionTextProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <LongText
        id={id}
        rows={2}
        readOnly={disabled}
        aria-required={isRequired}
        aria-invalid={isMissing}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        change={change}
      />
      {hint === undefined ? null : (
        <span
          id={`${id}-hint`}
          className={isMissing ? 'field-error' : 'hint'}
          role={isMissing ? 'alert' : undefined}
        >
          {hint}
        </span>
      )}
    </div>
  );
}
