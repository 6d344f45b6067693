/** The sign of Hopcheck: one hop from server to server, with its tick. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="brand-arc" d="M6 23C6 10 20 5.5 26 13" />
      <circle className="brand-from" cx="6" cy="24.5" r="3.5" />
      <path className="brand-tick" d="m15.5 21.5 4.2 4.2L28 16.8" />
    </svg>
  );
}
