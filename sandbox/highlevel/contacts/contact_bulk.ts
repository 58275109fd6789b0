import { findBusiness } from '../businesses.js';
import { type AddRoute, checkLocation } from '../gateway.js';
import type { Contact, HighlevelStore } from '../store.js';
import { type Check, flag, text, texts, validate } from '../validation.js';

/** Reported; the document names none (reference §2.9). */
const MOST_OF_TAGS = 500;
/** So the document may be meant, which has it at the wrong place (reference §2.8). */
const MOST_OF_BUSINESS = 50;

interface TagsBody {
  contacts: string[];
  tags: string[];
  removeAllTags?: boolean;
}

/** Adds what changes many contacts at once: their tags, and the business that they belong to. */
export function addBulkRoutes(route: AddRoute, store: HighlevelStore): void {
  for (const change of ['add', 'remove'] as const) {
    // The vendor's document names no scope of the bulk calls.
    route('POST', `/contacts/bulk/tags/update/${change}`, 'contacts.write', (call) => {
      checkLocation(call.body.locationId);
      const body = validate<TagsBody>(call.body, {
        contacts: { check: upTo(MOST_OF_TAGS), required: true },
        tags: { check: texts, required: true },
        locationId: { check: text, required: true },
        ...(change === 'remove' && { removeAllTags: { check: flag } }),
      });
      const responses = body.contacts.map((id) => changeTags(store, id, change, body));
      const errorCount = responses.filter(({ type }) => type === 'error').length;
      return { status: 201, body: { succeded: true, errorCount, responses } };
    });
  }

  route('POST', '/contacts/bulk/business', 'contacts.write', (call) => {
    checkLocation(call.body.locationId);
    const { ids, businessId } = validate<{ ids: string[]; businessId: string | null }>(call.body, {
      locationId: { check: text, required: true },
      ids: { check: upTo(MOST_OF_BUSINESS), required: true },
      businessId: { check: text, required: true, nullable: true },
    });
    const business = businessId === null ? undefined : findBusiness(store, businessId).id;
    // Who isn't there is left out without a word; unverified.
    const known = ids.flatMap((id) => ownContact(store, id) ?? []);
    for (const contact of known) store.updateContact(contact, { businessId: business });
    return { body: { success: true, ids: known.map(({ id }) => id) } };
  });
}

function changeTags(
  store: HighlevelStore,
  contactId: string,
  change: 'add' | 'remove',
  { tags, removeAllTags }: TagsBody,
): Record<string, unknown> {
  const refused = (message: string) => ({ contactId, message, type: 'error' });
  if (!/^\w{20}$/.test(contactId)) return refused('contact id is not a valid firebase id');
  const held = store.contacts.get(contactId);
  if (!held) return refused('contact is deleted');
  const contact = ownContact(store, contactId);
  if (!contact) return refused('contact does not belong to location');
  const oldTags = contact.tags;
  const asked = tags.map((tag) => tag.trim().toLowerCase());
  const next =
    change === 'add'
      ? [...oldTags, ...asked]
      : oldTags.filter((tag) => removeAllTags !== true && !asked.includes(tag));
  const { tags: left } = store.updateContact(contact, { tags: next });
  return {
    ...{ contactId, message: 'Tags updated', type: 'success', oldTags },
    tagsAdded: left.filter((tag) => !oldTags.includes(tag)),
    tagsRemoved: oldTags.filter((tag) => !left.includes(tag)),
  };
}

function ownContact(store: HighlevelStore, id: string): Contact | undefined {
  const contact = store.contacts.get(id);
  return contact?.locationId === store.location.id ? contact : undefined;
}

/** Texts, at least one and no more than so many. */
function upTo(most: number): Check {
  return (value, name) => {
    if (!Array.isArray(value) || value.length <= most) return texts(value, name);
    return [`${name} must contain no more than ${most} elements`];
  };
}
