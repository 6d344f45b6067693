import { walkAttributes } from '../../shared/exchange/attributes.ts';

/** Attributes of the practice organisation that OpenLDAP's own schema files define. */
const known: ReadonlySet<string> = new Set(['objectClass', 'cn', 'name', 'serialNumber', 'displayName']);

/** Attributes of the practice organisation beside those that Hopcheck asks for. */
const more =
  `legacyExchangeDN containerInfo serverRole messageTrackingEnabled deliveryMechanism msExchRoutingMasterDN
  msExchNTAuthenticationProviders msExchLogType msExchSmtpDoMasquerade
  msExchSmtpInboundCommandSupportOptions msExchSmtpOutboundSecurityUserName msExchSmtpOutboundSecurityPassword`.split(
    /\s+/,
  );

/** Attributes of the root DSE. */
const rootDse = [
  'configurationNamingContext',
  'defaultNamingContext',
  'dnsHostName',
  'domainControllerFunctionality',
];

/** Object classes by the class that each descends from. */
const classes: Readonly<Record<string, string>> = {
  container: 'top',
  configuration: 'top',
  server: 'top',
  msExchConfigurationContainer: 'container',
  msExchOrganizationContainer: 'container',
  msExchAdminGroupContainer: 'container',
  msExchAdminGroup: 'top',
  msExchServersContainer: 'container',
  msExchExchangeServer: 'server',
  protocolCfgShared: 'top',
  protocolCfgSharedServer: 'protocolCfgShared',
  msExchProtocolCfgSharedContainer: 'container',
  msExchProtocolCfgSMTPContainer: 'msExchProtocolCfgSharedContainer',
  protocolCfg: 'top',
  protocolCfgSMTP: 'protocolCfg',
  protocolCfgSMTPServer: 'protocolCfgSMTP',
  protocolCfgSMTPDomainContainer: 'top',
  protocolCfgSMTPDomain: 'top',
  msExchRoutingGroupContainer: 'container',
  msExchRoutingGroup: 'container',
  msExchConnectors: 'container',
  msExchConnector: 'top',
  mailGateway: 'msExchConnector',
  msExchRoutingSMTPConnector: 'mailGateway',
  msExchRoutingGroupConnector: 'msExchConnector',
};

const octetString = '1.3.6.1.4.1.1466.115.121.1.40';
const directoryString = '1.3.6.1.4.1.1466.115.121.1.15';
/** Numbers of an arc that is reserved for examples (RFC 5612); the real ones are Microsoft's and matter to nobody here. */
const arc = '1.3.6.1.4.1.32473.1';

/** What an object class grants to whoever may sign in, in Microsoft's SDDL; to nobody anything, if it is not named here. */
const rights: Readonly<Record<string, string>> = {
  msExchServersContainer: 'D:(A;;LC;;;AU)',
  msExchExchangeServer: 'D:(A;;RP;;;AU)',
};

/** The schema for Active Directory, for whatever writes it there: parents stand before their children. */
export interface ActiveDirectorySchema {
  readonly attributes: readonly { readonly name: string; readonly oid: string; readonly octets: boolean }[];
  /** `rights` is the default security descriptor: what an object of the class grants where nothing else is said. */
  readonly classes: readonly {
    readonly name: string;
    readonly oid: string;
    readonly parent: string;
    readonly rights: string;
  }[];
}

/**
 * The same schema for Active Directory, where the objects of Exchange grant nothing to ordinary accounts but the sight of the
 * servers. Whoever applies it leaves out what is already there.
 */
export const activeDirectorySchema: ActiveDirectorySchema = {
  attributes: [...walkAttributes, ...more].map((name, at) => ({
    name,
    oid: `${arc}.1.${at + 1}`,
    octets: name === 'objectGUID',
  })),
  classes: Object.entries(classes).map(([name, parent], at) => ({
    name,
    oid: `${arc}.2.${at + 1}`,
    parent,
    rights: rights[name] ?? 'D:S:',
  })),
};

/**
 * An OpenLDAP schema for the practice organisation: every attribute text and multi-valued, so that the damaged values of the
 * organisation can be loaded too.
 */
export const exchangeSchema: string = [...attributeTypes(), ...objectClasses()].join('\n');

function ownAttributes(): readonly string[] {
  return [...walkAttributes, ...more, ...rootDse].filter((name) => !known.has(name));
}

function attributeTypes(): readonly string[] {
  return ownAttributes().map((name, at) => {
    const kind =
      name === 'objectGUID' ? `SYNTAX ${octetString}` : `EQUALITY caseIgnoreMatch SYNTAX ${directoryString}`;
    return `attributetype ( ${arc}.1.${at + 1} NAME '${name}' ${kind} )`;
  });
}

function objectClasses(): readonly string[] {
  const may = [...ownAttributes(), ...known].filter((name) => name !== 'objectClass').join(' $ ');
  return Object.entries(classes).map(
    ([name, parent], at) =>
      `objectclass ( ${arc}.2.${at + 1} NAME '${name}' SUP ${parent} STRUCTURAL MAY ( ${may} ) )`,
  );
}
