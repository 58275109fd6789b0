import { missAsNone } from '../../../http/problem.js';
import { clearableChoices, isClearableKey } from '../../toolkit/fields/clearable.js';
import type { ConversationGroup } from '../../contract/conversations.js';
import type { Choice, Grouped, InputField } from '../../contract/form.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { NOBODY } from '../../toolkit/fields/nobody.js';
import { toOptionalText } from '../../toolkit/values/index.js';
import { attributeFields, isAttributeName } from '../custom_attributes/inputs.js';
import { unlessForPeople, type ChatwootClient } from '../client.js';
import { PRIORITIES, STATUSES } from './values.js';
import { attributeInputField, readDefinitions } from '../custom_attributes/definitions.js';
import { choiceField, labelPicker, picker } from '../form_fields.js';
import { isId } from '../ids.js';
import { LABEL_WORDS } from '../labels.js';
import { readInboxFacts } from '../content/inbox_facts.js';
import { TEMPLATE } from '../content/template_slots.js';
import { fieldsOfTemplates } from '../content/templates.js';

/** Label of the field for what else a new conversation is to hold. */
export const ADDITIONAL_ATTRIBUTES = 'Additional Attributes';

/** Standard fields that Clear Fields can empty. */
export const clearableConversationFields = [
  { key: 'agent', label: 'Agent (nobody)' },
  { key: 'team', label: 'Team' },
  { key: 'priority', label: 'Priority' },
];

/** What else Create and Update Conversation call by a name. */
const OTHER_NAMES = [
  'status',
  'snoozed_until',
  'snooze until',
  'inbox',
  'message',
  'contact',
  'tags',
];

/** True for what Clear Fields can hold: one of these fields, or an attribute's name. */
export function isClearable(key: string): boolean {
  const names = clearableConversationFields.map(({ label }) => label);
  return (
    isClearableKey(clearableConversationFields, key) ||
    isAttributeName(key, [...names, ...OTHER_NAMES])
  );
}

/** What Find Conversation can be limited to. */
export function conversationFilterFields(): InputField[] {
  return [
    choiceField(
      'status',
      'Status',
      STATUSES,
      'Blank means any; open conversations come first then.',
    ),
    picker('inbox', 'Inbox', 'list_inboxes', 'Only conversations of this inbox.'),
    picker(
      'agent',
      'Agent',
      'list_agents',
      `Only conversations assigned to this agent. Enter \`${NOBODY}\` for those that are nobody's.`,
    ),
    picker('team', 'Team', 'list_teams', 'Only conversations of this team.'),
    labelPicker('labels', 'Labels', 'Only conversations with at least one of these labels.'),
    choiceField('priority', 'Priority', PRIORITIES, 'Only conversations with this priority.'),
  ];
}

/**
 * Fields of Create Conversation. The inbox is read only once one is chosen, for its templates.
 * @param input what the form holds
 */
