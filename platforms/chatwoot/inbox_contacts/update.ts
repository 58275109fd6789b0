import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { Problem } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import type { InboxContact, InboxContactRequest } from '../../contract/inbox_contacts.js';
import { contactProblems, droppedProblems, inputProblems } from '../../toolkit/problems.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';
import { omit, toOptionalText, toText } from '../../toolkit/values/index.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { inboxContactIn, notStoredIn, readRequest, sendContact } from './client_api_contact.js';
import { findContacts } from '../contacts/find.js';
import { explainRefusal } from '../contacts/refusal.js';
import { rawContactIn } from '../contacts/shape.js';
import { chatwootProblems } from '../problems.js';

/** It proves who the contact is, and changes nothing. */
const PROOF = 'identifier_hash';

/**
 * Changes a contact through its inbox, then what the client API can't: the external ID, which it only
 * compares with the hash, a picture where there is one, and attributes to take off. Those take the
 * connection's key, where it may.
 * @throws Problem for a clash before anything is sent, and for what the server dropped without a word
 */
export async function updateInboxContact(
  client: ChatwootClient,
  change: InboxContactRequest & { sourceId: string },
): Promise<InboxContact> {
  const { inbox, sourceId } = change;
  const { body, removed } = await readRequest(client, change);
  if (removed.length === 0 && isEmpty(omit(body, [PROOF]))) throw inputProblems.nothingToChange();
  if (change.ifClash === 'stop') await stopAtClash(client, change);
  const target = path`/public/api/v1/inboxes/${inbox}/contacts/${sourceId}`;
  const lost: string[] = [];
  const writes: OrderedWrite<Updated>[] = [
    {
      what: 'the fields',
      run: async () => {
        const data = await sendContact(client, { method: 'PATCH', target, inbox, sourceId }, body);
        lost.push(...notStoredIn(body, data));
        return { contact: inboxContactIn(data, sourceId), answer: data };
      },
    },
  ];
  const { identifier, avatar_url: avatar } = body;
  if (identifier !== undefined || avatar !== undefined) {
    const parts = [
      ...(identifier === undefined ? [] : ['the external ID']),
      ...(avatar === undefined ? [] : ['the avatar']),
    ];
    writes.push({
      what: parts.join(', '),
      run: (updated) => {
        const isThere = updated.answer['identifier'] === identifier;
        const sent = {
          ...(!isThere && identifier !== undefined && { identifier }),
          ...(avatar !== undefined && { avatar_url: avatar }),
        };
        if (isEmpty(sent)) return Promise.resolve(updated);
        // A picture that was there may be there still: that can't be told.
        const lacking = isThere || identifier === undefined ? [] : ['External ID'];
        return ifAllowed(updated, lacking, () => writeOwn(client, updated, sent));
      },
    });
  }
  if (removed.length > 0) {
    writes.push({
      what: 'the custom attributes to take off',
      run: (updated) =>
        ifAllowed(updated, ['Custom Attributes (JSON)'], async () => {
          await accountRequest(client, {
            method: 'POST',
            path: path`/contacts/${updated.contact.id}/destroy_custom_attributes`,
            body: { custom_attributes: removed },
            subject: `contact ${updated.contact.id}`,
            repeatable: true,
          });
        }),
    });
  }
  const { contact } = await writeInOrder(writes, NOBODY);
  if (lost.length > 0) {
    throw await explainLoss(client, contact, body, [...lost, ...(contact.not_stored ?? [])]);
  }
  return contact;
}

/** What an update has come to so far: the contact, and the client API's whole answer. */
interface Updated {
  contact: InboxContact;
  answer: Record<string, unknown>;
}
const NOBODY: Updated = { contact: { id: '', source_id: '' }, answer: {} };

/** Does what takes the connection's key; where it may not, the output says that it isn't done. */
async function ifAllowed(
  updated: Updated,
  fields: readonly string[],
  work: () => Promise<void>,
): Promise<Updated> {
  try {
    await work();
    return updated;
  } catch (failure) {
    if (!isForbidden(failure)) throw failure;
    return { ...updated, contact: withNotStored(updated.contact, fields) };
  }
}

/** True where the key is good but may not: a bot's, a role's without the right, another account's. */
function isForbidden(failure: unknown): boolean {
  if (!(failure instanceof Problem) || failure.kind !== 'error') return false;
  const { refusal } = failure.details;
  return refusal?.missing === true || [401, 403].includes(refusal?.status ?? 0);
}

async function writeOwn(
  client: ChatwootClient,
  { contact: { id } }: Updated,
  sent: Record<string, unknown>,
): Promise<void> {
  const data = await accountRequest(client, {
    method: client.updateMethod,
    path: path`/contacts/${id}`,
    body: sent,
    subject: `contact ${id}`,
  }).catch((failure: unknown) => explainRefusal(client, failure, sent, id));
  const held = rawContactIn(data);
  const { identifier } = sent;
  if (identifier !== undefined && (!isRecord(held) || held['identifier'] !== identifier)) {
    throw droppedProblems.ofContact(client.wire.platform, ['External ID']);
  }
}

function withNotStored(contact: InboxContact, fields: readonly string[]): InboxContact {
  const all = [...(contact.not_stored ?? []), ...fields];
  return all.length > 0 ? { ...contact, not_stored: all } : contact;
}

/** Why a value isn't there, where it can be found out: the server won't take another contact's phone. */
async function explainLoss(
  client: ChatwootClient,
  { id }: InboxContact,
  body: Record<string, unknown>,
  lost: readonly string[],
): Promise<Problem> {
  const { platform } = client.wire;
  const phone = asText(body['phone_number']);
  if (phone && lost.includes('Phone') && lost.length === 1) {
    const owners = await findContacts(client, { phone }).catch(() => []);
    const owner = owners.find((contact) => contact.id !== id);
    if (owner) {
      const name = `${owner.name ?? 'without a name'} (ID ${owner.id})`;
      return chatwootProblems.phoneOfAnother(phone, platform, name);
    }
  }
  return droppedProblems.ofContact(platform, lost);
}

/**
 * The server merges two contacts when the e-mail or phone sent belongs to another one, and deletes
 * the one that was addressed (`contact_identify_action.rb`). The connection's key can see that coming.
 * @throws Problem naming the other contact
 */
async function stopAtClash(
  client: ChatwootClient,
  { values, sourceId }: InboxContactRequest,
): Promise<void> {
  const keys = {
    ...(values['email'] !== undefined && { email: toText(values['email']) }),
    ...(values['phone'] !== undefined && { phone: toText(values['phone']) }),
  };
  if (isEmpty(keys)) return;
  const external = toOptionalText(values['external_id']);
  const found = await findContacts(client, {
    ...keys,
    // Asked in the same request; alone, the write that sets it tells.
    ...(external !== undefined && { external_id: external }),
  });
  const others = found.filter((contact) => !isReachedBy(contact, sourceId));
  const owner = others.find((contact) => contact.external_id === external);
  if (external !== undefined && owner) throw contactProblems.taken('External ID', external, owner);
  const [other] = others;
  if (other) throw chatwootProblems.clash(other);
}

function isReachedBy(contact: Contact, sourceId: string | undefined): boolean {
  const inboxes = contact['contact_inboxes'];
  return (
    Array.isArray(inboxes) &&
    inboxes.some((inbox) => isRecord(inbox) && inbox['source_id'] === sourceId)
  );
}

function isEmpty(record: Record<string, unknown>): boolean {
  return Object.keys(record).length === 0;
}
