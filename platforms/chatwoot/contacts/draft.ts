import { isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone, statusOf } from '../../../http/problem.js';
import type { ApiRequest } from '../../../http/request.js';
import type { Contact } from '../../../objects/contact.js';
import type { RecordChange } from '../../contract/change.js';
import type { ContactDraft, ContactTarget } from '../../contract/contacts.js';
import { addOnce, isSince } from '../../toolkit/writes/add_once.js';
import { droppedProblems, inputProblems } from '../../toolkit/problems.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';
import { divided } from '../../toolkit/values/index.js';
import {
  isAttributeInput,
  readAttributeChange,
  type AttributeChange,
} from '../custom_attributes/inputs.js';
import { accountRequest, type AccountClient, type ChatwootClient } from '../client.js';
import {
  clearedBody,
  isStandardField,
  joinedBody,
  standardBody,
  type StandardBody,
} from './fields.js';
import { notStoredIn } from './check.js';
import { findContacts, readContact } from './find.js';
import { afterLostRace, explainRefusal, uniqueValues } from './refusal.js';
import { contactIn } from './shape.js';
import { chatwootProblems } from '../problems.js';
import { toId } from '../ids.js';
import { changeLabels } from '../labels.js';
import { AVATAR_FILE, withPicture, type Picture } from './picture.js';

/** A change's parts, checked and in the API's terms. */
interface Checked {
  /** Of the filled fields. What empties others stands apart: a new contact has nothing to empty. */
  standard: StandardBody;
  cleared: StandardBody;
  attributes: AttributeChange;
  inboxId: number | undefined;
  /** The address of a picture. */
  avatar: unknown;
  change: RecordChange;
}

/** Inputs that are read apart from the standard fields. */
const OWN = ['inbox', 'avatar'];

/**
 * Checks a change and makes it ready to be sent, with the definitions of the account's attributes
 * read only when the step's fields didn't bring them along.
 * @throws Problem naming the field that can't be as it is
 */
export async function draftContact(
  client: ChatwootClient,
  change: RecordChange,
): Promise<ContactDraft> {
  const checked = await check(client, change);
  return {
    update: async (target) => {
      if (checked.inboxId !== undefined) throw inputProblems.unknownField('inbox');
      return withAvatar(client, checked, (picture) => update(client, target, checked, picture));
    },
    create: async (key = {}) => {
      const standard = joinedBody(await standardBody(key), checked.standard);
      const named = { ...checked, standard };
      return withAvatar(client, named, (picture) => create(client, named, picture));
    },
  };
}

async function check(client: ChatwootClient, change: RecordChange): Promise<Checked> {
  const { values, clear } = change;
  const { inbox, avatar } = values;
  const inboxId = inbox === undefined ? undefined : Number(toId('Inbox', inbox));
  const parts = divided(values, {
    own: (key) => OWN.includes(key),
    standard: isStandardField,
    attributes: isAttributeInput,
  });
  checkPicture(change);
  const standard = await standardBody(parts.standard);
  const attributes = await readAttributeChange(
    client,
    'contact',
    { ...change, values: parts.attributes },
    clear.filter((key) => !isStandardField(key) && key !== 'labels'),
  );
  return { standard, cleared: clearedBody(clear), attributes, inboxId, avatar, change };
}

/** @throws Problem for a picture that is also fetched from an address, or taken away */
function checkPicture({ values, clear }: RecordChange): void {
  if (values['avatar'] === undefined) return;
  if (values['avatar_url'] !== undefined) throw chatwootProblems.pictureTwice();
  if (clear.includes('avatar_url')) throw inputProblems.clearedAndSet('avatar_url');
}

/** Opens the picture, where there is one, before anything is written. */
async function withAvatar(
  client: ChatwootClient,
  { avatar }: Checked,
  write: (picture: Picture | undefined) => Promise<Contact>,
): Promise<Contact> {
  return avatar === undefined ? write(undefined) : withPicture(client, AVATAR_FILE, avatar, write);
}

/** Whether a key can be one of a contact's fields, whose attributes the account knows. */
export function isInput(key: string): boolean {
  return isStandardField(key) || OWN.includes(key) || isAttributeInput(key);
}

