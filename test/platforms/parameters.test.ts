// Every parameter that the vendors document against the forms: reached by a field, or here with the reason why not.
import { chatwootOperations as operations } from '../../platforms/chatwoot/operations/index.js';
import type { EntryField } from '../../platforms/catalogue/entry.js';
import type { HighlevelEntry } from '../../platforms/highlevel/operations/entry.js';
import { highlevelOperations as highlevelCatalogue } from '../../platforms/highlevel/operations/index.js';
import { factsOf } from '../../scripts/docs/actions_page.js';
import {
  chatwootOperations,
  digital99Body,
  hasDocuments,
  highlevelOperations,
  vixieesBody,
  type DocumentedOperation,
} from '../helpers/documented.js';
import { formOf } from '../helpers/running/light_steps.js';
import { authDataOf, everySandbox } from '../helpers/sandbox/every_sandbox.js';

/** `step.field` by the documented name; by its first part for a whole object. */
type Reached = Record<string, string>;

const CONTACT: Reached = {
  name: 'name',
  email: 'email',
  phone_number: 'phone',
  avatar: 'avatar',
  avatar_url: 'avatar_url',
  identifier: 'external_id',
  custom_attributes: 'attr_plan_tier',
};
const INBOX_CONTACT: Reached = {
  identifier: 'external_id',
  identifier_hash: 'identifier_hash',
  email: 'email',
  name: 'name',
  phone_number: 'phone',
  avatar_url: 'avatar_url',
  custom_attributes: 'attr_plan_tier',
};

/** Where steps made by hand take Chatwoot's parameters, by the operation's number. */
const BY_HAND: Record<number, Reached> = {
  19: { ...within('create_contact', CONTACT), inbox_id: 'create_contact.inbox' },
  21: within('update_contact', CONTACT),
  27: { labels: 'update_conversation.replace_labels' },
  49: within('create_inbox_contact', INBOX_CONTACT),
  51: within('update_inbox_contact', INBOX_CONTACT),
  72: within('send_message', {
    content: 'message',
    message_type: 'direction',
    private: 'private',
    content_type: 'content_type',
    content_attributes: 'content_attributes',
    template_params: 'template',
  }),
  86: within('create_conversation', {
    source_id: 'source_id',
    inbox_id: 'inbox',
    contact_id: 'contact',
    additional_attributes: 'additional_attributes',
    custom_attributes: 'attr_order_number',
    status: 'status',
    assignee_id: 'agent',
    team_id: 'team',
    'message.content': 'message',
    'message.template_params': 'template',
  }),
  89: { status: 'update_conversation.status' },
  90: { priority: 'update_conversation.priority' },
  91: { assignee_id: 'update_conversation.agent', team_id: 'update_conversation.team' },
};

/** What the forms need to hold before they show all of their fields. */
const FILLED: Record<string, Record<string, unknown>> = {
  send_message: { conversation: '5', template: 'order_update/en' },
  create_conversation: { contact: '1', inbox: '5' },
};

/** Parameters that are no field, by number and name; `*` for every operation. */
const NOT_FIELDS: Record<string, string> = {
  '* page': 'Zapier asks for the pages itself.',
  '* account_id': "The connection's account, which is in the path already.",
  '* portal_id': 'The Portal of the step, which is in the path already.',
  '31 type': 'The step is about agents.',
  '64 availability_status': 'The server takes it as `availability` (agents_controller.rb).',
  '83 views': 'The server counts them; nobody sets them.',
  '83 folder_id': 'No server has folders any more, and none takes it (articles_controller.rb).',
  '108 type': 'The server takes it as `filter_type` (custom_filters_controller.rb).',
  '111 type': 'The server takes it as `filter_type` (custom_filters_controller.rb).',
};