export async function conversationCreateFields(
  client: ChatwootClient,
  input: Record<string, unknown>,
): Promise<Grouped<ConversationGroup>[]> {
  const inbox = toOptionalText(input['inbox']);
  // A form must load all the same while the inbox holds something that is none.
  const inboxId = inbox !== undefined && isId(inbox) ? inbox : undefined;
  const [facts, attributes] = await Promise.all([
    inboxId === undefined
      ? undefined
      : missAsNone(unlessForPeople(readInboxFacts(client, inboxId))),
    attributeFields(client, 'conversation', 'none'),
  ]);
  const templates =
    inboxId === undefined || !facts
      ? []
      : fieldsOfTemplates(inboxId, facts.templates, input[TEMPLATE]);
  return [
    ...inGroup('conversation', [
      {
        key: 'inbox',
        label: 'Inbox',
        type: 'string',
        required: true,
        dynamic: 'list_contact_inboxes.id.name',
        dependsOn: ['contact'],
        altersDynamicFields: true,
        helpText:
          'Where to write to the contact. If this inbox keeps a single conversation with each contact and one is there, the message is sent in that one (Is New is `false`) and the other fields here are not used. To change it, add an Update Conversation step.',
        // What a run must know travels with the field, so that it reads nothing.
        ...(facts && inboxId !== undefined && { meta: { inbox: inboxId, channel: facts.channel } }),
      },
      {
        key: 'message',
        label: 'Message',
        type: 'text',
        required: false,
        helpText:
          templates.length > 0
            ? 'The first message. WhatsApp delivers free text only within a day of what the contact wrote last: otherwise leave this blank and choose a Template.'
            : 'The first message, sent to the contact at once. Blank starts the conversation without one.',
      },
      ...templates,
    ]),
    ...inGroup(
      'state',
      stateFields({
        status:
          'Blank means Open. Whatever is chosen, an inbox with a bot starts with Pending, and a blocked contact with Resolved.',
        snooze: '',
      }),
    ),
    ...attributes,
    ...inGroup('labels', [
      labelPicker('add_labels', 'Labels', 'Labels to put on the new conversation.'),
    ]),
    ...inGroup('more', [
      {
        key: 'source_id',
        label: 'Source ID',
        type: 'string',
        required: false,
        helpText:
          'The ID that the contact has in this inbox, such as a session of your own app. Blank uses the one it has, or makes a new one. With the key of an agent bot it is always a new one.',
      },
      {
        key: 'additional_attributes',
        label: ADDITIONAL_ATTRIBUTES,
        type: 'text',
        required: false,
        helpText:
          'For apps of your own, as JSON: `{"referer": "https://example.com/pricing"}`. Agents see `referer` and `browser` beside the conversation. It cannot be changed later.',
      },
    ]),
  ];
}

/** Fields of Update Conversation. */
export async function conversationUpdateFields(
  client: ChatwootClient,
): Promise<Grouped<ConversationGroup>[]> {
  return [
    ...inGroup(
      'state',
      stateFields({
        status: 'Opening a conversation does not assign it to you.',
        snooze: ' A time that is set already stays.',
      }),
    ),
    ...(await attributeFields(client, 'conversation', 'by Clear Fields')),
    ...inGroup('labels', [
      labelPicker(
        'add_labels',
        'Add Labels',
        'Labels to put on the conversation. Those it already has stay.',
      ),
      labelPicker(
        'remove_labels',
        'Remove Labels',
        'Labels to take off the conversation, if it has them.',
      ),
      labelPicker(
        'replace_labels',
        'Replace Labels',
        '**Careful:** the conversation keeps only the labels listed here and loses all others. To add some, use Add Labels.',
      ),
    ]),
  ];
}

/** What Clear Fields offers. */
export async function clearableConversationChoices(client: ChatwootClient): Promise<Choice[]> {
  return clearableChoices(clearableConversationFields, await ownFields(client), LABEL_WORDS.many);
}

/** What creating and updating have in common. */
function stateFields(help: { status: string; snooze: string }): InputField[] {
  return [
    choiceField('status', 'Status', STATUSES, help.status),
    {
      key: 'snoozed_until',
      label: 'Snooze Until',
      type: 'datetime',
      required: false,
      helpText: `Goes with the status Snoozed. Blank means until the contact writes again.${help.snooze}`,
    },
    choiceField('priority', 'Priority', PRIORITIES),
    picker('agent', 'Agent', 'list_agents', `Who is to answer. Enter \`${NOBODY}\` for no agent.`),
    picker(
      'team',
      'Team',
      'list_teams',
      'An agent who is not in this team loses the conversation, unless you fill in Agent too.',
    ),
  ];
}

async function ownFields(client: ChatwootClient): Promise<InputField[]> {
  const definitions = await unlessForPeople(readDefinitions(client, 'conversation'));
  return (definitions ?? []).map(attributeInputField);
}
