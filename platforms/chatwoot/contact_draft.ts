import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { Problem, problem, statusOf } from '../../http/problem.js';
import type { ApiRequest } from '../../http/request.js';
import type { Contact } from '../../objects/contact.js';
import { attributeKeyOf } from '../attribute_key.js';
import type { ContactChange, ContactDraft, ContactKey, ContactTarget } from '../contacts.js';
import { addOnce, isSince } from '../once.js';
import { contactProblems, inputProblems } from '../problems.js';
import { runSteps, type Step } from '../steps.js';
import { lookUp } from '../values.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { isStandardField, standardBody, type StandardBody } from './contact_fields.js';
import { findContacts, readContact } from './contact_lookup.js';
import { contactIn } from './contact_shape.js';
import { attributeValues } from './custom_attributes.js';
import { chatwootTexts, fieldLabels } from './errors.js';
import { toId } from './ids.js';
import { changeLabels } from './labels.js';
import { AVATAR_FILE, withPicture, type Picture } from './picture.js';

/** Values of no two contacts of an account can be the same: the API's name and ours. */
const UNIQUE_FIELDS: Record<string, ContactKey> = {
  identifier: 'external_id',
  email: 'email',
  phone_number: 'phone',
};

/** Custom attribute values by the attribute's own key, ready to be sent. */
type Attributes = Record<string, unknown>;

/**
 * Checks a change and makes it ready to be sent, with the definitions of the account's attributes
 * read only when the step's fields didn't bring them along.
 * @throws Problem naming the field that can't be as it is
 */
export async function draftContact(
  client: ChatwootClient,
  change: ContactChange,
): Promise<ContactDraft> {
  const { inbox, avatar, ...values } = change.values;
  const inboxId = inbox === undefined ? undefined : Number(toId('Inbox', inbox));
  const keys = Object.keys(values);
  const unknown = keys.find((key) => !isInput(key));
  if (unknown) throw inputProblems.unknownField(unknown);
  checkPicture(avatar, change);
  const standard = await standardBody(values, change.clear);
  const attributeInputs = keys.filter((key) => !isStandardField(key));
  const attributes =
    attributeInputs.length > 0
      ? await attributeValues(client, 'contact', pick(values, attributeInputs), change.fieldMeta)
      : {};
  return {
    update: (target) => {
      if (inbox !== undefined) throw inputProblems.unknownField('inbox');
      return withAvatar(client, avatar, (picture) =>
        update(client, target, change, standard, attributes, picture),
      );
    },
    create: () =>
      withAvatar(client, avatar, (picture) =>
        create(client, change, standard, attributes, inboxId, picture),
      ),
  };
}

/** @throws Problem for a picture that is also fetched from an address, or taken away */
function checkPicture(avatar: unknown, { values, clear }: ContactChange): void {
  if (avatar === undefined) return;
  if (values['avatar_url'] !== undefined) throw problem(chatwootTexts.pictureTwice);
  if (clear.includes('avatar_url')) throw inputProblems.clearedAndSet('avatar_url');
}

/** Opens the picture, where there is one, before anything is written. */
async function withAvatar(
  client: ChatwootClient,
  avatar: unknown,
  write: (picture: Picture | undefined) => Promise<Contact>,
): Promise<Contact> {
  return avatar === undefined ? write(undefined) : withPicture(client, AVATAR_FILE, avatar, write);
}

/** Whether a key can be one of a contact's fields, whose attributes the account knows. */
export function isInput(key: string): boolean {
  return (
    isStandardField(key) || ['inbox', 'avatar'].includes(key) || attributeKeyOf(key) !== undefined
  );
}

async function update(
  client: ChatwootClient,
  target: ContactTarget,
  change: ContactChange,
  standard: StandardBody,
  attributes: Attributes,
  picture: Picture | undefined,
): Promise<Contact> {
  const { id, known } = target;
  const steps: Step<Contact>[] = [];
  if (hasFields(standard, attributes)) {
    steps.push({
      what: 'the fields',
      run: async () => {
        const body = fieldsBody(standard, attributes, await extrasToKeep(client, target, standard));
        return write(client, client.updateMethod, path`/contacts/${id}`, id, body).catch(
          (failure: unknown) => explainRefusal(client, failure, standard.contact, id),
        );
      },
    });
  }
  const emptied = change.clear.flatMap((key) => attributeKeyOf(key) ?? []);
  if (emptied.length > 0) {
    steps.push({
      what: 'the custom attributes to empty',
      run: () =>
        write(client, 'POST', path`/contacts/${id}/destroy_custom_attributes`, id, {
          custom_attributes: emptied,
        }),
    });
  }
  if (change.clear.includes('avatar_url')) {
    steps.push({
      what: 'the avatar',
      run: () => write(client, 'DELETE', path`/contacts/${id}/avatar`, id),
    });
  }
  steps.push(...pictureSteps(client, picture, id));
  // Labels don't come with the contact: when nothing else brings it, it is read for the output.
  const start = steps.length === 0 ? (known ?? (await readContact(client, id))) : { id };
  return runSteps([...steps, ...labelSteps(client, change)], start);
}

