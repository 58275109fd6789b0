import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import { attributeKeyOf } from '../../toolkit/fields/attribute_key.js';
import type { LabelChange, RecordChange } from '../../contract/change.js';
import type { ContactDraft, ContactTarget } from '../../contract/contacts.js';
import type { FieldMeta } from '../../contract/form.js';
import { addOnce, isSince } from '../../toolkit/writes/add_once.js';
import { contactProblems, inputProblems } from '../../toolkit/problems.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { missingIn } from './answer.js';
import { clearedBody, isCreateOnly, isStandardField, standardBody } from './fields.js';
import { findContacts, readContact } from './find.js';
import { rawContactIn, writtenContact } from './shape.js';
import {
  customFieldItems,
  customFieldWrites,
  hasBoxes,
  type CustomFieldWrite,
} from '../custom_fields/writes.js';
import { fieldFromMeta, type CustomField } from '../custom_fields/definitions.js';
import { dndBody, isDndField } from './dnd.js';
import { isDuplicate } from '../errors.js';
import { fieldLabels } from '../said.js';
import { highlevelProblems } from '../problems.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';
import { addTags, removeTags } from './tags.js';
import { divided, lookUp } from '../../toolkit/values/index.js';

/** Values that a location may keep unique, in the API's names. */
const UNIQUE_FIELDS = ['email', 'phone'] as const;

/** A change's parts, checked and in the API's terms. */
interface Checked {
  /** Of the filled fields, without custom fields and tags. */
  body: Record<string, unknown>;
  /** Of the filled custom fields. Those to empty stand apart: a new contact has nothing to empty. */
  custom: CustomFieldWrite[];
  emptied: CustomFieldWrite[];
  /** Every custom field that the step knows, for naming those in the answer. */
  named: CustomField[];
  change: RecordChange;
}

/**
 * Checks a change and makes it ready to be sent, with the location's custom fields read only when
 * the step's fields didn't bring them along.
 * @throws Problem naming the field that can't be as it is
 */
export async function draftContact(
  client: HighlevelClient,
  change: RecordChange,
): Promise<ContactDraft> {
  const checked = await check(client, change);
  return {
    update: (target) => update(client, target, checked),
    create: async (key = {}) => {
      const body = { ...(await standardBody(key)), ...checked.body };
      return create(client, { ...checked, body });
    },
  };
}

async function check(client: HighlevelClient, change: RecordChange): Promise<Checked> {
  const { values, clear, fieldMeta } = change;
  const parts = divided(values, {
    standard: isStandardField,
    dnd: isDndField,
    custom: isCustomField,
  });
  const body = { ...(await standardBody(parts.standard)), ...dndBody(parts.dnd) };
  const customInput = { values: parts.custom, fieldMeta };
  const writes = await customFieldWrites(client, customInput, clear.filter(isCustomField));
  const named = fieldsOf([...writes.set, ...writes.emptied], fieldMeta);
  return { body, custom: writes.set, emptied: writes.emptied, named, change };
}

/** Whether a key can be one of a contact's fields, whose custom ones the location knows. */
export function isInput(key: string): boolean {
  return isStandardField(key) || isDndField(key) || isCustomField(key);
}

function isCustomField(key: string): boolean {
  return attributeKeyOf(key) !== undefined;
}

async function update(
  client: HighlevelClient,
  target: ContactTarget,
  { body, custom: set, emptied, named, change }: Checked,
): Promise<Contact> {
  const custom = [...set, ...emptied];
  const createOnly = Object.keys(change.values).find(isCreateOnly);
  if (createOnly) throw inputProblems.unknownField(createOnly);
  const { id, known } = target;
  const labels = labelsOf(change);
  const fields = {
    ...body,
    ...clearedBody(change.clear),
    ...(labels.replace && { tags: labels.replace }),
  };
  const missing: string[] = [];
  const writes: OrderedWrite<Contact>[] = [];
  if (Object.keys(fields).length > 0 || custom.length > 0) {
    writes.push({
      what: 'the fields',
      run: async () => {
        const current = hasBoxes(custom) ? (known ?? (await readContact(client, id))) : undefined;
        return put(client, id, { body: fields, custom, current, named, missing });
      },
    });
  }
  // Tags alone answer with tags alone: the contact is read for the output.
  const start = writes.length === 0 ? (known ?? (await readContact(client, id))) : { id };
  const updated = await writeInOrder([...writes, ...tagWrites(client, labels)], start);
  if (missing.length > 0) throw highlevelProblems.notTaken(missing, id);
  return updated;
}

async function create(
  client: HighlevelClient,
  { body: { type, ...body }, custom, named, change }: Checked,
): Promise<Contact> {
  const { add, replace = add } = change.labels;
  const values = {
    locationId: client.locationId,
    ...body,
    ...(replace.length > 0 && { tags: replace }),
  };
  const sent = withCustomFields(values, custom, undefined);
  const { memory, wire } = client;
  const { platform, deadline } = wire;
  const keys = pick(body, UNIQUE_FIELDS);
  const missing: string[] = [];
  const typing: OrderedWrite<Contact> = {
    what: 'the contact type',
    run: ({ id }) =>
      put(client, id, { body: { type }, custom: [], current: undefined, named, missing }),
  };
  const created = await addOnce({
    platform,
    memory,
    key: ['contact', sent, type],
    add: () =>
      highlevelRequest(
        client,
        { method: 'POST', path: '/contacts/', body: sent, scope: 'contacts.write' },
        (data) => {
          const raw = rawContactIn(client, data);
          missing.push(...missingIn(raw, values, custom).labels);
          return writtenContact(client, raw, named);
        },
      ).catch((failure: unknown) => explainDuplicate(client, failure, values, undefined)),
    ...(Object.keys(keys).length > 0 && {
      find: async (earlier) =>
        (await findContacts(client, keys)).find((one) => isSince(one.created_at, earlier)),
    }),
    // The create request knows no type and refuses what it doesn't know; an update takes one.
    ...(type !== undefined && {
      rest: {
        idOf: ({ id }) => id,
        read: (id) => missAsNone(readContact(client, id)),
        run: (contact) => writeInOrder([typing], contact, { added: 'the new contact', deadline }),
      },
    }),
  });
  if (missing.length > 0) throw highlevelProblems.notTakenNew(missing, created.id);
  return created;
}

