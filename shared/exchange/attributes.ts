/**
 * The attributes Hopcheck asks for: one constant for the live search, the LDIF reader and every printed export command.
 * Never `*`, never one of {@link passwordAttributes}; the outbound user name is not needed and not asked for.
 * Names and syntaxes: the Exchange Server 2003 schema.
 */
export const walkAttributes = [
  'objectClass',
  'objectGUID',
  'cn',
  'displayName',
  'adminDisplayName',
  'whenChanged',
  'whenCreated',
  // organisation and administrative group
  'msExchMixedMode',
  'msExchAdminGroupsEnabled',
  'msExchRoutingEnabled',
  'msExchAdminGroupMode',
  'msExchDefaultAdminGroup',
  // server
  'serialNumber',
  'versionNumber',
  'networkAddress',
  'msExchServerRole',
  'msExchHomeRoutingGroup',
  // SMTP virtual server
  'msExchSmtpOutboundSecurityFlag',
  'msExchServerBindings',
  'msExchSecureBindings',
  'msExchServerAutoStart',
  'msExchAuthenticationFlags',
  'msExchAccessSSLFlags',
  'msExchSmtpFullyQualifiedDomainName',
  'msExchSmtpSmartHost',
  'msExchSmtpSmartHostType',
  'msExchSmtpMasqueradeDomain',
  'msExchSmtpOutgoingPort',
  'msExchSmtpOutgoingConnectionTimeout',
  'msExchSmtpMaxOutgoingConnections',
  'msExchSmtpMaxOutgoingConnectionsPerDomain',
  'msExchSmtpMaxHopCount',
  'msExchSmtpMaxMessageSize',
  'msExchSmtpMaxSessionSize',
  'msExchSmtpMaxRecipients',
  'msExchSmtpMaxOutboundMsgPerDomain',
  'msExchSmtpMaxOutboundMsgPerDomainFlag',
  'msExchSmtpSendNDRTo',
  'msExchSmtpBadMailDirectory',
  'msExchSmtpRelayForAuth',
  'msExchSmtpExternalDNSServers',
  'msExchSmtpPerformReverseDnsLookup',
  'msExchSmtpRemoteQueueRetries',
  'msExchSmtpRemoteQueueDelayNotification',
  'msExchSmtpRemoteQueueExpirationTimeout',
  'msExchSmtpLocalQueueDelayNotification',
  'msExchSmtpLocalQueueExpirationTimeout',
  'msExchIncomingConnectionTimeout',
  'msExchMaxIncomingConnections',
  // connector and remote domain
  'msExchSourceBridgeheadServersDN',
  'msExchSmtpDomainString',
  'routingList',
] as const;

/** Of these the first Hopchecks, and the exports that they proposed, did not ask for. */
export const laterAttributes: readonly WalkAttribute[] = [
  'msExchSmtpMaxOutboundMsgPerDomainFlag',
  'msExchSmtpSendNDRTo',
  'msExchSmtpBadMailDirectory',
  'msExchSmtpRelayForAuth',
  'msExchSmtpExternalDNSServers',
];

export type WalkAttribute = (typeof walkAttributes)[number];

/** Never asked for; dropped unread and reported if a server or a file delivers them all the same. Lower case. */
export const passwordAttributes: ReadonlySet<string> = new Set([
  'msexchsmtpoutboundsecuritypassword',
  'msexchsecuritypassword',
  'msexchencryptedpassword',
  'userpassword',
  'unicodepwd',
  'supplementalcredentials',
]);

/** The attributes above whose values are octets, kept as lower-case hexadecimal. */
export const octetAttributes: ReadonlySet<WalkAttribute> = new Set(['objectGUID']);

/** The object classes of the walk, by the part of the Exchange tree that they form. */
export const walkClasses = {
  exchangeContainer: 'msExchConfigurationContainer',
  organization: 'msExchOrganizationContainer',
  administrativeGroups: 'msExchAdminGroupContainer',
  administrativeGroup: 'msExchAdminGroup',
  servers: 'msExchServersContainer',
  server: 'msExchExchangeServer',
  protocols: 'protocolCfgSharedServer',
  smtp: 'msExchProtocolCfgSMTPContainer',
  virtualServer: 'protocolCfgSMTPServer',
  routingGroups: 'msExchRoutingGroupContainer',
  routingGroup: 'msExchRoutingGroup',
  connectors: 'msExchConnectors',
  smtpConnector: 'msExchRoutingSMTPConnector',
  remoteDomain: 'protocolCfgSMTPDomain',
} as const;

export type WalkClass = (typeof walkClasses)[keyof typeof walkClasses];

/** RFC 4515 filter for the objects of these classes. */
export function classFilter(classes: readonly WalkClass[]): string {
  return `(|${classes.map((objectClass) => `(objectClass=${objectClass})`).join('')})`;
}

/** Filter for the objects of the walk: one search, so that the number of round trips depends on the pages only. */
export const walkFilter = classFilter(Object.values(walkClasses));