async function create(
  client: ChatwootClient,
  change: ContactChange,
  standard: StandardBody,
  attributes: Attributes,
  inboxId: number | undefined,
  picture: Picture | undefined,
): Promise<Contact> {
  const body = {
    ...fieldsBody(standard, attributes, {}),
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
  const others = [...pictureSteps(client, picture), ...labelSteps(client, change)];
  return addOnce({
    platform,
    memory,
    key: ['contact', body, change.labels],
    add: () =>
      accountRequest(client, call, (data) => contactIn(client, data)).catch(
        async (failure: unknown) =>
          statusOf(failure) === 500
            ? afterLostRace(client, failure, standard.contact)
            : explainRefusal(client, failure, standard.contact, undefined),
      ),
    ...(Object.keys(unique).length > 0 && {
      find: async (earlier) =>
        (await findContacts(client, unique)).find((one) => isSince(one.created_at, earlier)),
    }),
    ...(others.length > 0 && {
      rest: {
        idOf: ({ id }) => id,
        run: (contact) => runSteps(others, contact, { added: 'the new contact', deadline }),
      },
    }),
  });
}

/**
 * Two creates of the same contact at the same moment: one wins, and the other gets a status 500. Also where
 * the failure came after the work was done, the contact is there.
 * @returns the contact where it is as it was to be
 * @throws Problem that names it where it is another one, or the failure where there is none
 */
async function afterLostRace(
  client: ChatwootClient,
  failure: unknown,
  sent: Record<string, unknown>,
): Promise<Contact> {
  const unique = uniqueValues(sent);
  const [owner] =
    Object.keys(unique).length > 0 ? await findContacts(client, unique).catch(() => []) : [];
  if (!owner) throw failure;
  const shared = Object.entries(UNIQUE_FIELDS).filter(
    ([name, key]) => asText(sent[name]).toLowerCase() === owner[key]?.toLowerCase(),
  );
  const isAsAsked = sent['name'] === undefined || sent['name'] === owner.name;
  if (isAsAsked && shared.length === Object.keys(unique).length) return owner;
  const [name = ''] = shared[0] ?? [];
  throw contactProblems.taken(lookUp(fieldLabels, name) ?? name, asText(sent[name]), owner);
}

/** What no other contact can have, by which a new one can be found again. */
function uniqueValues(sent: Record<string, unknown>): Partial<Record<ContactKey, string>> {
  return Object.fromEntries(
    Object.entries(UNIQUE_FIELDS).flatMap(([name, key]) => {
      const value = sent[name];
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
}

/**
 * The picture goes in a request of its own: a form would make texts of the attributes beside it.
 * @param id of a contact that is there; else it is the one that was just made
 */
function pictureSteps(
  client: ChatwootClient,
  picture: Picture | undefined,
  id?: string,
): Step<Contact>[] {
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
        return accountRequest(client, call, (data) => contactIn(client, data));
      },
    },
  ];
}

function hasFields(standard: StandardBody, attributes: Attributes): boolean {
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
  attributes: Attributes,
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

function labelSteps(client: ChatwootClient, change: ContactChange): Step<Contact>[] {
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

async function write(
  client: ChatwootClient,
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE',
  contactPath: string,
  id: string,
  body?: Record<string, unknown>,
): Promise<Contact> {
  return accountRequest(
    client,
    {
      method,
      path: contactPath,
      subject: `contact ${id}`,
      repeatable: true,
      ...(body && { body }),
    },
    (data) => contactIn(client, data),
  );
}

/**
 * Says whose the value is when the server refuses one that must be unique. Its own words may be in
 * any language, so the owner is looked up for every refused unique field.
 * @throws Problem always
 */
async function explainRefusal(
  client: ChatwootClient,
  failure: unknown,
  sent: Record<string, unknown>,
  ownId: string | undefined,
): Promise<never> {
  const refusal = failure instanceof Problem ? failure.details.refusal : undefined;
  if (refusal?.status !== 422) throw failure;
  for (const name of refusal.attributes) {
    const key = lookUp(UNIQUE_FIELDS, name);
    if (!key) continue;
    const label = lookUp(fieldLabels, name) ?? name;
    const value = sent[name] ?? (await storedValue(client, ownId, key));
    if (typeof value !== 'string') continue;
    const owners = await findContacts(client, { [key]: value }).catch(() => []);
    const owner = owners.find(({ id }) => id !== ownId);
    if (name in sent) {
      if (owner) throw contactProblems.taken(label, value, owner);
    } else if (owner) {
      const { platform } = client.wire;
      throw problem(
        chatwootTexts.sharedPhone(platform, `${owner.name ?? 'no name'} (ID ${owner.id})`),
      );
    } else if (failure instanceof Problem) {
      throw problem({ what: chatwootTexts.storedValue(label), said: refusal.said });
    }
  }
  throw failure;
}

/** A value that was refused though the step didn't send it. */
async function storedValue(
  client: ChatwootClient,
  id: string | undefined,
  key: ContactKey,
): Promise<unknown> {
  if (id === undefined) return undefined;
  return readContact(client, id).then(
    (contact) => contact[key],
    () => undefined,
  );
}

function pick(record: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}

function isEmpty(record: Record<string, unknown>): boolean {
  return Object.keys(record).length === 0;
}
