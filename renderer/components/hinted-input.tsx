import type { ComponentProps } from 'react';

interface HintedInputProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  readonly id: string;
  /** What helps to fill it in. */
  readonly hint: string;
  /** What is wrong with what is in it, in the place of the hint; null if nothing is. */
  readonly wrong: string | null;
  readonly change: (text: string) => void;
}

/** A field for one line, with what there is to say of it below: its label stands where it is used. */
export function HintedInput({ id, hint, wrong, change, ...rest }: HintedInputProps) {
  return (
    <>
      <input
        type="text"
        autoComplete="off"
        {...rest}
        id={id}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-hint`}
        onChange={(event) => change(event.target.value)}
      />
      <span id={`${id}-hint`} className={wrong === null ? 'hint' : 'field-error'}>
        {wrong ?? hint}
      </span>
    </>
  );
}
