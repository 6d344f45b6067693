import { sealGroups, sealWords } from '../../../shared/history/seal-words.ts';
import { CopyButton } from '../../components/copy-button.tsx';

/** A whole seal in groups, to be read aloud, written on paper and compared. */
export function Seal({ seal, what = 'seal' }: { readonly seal: string; readonly what?: string }) {
  return (
    <div className="seal">
      <code className="seal-groups">
        {sealGroups(seal).map((group, index) => (
          // A blank between them, for whoever selects and copies it or has it read out.
          <span key={index}>{group} </span>
        ))}
      </code>
      <CopyButton text={seal} what={what} />
    </div>
  );
}

/** What a seal says, and what it does not. */
export function SealWords() {
  return (
    <div className="seal-words">
      <p>{sealWords.proves}</p>
      <p>
        {sealWords.provesNot} <strong>{sealWords.advice}</strong>
      </p>
    </div>
  );
}