const HIGHLEVEL_CONTACT: Reached = {
  firstName: 'first_name',
  lastName: 'last_name',
  name: 'name',
  email: 'email',
  phone: 'phone',
  address1: 'address1',
  city: 'city',
  state: 'state',
  postalCode: 'postal_code',
  website: 'website',
  timezone: 'timezone',
  dnd: 'dnd',
  'dndSettings.Call': 'dnd_on',
  'dndSettings.Email': 'dnd_on',
  'dndSettings.SMS': 'dnd_on',
  'dndSettings.WhatsApp': 'dnd_on',
  'dndSettings.GMB': 'dnd_on',
  'dndSettings.FB': 'dnd_on',
  'inboundDndSettings.all': 'dnd_on',
  tags: 'add_labels',
  customFields: 'attr_*',
  source: 'source',
  dateOfBirth: 'date_of_birth',
  country: 'country',
  assignedTo: 'assigned_to',
};

const HIGHLEVEL: Record<string, Reached> = {
  'POST /contacts/search': {},
  'GET /contacts/search/duplicate': { number: 'find_contact.phone', email: 'find_contact.email' },
  'POST /contacts/{contactId}/tags': { tags: 'add_contact_labels.add_labels' },
  'DELETE /contacts/{contactId}/tags': { tags: 'remove_contact_labels.remove_labels' },
  'POST /contacts/{contactId}/notes': within('add_contact_note', {
    body: 'note',
    title: 'title',
    color: 'color',
    pinned: 'pinned',
    userId: 'user',
  }),
  'GET /contacts/{contactId}': {},
  'PUT /contacts/{contactId}': within('update_contact', HIGHLEVEL_CONTACT),
  'DELETE /contacts/{contactId}': {},
  'POST /contacts/': within('create_contact', {
    ...HIGHLEVEL_CONTACT,
    gender: 'gender',
    companyName: 'company_name',
  }),
};

/** Operations of HighLevel's Contacts API that are done by another path: see docs/actions.md. */
const BY_ANOTHER_PATH = ['POST /contacts/upsert'];

const HIGHLEVEL_NOT_FIELDS: Record<string, string> = {
  '* locationId': "The connection's location.",
  'GET /contacts/business/{businessId} limit': 'The step reads page by page by itself.',
  'GET /contacts/business/{businessId} skip': 'The step reads page by page by itself.',
  'POST /contacts/bulk/tags/update/{type} removeAllTags':
    'All tags of many contacts at once are too easily lost: the step takes off those that are named.',
  'DELETE /contacts/{contactId}/workflow/{workflowId} eventStartTime':
    'It goes by nothing of the kind: the document has the body of the way in.',
};

/** Where the documented names differ from the field's key. */
const VIXIEES: Reached = {
  external_reference_id: 'external_id',
  country_code: 'country',
};
const DIGITAL99: Reached = { ...CONTACT };

everySandbox();

const connections = {
  chatwoot: () => authDataOf('chatwoot'),
  digital99: () => ({ ...authDataOf('chatwoot'), platform: '99digital' }),
  highlevel: () => authDataOf('highlevel'),
  vixiees: () => authDataOf('vixiees'),
};

