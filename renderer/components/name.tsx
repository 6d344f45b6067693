import { clip, visibleName, visibleText } from '../model/visible-text.ts';

const shownLength = 300;
const titleLength = 2_000;

/** A name from the directory: harmless, apart from the text around it, cut by the layout with the whole in its tooltip. */
export function Name({ of }: { readonly of: string }) {
  const name = visibleName(of);
  return (
    <bdi className={of.trim() === '' ? 'name name-empty' : 'name'} title={clip(name, titleLength)}>
      {clip(name, shownLength)}
    </bdi>
  );
}

/** Any other text from the directory, whole and in fixed pitch, to be read letter by letter and copied. */
export function Verbatim({ of }: { readonly of: string }) {
  return <bdi className="verbatim">{visibleText(of)}</bdi>;
}

/** A distinguished name as {@link Verbatim}; where it is too long for a line, the line ends after a comma. */
export function DistinguishedName({ of }: { readonly of: string }) {
  return (
    <bdi className="verbatim">
      {visibleText(of)
        .split(/(?<=(?<!\\),)/)
        .map((part, index) => (
          <span key={index} className="name-part">
            {part}
          </span>
        ))}
    </bdi>
  );
}
