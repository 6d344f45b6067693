import { describe, expect, test } from 'vitest';
import { ldifdeCommand } from '../../../renderer/model/ldifde-command.ts';
import { passwordAttributes, walkAttributes, walkFilter } from '../../../shared/exchange/attributes.ts';

function commandOf(domain: string): string {
  const command = ldifdeCommand(domain);
  return command.kind === 'command' ? command.text : '';
}

describe('the ldifde command for the site', () => {
  test('asks for exactly the objects and attributes of the walk', () => {
    expect(ldifdeCommand('corp.example')).toEqual({
      kind: 'command',
      text:
        'ldifde -f exchange.ldf -u -p SubTree -d "CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=corp,DC=example" ' +
        `-r "${walkFilter}" -l "${walkAttributes.join(',')}"`,
    });
  });

  test('fits the line of a command prompt and names no password', () => {
    const command = commandOf(`${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example`).toLowerCase();
    expect(command.length).toBeLessThan(8_191);
    expect([...passwordAttributes].filter((attribute) => command.includes(attribute))).toEqual([]);
  });

  test('takes the domain as distinguished name too, in any case and with spaces', () => {
    expect(commandOf(' dc=corp, DC=example ')).toBe(commandOf('corp.example'));
  });

  test.each([
    '',
    '   ',
    'corp..example',
    'corp" & del *',
    '%PATH%.example',
    'CN=corp,DC=example',
    'DC=a+DC=b',
    'DC=a\\2Cb',
    'a=b=c',
    'corp.example\nformat c:',
  ])('refuses %j', (domain) => {
    expect(ldifdeCommand(domain).kind).toBe('refused');
  });
});