async function update(
  client: ChatwootClient,
  target: ContactTarget,
  checked: Checked,
  picture: Picture | undefined,
): Promise<Contact> {
  const { id, known } = target;
  const lost: string[] = [];
  const writes = [
    ...fieldWrites(client, target, checked, lost),
    ...removalWrites(client, id, checked),
    ...pictureWrites(client, picture, id),
  ];
  const labels = labelWrites(client, checked.change);
  // What is filled may be blank inside, so that nobody saw it yet.
  if (writes.length + labels.length === 0 && !known) throw inputProblems.nothingToChange();
  // Labels don't come with the contact: when nothing else brings it, it is read for the output.
  const start = writes.length === 0 ? (known ?? (await readContact(client, id))) : { id };
  const after = await writeInOrder([...writes, ...labels], start);
  if (lost.length > 0) throw droppedProblems.ofContact(client.wire.platform, lost);
  return after;
}

/** @param lost takes up the fields whose values the answer hasn't */
function fieldWrites(
  client: ChatwootClient,
  target: ContactTarget,
  { standard, cleared, attributes: { set } }: Checked,
  lost: string[],
): OrderedWrite<Contact>[] {
  const { id } = target;
  const fields = joinedBody(standard, cleared);
  if (!hasFields(fields, set)) return [];
  return [
    {
      what: 'the fields',
      run: async () => {
        const body = fieldsBody(fields, set, await extrasToKeep(client, target, fields));
        const { contact, data } = await write(client, id, {
          method: client.updateMethod,
          path: path`/contacts/${id}`,
          body,
        }).catch((failure: unknown) => explainRefusal(client, failure, fields.contact, id));
        lost.push(...(await notStoredIn(client, fields, set, data)));
        return contact;
      },
    },
  ];
}

/** What is taken off: attributes, and the picture. */
function removalWrites(
  client: ChatwootClient,
  id: string,
  { attributes: { removed }, change: { clear } }: Checked,
): OrderedWrite<Contact>[] {
  const writes: OrderedWrite<Contact>[] = [];
  if (removed.length > 0) {
    writes.push({
      what: 'the custom attributes to empty',
      run: async () => {
        const target = path`/contacts/${id}/destroy_custom_attributes`;
        const body = { custom_attributes: removed };
        return (await write(client, id, { method: 'POST', path: target, body })).contact;
      },
    });
  }
  if (clear.includes('avatar_url')) {
    writes.push({
      what: 'the avatar',
      run: async () => {
        const target = path`/contacts/${id}/avatar`;
        return (await write(client, id, { method: 'DELETE', path: target })).contact;
      },
    });
  }
  return writes;
}

async function create(
  client: ChatwootClient,
  { standard, attributes: { set }, inboxId, change }: Checked,
  picture: Picture | undefined,
): Promise<Contact> {
  const body = {
    ...fieldsBody(standard, set, {}),
    ...(inboxId !== undefined && { inbox_id: inboxId }),
  };
  const call: ApiRequest = {
    method: 'POST',
    path: '/contacts',
    body,
    ...(inboxId !== undefined && { subject: `inbox ${inboxId}` }),
  };
  const { memory, wire } = client;
  const { platform, deadline } = wire;
  const unique = uniqueValues(standard.contact);
  const others = [
    ...pictureWrites(client, picture),
    ...labelWrites(client, { ...change, clear: [] }),
  ];
  const { contact, lost } = await addOnce<Made>({
    platform,
    memory,
    key: ['contact', body, change.labels],
    add: async () => {
      try {
        const { contact, data } = await accountRequest(client, call, readWhole);
        return { contact, lost: await notStoredIn(client, standard, set, data) };
      } catch (failure) {
        return {
          contact: await (statusOf(failure) === 500
            ? afterLostRace(client, failure, standard.contact)
            : explainRefusal(client, failure, standard.contact, undefined)),
          lost: [],
        };
      }
    },
    ...(!isEmpty(unique) && {
      find: async (earlier) => {
        const found = await findContacts(client, unique);
        const contact = found.find((one) => isSince(one.created_at, earlier));
        return contact && { contact, lost: [] };
      },
    }),
    ...(others.length > 0 && {
      rest: {
        idOf: ({ contact }) => contact.id,
        read: async (id) => {
          const contact = await missAsNone(readContact(client, id));
          return contact && { contact, lost: [] };
        },
        run: async ({ contact, lost }) => ({
          contact: await writeInOrder(others, contact, { added: 'the new contact', deadline }),
          lost,
        }),
      },
    }),
  });
  if (lost.length > 0) throw droppedProblems.ofNewContact(platform, lost, contact.id);
  return contact;
}

