import { flagBits, flagInHexadecimal } from '../../model/flag-bits.ts';
import { visibleText } from '../../model/visible-text.ts';

/** The value as stored and what its bits say, each with how sure that is. */
export function FlagFacts({ rawFlag }: { readonly rawFlag: string | null }) {
  const hexadecimal = flagInHexadecimal(rawFlag);
  const bits = flagBits(rawFlag);
  return (
    <section className="flag-facts" aria-label="Stored value">
      <p className="flag-name">msExchSmtpOutboundSecurityFlag</p>
      <p className="flag-value">
        {rawFlag === null ? (
          <span className="flag-none">no value</span>
        ) : (
          <bdi className="flag-number">{visibleText(rawFlag)}</bdi>
        )}
        {hexadecimal === null ? null : <span className="flag-hexadecimal">{hexadecimal}</span>}
      </p>
      {rawFlag === null ? <p className="soft">Nothing was delivered for this attribute.</p> : null}
      {rawFlag !== null && hexadecimal === null ? (
        <p className="soft">Not one number from 0 to 2147483647.</p>
      ) : null}
      {hexadecimal !== null && bits.length === 0 ? <p className="soft">No bit is set.</p> : null}
      {bits.length === 0 ? null : (
        <ul className="flag-bits">
          {bits.map((bit) => (
            <li key={bit.hexadecimal}>
              <code>{bit.hexadecimal}</code>
              <span>{bit.meaning}</span>
              <span className="certainty" data-certainty={bit.certainty}>
                {bit.certainty}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