/** The texts among a body's values under some names. */
function pick(
  body: Record<string, unknown>,
  names: readonly (typeof UNIQUE_FIELDS)[number][],
): Partial<Record<(typeof UNIQUE_FIELDS)[number], string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = body[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** A write of a contact's fields. */
interface PreparedWrite {
  body: Record<string, unknown>;
  custom: readonly CustomFieldWrite[];
  /** The contact before, where boxes of a list are written. */
  current: Contact | undefined;
  named: readonly CustomField[];
  /** Takes up the labels of what the answer shows otherwise. */
  missing: string[];
}

/**
 * Writes a contact's fields in one request. Some custom fields are emptied by null alone, which others
 * ignore: where an empty text left a value behind, one more request tries that.
 */
async function put(
  client: HighlevelClient,
  id: string,
  { body, custom, current, named, missing }: PreparedWrite,
): Promise<Contact> {
  const raw = await putBody(client, id, withCustomFields(body, custom, current));
  const first = missingIn(raw, body, custom);
  const nulls = first.notEmptied.map((write) => ({ ...write, value: null }));
  // The rest is done, so that even a failure here only means that the fields aren't empty.
  const emptied =
    nulls.length > 0
      ? await putBody(client, id, withCustomFields({}, nulls, undefined)).catch(() => undefined)
      : undefined;
  const { labels } = emptied ? missingIn(emptied, body, custom) : first;
  missing.push(...labels);
  return writtenContact(client, emptied ?? raw, named);
}

/** @returns the contact of the answer, as it came */
async function putBody(
  client: HighlevelClient,
  id: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  return highlevelRequest(
    client,
    {
      method: 'PUT',
      path: path`/contacts/${id}`,
      body,
      subject: `contact ${id}`,
      scope: 'contacts.write',
    },
    (data) => rawContactIn(client, data),
  ).catch((failure: unknown) => explainDuplicate(client, failure, body, id));
}

function withCustomFields(
  body: Record<string, unknown>,
  custom: readonly CustomFieldWrite[],
  current: Contact | undefined,
): Record<string, unknown> {
  return custom.length === 0 ? body : { ...body, customFields: customFieldItems(custom, current) };
}

function fieldsOf(custom: readonly CustomFieldWrite[], fieldMeta: FieldMeta): CustomField[] {
  const ofForm = Object.entries(fieldMeta).flatMap(([key, meta]) => fieldFromMeta(key, meta) ?? []);
  return [...custom.map(({ field }) => field), ...ofForm];
}

function labelsOf({ clear, labels }: RecordChange): LabelChange {
  return clear.includes('labels') ? { add: [], remove: [], replace: [] } : labels;
}

/** Adding and removing never touch the other tags, as a list in the contact itself would. */
function tagWrites(
  client: HighlevelClient,
  { add, remove, replace }: LabelChange,
): OrderedWrite<Contact>[] {
  if (replace) return [];
  const writes: OrderedWrite<Contact>[] = [];
  if (add.length > 0) {
    writes.push({
      what: 'the tags to add',
      run: async (contact) => ({ ...contact, labels: await addTags(client, contact.id, add) }),
    });
  }
  if (remove.length > 0) {
    writes.push({
      what: 'the tags to remove',
      run: async (contact) => ({
        ...contact,
        labels: await removeTags(client, contact.id, remove),
      }),
    });
  }
  return writes;
}

/**
 * Says whose the e-mail or phone is when the location allows no duplicates. HighLevel names the owner
 * itself; where the answer doesn't, the owner is looked up.
 * @throws Problem always
 */
async function explainDuplicate(
  client: HighlevelClient,
  failure: unknown,
  sent: Record<string, unknown>,
  ownId: string | undefined,
): Promise<never> {
  if (!isDuplicate(failure)) throw failure;
  const named = ownerNamedBy(failure.details.refusal);
  for (const field of UNIQUE_FIELDS) {
    const value = sent[field];
    if (typeof value !== 'string' || (named && named.field !== field)) continue;
    const owners = named
      ? [named.owner]
      : await findContacts(client, { [field]: value }).catch(() => []);
    const owner = owners.find(({ id }) => id !== ownId);
    if (owner) throw contactProblems.taken(lookUp(fieldLabels, field) ?? field, value, owner);
  }
  if (named && named.owner.id !== ownId) throw highlevelProblems.takenBy(named.owner);
  throw failure;
}

/** The owner in the refusal's `meta: {contactId, contactName, matchingField}`. */
function ownerNamedBy(refusal: unknown): { field: string; owner: Contact } | undefined {
  const data = isRecord(refusal) && isRecord(refusal['data']) ? refusal['data'] : {};
  const meta = isRecord(data['meta']) ? data['meta'] : {};
  const id = asText(meta['contactId']);
  const name = asText(meta['contactName']);
  return id
    ? { field: asText(meta['matchingField']), owner: { id, ...(name && { name }) } }
    : undefined;
}
