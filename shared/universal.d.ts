// What every JavaScript host has although the language does not define it. Only shared/ needs this: the
// other folders get the same names from Node's or the DOM's own types.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class AbortSignal {
  readonly aborted: boolean;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