/** A new contact, and the fields whose values its answer hasn't. */
interface Made {
  contact: Contact;
  lost: string[];
}

/** Reads the contact of an answer and keeps the answer, which tells what was stored. */
function readWhole(data: unknown, client: AccountClient): { contact: Contact; data: unknown } {
  return { contact: contactIn(client, data), data };
}

/**
 * The picture goes in a request of its own: a form would make texts of the attributes beside it.
 * @param id of a contact that is there; else it is the one that was just made
 */
function pictureWrites(
  client: ChatwootClient,
  picture: Picture | undefined,
  id?: string,
): OrderedWrite<Contact>[] {
  if (!picture) return [];
  return [
    {
      what: `the ${AVATAR_FILE}`,
      run: async (contact) => {
        const own = id ?? contact.id;
        const call: ApiRequest = {
          method: client.updateMethod,
          path: path`/contacts/${own}`,
          form: [{ name: 'avatar', file: await picture() }],
          subject: `contact ${own}`,
        };
        return accountRequest(client, call, (data, own) => contactIn(own, data));
      },
    },
  ];
}

function hasFields(standard: StandardBody, attributes: Record<string, unknown>): boolean {
  const { contact, additional_attributes, social_profiles } = standard;
  return ![contact, additional_attributes, social_profiles, attributes].every(isEmpty);
}

/**
 * The additional attributes a write must repeat: servers before 4.2 replace them, all versions replace
 * the social profiles among them.
 */
async function extrasToKeep(
  client: ChatwootClient,
  { id, known }: ContactTarget,
  standard: StandardBody,
): Promise<Record<string, unknown>> {
  if (isEmpty(standard.additional_attributes) && isEmpty(standard.social_profiles)) return {};
  const { additional_attributes: extras } = known ?? (await readContact(client, id));
  return isRecord(extras) ? extras : {};
}

function fieldsBody(
  { contact, additional_attributes, social_profiles }: StandardBody,
  attributes: Record<string, unknown>,
  kept: Record<string, unknown>,
): Record<string, unknown> {
  const keptProfiles = isRecord(kept['social_profiles']) ? kept['social_profiles'] : {};
  const profiles = isEmpty(social_profiles)
    ? {}
    : { social_profiles: { ...keptProfiles, ...social_profiles } };
  const extras = { ...additional_attributes, ...profiles };
  return {
    ...contact,
    ...(!isEmpty(attributes) && { custom_attributes: attributes }),
    ...(!isEmpty(extras) && { additional_attributes: { ...kept, ...extras } }),
  };
}

function labelWrites(client: ChatwootClient, change: RecordChange): OrderedWrite<Contact>[] {
  const labels = change.clear.includes('labels')
    ? { add: [], remove: [], replace: [] }
    : change.labels;
  if (!labels.replace && labels.add.length === 0 && labels.remove.length === 0) return [];
  return [
    {
      what: 'the labels',
      run: async (contact) => ({
        ...contact,
        labels: await changeLabels(client, contact.id, labels),
      }),
    },
  ];
}

/** All of these set or take off what is given: a repeat does no harm. */
async function write(
  client: ChatwootClient,
  id: string,
  call: Pick<ApiRequest, 'method' | 'path' | 'body'>,
): Promise<{ contact: Contact; data: unknown }> {
  return accountRequest(client, { ...call, subject: `contact ${id}`, repeatable: true }, readWhole);
}

function isEmpty(record: Record<string, unknown>): boolean {
  return Object.keys(record).length === 0;
}
