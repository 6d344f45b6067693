import {
  checkBox,
  defaultOf,
  defaultIfAsked,
  field,
  inferred,
  notAsked,
  notInDirectory,
  property,
  read,
  type Property,
  type PropertyMark,
  type PropertySource,
  type PropertyPage,
} from '../property.ts';
import { truthValue, wholeNumber } from '../property-values.ts';

/** Bits of msExchAuthenticationFlags: AuthFlags of the IIS metabase (Windows Server 2003 reference, cc785637). */
const anonymousBit = 1;
const basicBit = 2;
const integratedBit = 4;
const knownAuthenticationBits = anonymousBit | basicBit | integratedBit;
/** Bits of msExchAccessSSLFlags: AccessSSLFlags of the IIS metabase (IIS SDK, ms524954). */
const secureChannelBit = 8;
const strongChannelBit = 256;

/** The Access tab: who may come in, and how. Inbound, so no part of the check. */
export function accessPage(source: PropertySource): PropertyPage {
  return {
    label: 'Access',
    groups: [
      {
        kind: 'frame',
        heading: 'Access control',
        buttons: ['Authentication...'],
        properties: authentication(source),
      },
      {
        kind: 'frame',
        heading: 'Secure communication',
        buttons: ['Certificate...', 'Communication...'],
        properties: secureCommunication(source),
      },
      {
        kind: 'frame',
        heading: 'Connection control',
        buttons: ['Connection...'],
        properties: [notAsked(field('Computers that may access this virtual server:'))],
      },
      {
        kind: 'frame',
        heading: 'Relay restrictions',
        buttons: ['Relay...'],
        properties: [
          notAsked(field('Computers that may relay through this virtual server:')),
          property(
            checkBox(
              'Allow all computers which successfully authenticate to relay, regardless of the list above',
            ),
            'msExchSmtpRelayForAuth',
            source,
            truthValue((allowed) => read(null, allowed ? 'selected' : 'clear')),
            defaultIfAsked(source, 'What then applies is not known.', 'unknown'),
          ),
        ],
      },
    ],
  };
}

function authentication(source: PropertySource): readonly Property[] {
  const method = (label: string, bit: number) =>
    property(
      checkBox(label),
      'msExchAuthenticationFlags',
      source,
      wholeNumber((flags) =>
        (flags & ~knownAuthenticationBits) === 0
          ? read(null, markOf(flags, bit))
          : inferred(
              null,
              'The stored value holds further bits, whose meaning is not known.',
              markOf(flags, bit),
            ),
      ),
      defaultOf(null, 'Setup allows all three methods.', 'selected'),
    );
  return [
    method('Anonymous access', anonymousBit),
    notAsked(checkBox('Resolve anonymous e-mail')),
    method('Basic authentication (password is sent in clear text)', basicBit),
    notAsked(
      checkBox('Requires TLS encryption'),
      'No text of Microsoft says for certain where it is stored.',
    ),
    notAsked(field('Default domain:')),
    method('Integrated Windows Authentication', integratedBit),
  ];
}

function secureCommunication(source: PropertySource): readonly Property[] {
  return [
    notInDirectory(
      field('Certificate:'),
      'It is in the certificate store of the server and in the metabase of Internet Information Services.',
    ),
    property(
      checkBox('Require secure channel'),
      'msExchAccessSSLFlags',
      source,
      wholeNumber((flags) => read(null, markOf(flags, secureChannelBit))),
      defaultOf(null, 'Setup stores 0, which requires nothing.', 'clear'),
    ),
    property(
      checkBox('Require 128-bit encryption'),
      'msExchAccessSSLFlags',
      source,
      wholeNumber((flags) =>
        inferred(
          null,
          'Bit 0x100, after the same setting of Internet Information Services.',
          markOf(flags, strongChannelBit),
        ),
      ),
      defaultOf(null, 'Setup stores 0, which requires nothing.', 'clear'),
    ),
  ];
}

function markOf(flags: number, bit: number): PropertyMark {
  return (flags & bit) === 0 ? 'clear' : 'selected';
}
