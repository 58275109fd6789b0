import { findContact } from './contacts/contacts.js';
import { badRequest } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import type { Campaign, HighlevelStore } from './store.js';
import { oneOf, text, validate } from './validation.js';

/** Adds the list of campaigns, and the way of a contact into and out of them. */
export function addCampaignRoutes(route: AddRoute, store: HighlevelStore): void {
  const campaigns = '/contacts/:contactId/campaigns';

  route('GET', '/campaigns/', 'campaigns.readonly', ({ query }) => {
    checkLocation(query.locationId);
    const { status } = validate<{ status?: string }>(query, {
      locationId: { check: text, required: true },
      status: { check: oneOf('draft', 'published') },
    });
    const own = store.campaigns.filter((item) => status === undefined || item.status === status);
    return { body: { campaigns: own.map(toldOf) } };
  });

  route('POST', `${campaigns}/:id`, 'contacts.write', ({ params, body }) => {
    validate(body, {});
    const contact = findContact(store, params.contactId);
    const campaign = findCampaign(store, params.id);
    if (!campaign.contactIds.includes(contact.id)) campaign.contactIds.push(contact.id);
    return { status: 201, body: { succeded: true } };
  });

  route('DELETE', `${campaigns}/removeAll`, 'contacts.write', ({ params }) => {
    const contact = findContact(store, params.contactId);
    for (const campaign of store.campaigns) takeOut(campaign, contact.id);
    return { body: { succeded: true } };
  });

  route('DELETE', `${campaigns}/:id`, 'contacts.write', ({ params }) => {
    const contact = findContact(store, params.contactId);
    takeOut(findCampaign(store, params.id), contact.id);
    return { body: { succeded: true } };
  });
}

function takeOut(campaign: Campaign, contactId: string): void {
  campaign.contactIds = campaign.contactIds.filter((id) => id !== contactId);
}

/** What the list tells: not who is in it. */
function toldOf(item: Campaign): Partial<Campaign> {
  return { ...item, contactIds: undefined };
}

function findCampaign(store: HighlevelStore, id: string | undefined): Campaign {
  const campaign = store.campaigns.find((item) => item.id === id);
  // By analogy with contacts; unverified for campaigns.
  if (!campaign) throw badRequest(`Campaign with id ${id} not found`);
  return campaign;
}
