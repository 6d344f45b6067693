import type { PropertySheet, PropertySource } from './property.ts';
import { accessPage } from './property-pages/access.ts';
import { connectorPages } from './property-pages/connector.ts';
import { deliveryPage } from './property-pages/delivery.ts';
import { generalPage } from './property-pages/general.ts';
import { messagesPage } from './property-pages/messages.ts';

type Attributes = PropertySource['attributes'];

/**
 * The Properties dialog of an SMTP virtual server from its attributes as read (none if the object was not delivered): tabs,
 * labels and order of Exchange System Manager 2003.
 */
export function virtualServerSheet(attributes: Attributes): PropertySheet {
  const source = { attributes, unreadable: whyUnreadable(attributes, ['msExchServerBindings']) };
  return {
    pages: [generalPage(source), accessPage(source), messagesPage(source), deliveryPage(source)],
    outboundSecurityPage: 3,
    otherTabs: [],
  };
}

/** The Properties dialog of an SMTP connector, as far as Hopcheck reads it. */
export function connectorSheet(attributes: Attributes): PropertySheet {
  const always = ['routingList', 'msExchSourceBridgeheadServersDN'];
  return {
    pages: connectorPages({ attributes, unreadable: whyUnreadable(attributes, always) }),
    outboundSecurityPage: 1,
    otherTabs: ['Delivery Options', 'Connected Routing Groups', 'Content Restrictions', 'Details'],
  };
}

/** An attribute that did not come is not stored only if what is always there came: else the account may not read it. */
function whyUnreadable(attributes: Attributes, always: readonly string[]): string | null {
  if (Object.keys(attributes).length === 0) return 'The object was not delivered.';
  if (always.some((name) => (attributes[name] ?? []).length > 0)) return null;
  return `Not even ${always.join(' or ')}, which every such object has, was delivered: the account probably may not read the settings.`;
}