(hasDocuments ? describe : describe.skip)('every documented parameter', () => {
  it('of the 115 operations of Chatwoot is a field, or has a reason not to be', async () => {
    const documented = chatwootOperations();
    expect(documented.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 115 }, (_, index) => index + 1),
    );
    const shown = await shownFields(connections.chatwoot(), Object.values(BY_HAND));
    const reachedBy = ({ number }: DocumentedOperation, name: string): boolean =>
      operations.some(
        ({ numbers, fields }) => numbers.includes(number) && fields.some((one) => takes(one, name)),
      ) || isShown(shown, BY_HAND[number] ?? {}, name);
    expect(notFields(documented, ({ number }) => String(number), reachedBy)).toEqual(
      Object.keys(NOT_FIELDS).sort(),
    );
  });

  it('of the steps for HighLevel’s contacts is a field, or has a reason not to be', async () => {
    const documented = highlevelOperations();
    expect(documented).toHaveLength(31);
    expect(documented.map(({ call }) => call).sort()).toEqual(
      [
        ...Object.keys(HIGHLEVEL),
        ...documented.map(({ call }) => call).filter((call) => entriesOf(call).length > 0),
        ...BY_ANOTHER_PATH,
      ].sort(),
    );
    const shown = await shownFields(connections.highlevel(), Object.values(HIGHLEVEL));
    const offered = documented.filter(({ call }) => !BY_ANOTHER_PATH.includes(call));
    const reachedBy = ({ call }: DocumentedOperation, name: string): boolean =>
      isShown(shown, HIGHLEVEL[call] ?? {}, name) ||
      entriesOf(call).some(({ fields }) => fields.some((one) => takes(one, name)));
    expect(notFields(offered, ({ call }) => call, reachedBy, HIGHLEVEL_NOT_FIELDS)).toEqual(
      Object.keys(HIGHLEVEL_NOT_FIELDS).sort(),
    );
  });

  it.each([
    ['Vixiees', 'vixiees', vixieesBody, VIXIEES, 20],
    ['99digital', 'digital99', digital99Body, DIGITAL99, 6],
  ] as const)(
    'of the page that %s has for it is a field',
    async (_who, platform, read, by, size) => {
      const names = read();
      expect(names).toHaveLength(size);
      const form = await formOf('update_contact', connections[platform]());
      const missing = names.filter((name) => !form.some(({ key }) => key === (by[name] ?? name)));
      expect(missing).toEqual([]);
    },
  );
});

/** The entries of HighLevel's catalogue that send such a request. */
function entriesOf(call: string): HighlevelEntry[] {
  const bare = (text: string): string =>
    text.replace(/\/update\/\w+$/, '/update/{}').replaceAll(/\{\w+\}/g, '{}');
  return highlevelCatalogue.filter(({ key }) =>
    factsOf(key).operations.some((own) => bare(own) === bare(call)),
  );
}

function within(step: string, fields: Reached): Reached {
  return Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, `${step}.${key}`]));
}

/** Whether an operation's field is what sends the parameter: all of it, or a part of an object. */
function takes({ key, name = key }: EntryField, documented: string): boolean {
  return (
    name === documented || name.startsWith(`${documented}.`) || documented.startsWith(`${name}.`)
  );
}

/** `step.field` of all fields of the forms that are named. */
async function shownFields(
  authData: Record<string, string>,
  reached: readonly Reached[],
): Promise<Set<string>> {
  const named = reached.flatMap((fields) => Object.values(fields));
  const steps = [...new Set(named.map((name) => name.split('.')[0] ?? ''))];
  const forms = await Promise.all(
    steps.map(async (step) => {
      const fields = await formOf(step, authData, FILLED[step] ?? {});
      return fields.map(({ key }) => `${step}.${key}`);
    }),
  );
  return new Set(forms.flat());
}

function isShown(shown: ReadonlySet<string>, reached: Reached, name: string): boolean {
  const at = Object.keys(reached).find((one) => one === name || name.startsWith(`${one}.`));
  const place = at === undefined ? undefined : reached[at];
  if (place === undefined) return false;
  // Any of the account's own fields.
  if (place.endsWith('*')) return [...shown].some((one) => one.startsWith(place.slice(0, -1)));
  return shown.has(place);
}

/** Parameters that no field reaches, as the lists of reasons name them. */
function notFields(
  documented: readonly DocumentedOperation[],
  nameOf: (operation: DocumentedOperation) => string,
  isReached: (operation: DocumentedOperation, parameter: string) => boolean,
  reasons: Record<string, string> = NOT_FIELDS,
): string[] {
  const left = documented.flatMap((operation) =>
    operation.parameters
      .filter((parameter) => !isReached(operation, parameter))
      .map((parameter) =>
        `* ${parameter}` in reasons ? `* ${parameter}` : `${nameOf(operation)} ${parameter}`,
      ),
  );
  return [...new Set(left)].sort();
}
