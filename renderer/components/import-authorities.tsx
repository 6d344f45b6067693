import { useRef } from 'react';

interface ImportAuthoritiesProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}

/** The button that picks a file of certificates: PEM, DER or PKCS #7, by the endings that Windows and OpenSSL give them. */
export function ImportAuthorities({ label, disabled = false, onFile }: ImportAuthoritiesProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={disabled}
        onClick={() => (disabled ? undefined : picker.current?.click())}
      >
        {label}
      </button>
      <input
        ref={picker}
        type="file"
        aria-label="Certificate file"
        className="visually-hidden"
        tabIndex={-1}
        accept=".pem,.cer,.crt,.der,.p7b,.p7c"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          // Choosing the same one again must count.
          event.target.value = '';
        }}
      />
    </>
  );
}
