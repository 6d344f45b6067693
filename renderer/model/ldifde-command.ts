import { walkAttributes, walkFilter } from '../../shared/exchange/attributes.ts';
import { parseDistinguishedName } from '../../shared/directory/distinguished-name.ts';

export type LdifdeCommand =
  { readonly kind: 'command'; readonly text: string } | { readonly kind: 'refused'; readonly why: string };

const hint = 'Enter the forest root domain as corp.example or DC=corp,DC=example.';

/**
 * The command that exports the Exchange configuration on a domain controller of the forest: read only, the attributes and
 * classes of Hopcheck's own walk. Takes the forest root domain as DNS name or distinguished name; anything that could break
 * out of the quotes of a command prompt is refused.
 */
export function ldifdeCommand(domain: string): LdifdeCommand {
  const name = domain.trim();
  if (name === '') return { kind: 'refused', why: hint };
  const base = name.includes('=') ? fromDistinguishedName(name) : fromDnsName(name);
  if (base === null) return { kind: 'refused', why: `This is not the name of a domain. ${hint}` };
  const text = [
    'ldifde -f exchange.ldf -u -p SubTree',
    `-d "CN=Microsoft Exchange,CN=Services,CN=Configuration,${base}"`,
    `-r "${walkFilter}"`,
    `-l "${walkAttributes.join(',')}"`,
  ].join(' ');
  return { kind: 'command', text };
}

function fromDnsName(name: string): string | null {
  const labels = name.replace(/\.$/, '').split('.');
  return labels.every((label) => /^[\p{L}\p{N}_-]{1,63}$/u.test(label))
    ? labels.map((label) => `DC=${label}`).join(',')
    : null;
}

function fromDistinguishedName(name: string): string | null {
  try {
    const steps = parseDistinguishedName(name).map((step) => (step.length === 1 ? step[0] : undefined));
    const labels = steps.map((pair) => (pair?.type.toUpperCase() === 'DC' ? pair.value : ''));
    return fromDnsName(labels.join('.'));
  } catch {
    return null;
  }
}
