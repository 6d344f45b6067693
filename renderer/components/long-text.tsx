import { useEffect, useRef, type ComponentProps } from 'react';
import { longestText } from '../../shared/limits.ts';
import { formatCount } from '../model/format.ts';

interface LongTextProps extends Omit<ComponentProps<'textarea'>, 'maxLength' | 'onChange'> {
  readonly id: string;
  readonly value: string;
  readonly change: (text: string) => void;
}

/** A field for a text of several lines. A full one says so: what is pasted beyond the limit the browser cuts without a word. */
export function LongText({ id, value, change, 'aria-describedby': describedBy, ...rest }: LongTextProps) {
  const note = useRef<HTMLSpanElement>(null);
  const isFull = value.length >= longestText;
  useEffect(() => {
    // Below a field as high as this one it may be out of sight; nothing moves but for whoever types or pastes.
    if (isFull && document.activeElement?.id === id) note.current?.scrollIntoView({ block: 'nearest' });
  }, [isFull, id]);
  const description = [describedBy, isFull ? `${id}-full` : undefined].filter((part) => part !== undefined);
  return (
    <>
      <textarea
        {...rest}
        id={id}
        maxLength={longestText}
        value={value}
        aria-describedby={description.length === 0 ? undefined : description.join(' ')}
        onChange={(event) => change(event.target.value)}
      />
      {isFull ? (
        <span ref={note} id={`${id}-full`} className="field-error text-full" role="alert">
          The limit of {formatCount(longestText)} characters is reached. What went beyond it was not taken.
        </span>
      ) : null}
    </>
  );
}
