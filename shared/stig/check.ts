/** The check that Hopcheck answers, in the words of the Microsoft Exchange Server 2003 checklist, version 1 release 5. */
export const check = {
  id: 'EMG2-803',
  vulnerabilityId: 'V-18703',
  ruleId: 'SV-20346r1_rule',
  benchmark: 'Microsoft Exchange Server 2003',
  benchmarkRelease: 'V1R5',
  /** Category II in the check's words. */
  severity: 'medium',
  severityLabel: 'CAT II',
  title: 'Virtual Server default outbound security is not anonymous and TLS.',
  discussion:
    'Identification and Authentication provide the foundation for access control. The key to preventing SPAM insertion into the SMTP message transfer path is to require authentication at each ‘hop’ of the journey from sender to receiver. Failure to authenticate increases risk that an attacker can insert unauthenticated mail messages, a form of internally SPOOFED SPAM that can be difficult to trace. Encryption ensures confidentiality of data in motion as it traverses network connections. Failure to specify TLS encryption causes message transfer to be sent unencrypted, (including the authentication password), which makes it susceptible to eavesdropping. This setting controls the default authentication and encryption algorithms used for outbound connections using this connector. (That is, the authentication used when delivering outbound mail to another SMTP Virtual Server.) Because E-Mail services environments typically support multi-directional message flow at the Connector level, it is preferred that specific requirements be set there, and let this configuration at the Virtual Server level serve as a default. Authentication type of Anonymous and use of TLS are recommended for this setting.',
  checkContent:
    'Validate the Virtual Server outbound Security.\n\nProcedure: Exchange System Manager >> Administrative Groups >> [administrative group] >> Servers >> [server] >> Protocols >> SMTP >> [specific SMTP virtual server] >> Properties >> Delivery tab >> Outbound Security button\n\n“Anonymous” and "TLS" should be selected.\n\nCriteria: If “Anonymous” and "TLS" are selected, this is not a finding.',
  fixText:
    'Set Virtual Server outbound security.\n\nProcedure: Exchange System Manager >> Administrative Groups >> [administrative group] >> Servers >> [server] >> Protocols >> SMTP >> [specific SMTP virtual server] >> Properties >> Delivery tab >> Outbound Security button\n\nSelect “Anonymous” and "TLS" encryption.',
} as const;

/**
 * Not part of the check: what the fix does to mail for hosts without TLS (Microsoft KB329061 sends administrators to a
 * dedicated connector for those).
 */
export const fixWarning =
  'Before this is set: mail to hosts that do not offer TLS will wait in the queue and be returned. Where such hosts must be reached, Microsoft’s advice is a dedicated SMTP connector with its own outbound security, rather than a change of the default SMTP virtual server.';
