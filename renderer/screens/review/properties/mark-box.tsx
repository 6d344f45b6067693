import type { PropertyMark } from '../../../../shared/exchange/property.ts';

interface MarkBoxProps {
  readonly mark: PropertyMark;
  readonly shape: 'round' | 'square';
}

/** An option or a check box as a picture: what it shows stands beside it in words. */
export function MarkBox({ mark, shape }: MarkBoxProps) {
  return (
    <svg className="esm-box" data-mark={mark} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shape === 'round' ? (
        <circle className="esm-box-frame" cx="8" cy="8" r="6.5" />
      ) : (
        <rect className="esm-box-frame" x="1.5" y="1.5" width="13" height="13" rx="2" />
      )}
      {mark === 'selected' && shape === 'round' ? (
        <circle className="esm-box-dot" cx="8" cy="8" r="3.2" />
      ) : null}
      {mark === 'selected' && shape === 'square' ? (
        <path className="esm-box-tick" d="m4.5 8.3 2.4 2.4 4.6-5" />
      ) : null}
      {mark === 'unknown' ? (
        <path className="esm-box-tick" d="M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.6.2-.8.6-.8 1.1M8 11.4v.1" />
      ) : null}
    </svg>
  );
}
