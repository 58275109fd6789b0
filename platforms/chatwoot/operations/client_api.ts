import { isRecord } from '../../../http/body.js';
import type { ChatwootEntry, ChatwootField } from './entry.js';
import { contactIdentifier, apiInbox } from './fields/client.js';
import { withoutRowIds } from './fields/shared.js';
import { inboxContactSample } from '../../../objects/inbox_contact.js';
import { splitName } from '../../toolkit/output.js';
import { text } from '../read.js';
import { workingHoursTold } from './fields/inbox.js';

const identity = [
  {
    key: 'external_id',
    label: 'External ID',
    name: 'identifier',
    helpText: 'Only for inboxes that verify identities: what the Identifier Hash is made from.',
  },
  {
    key: 'identifier_hash',
    label: 'Identifier Hash',
    helpText:
      "Only for inboxes that verify identities: the HMAC-SHA256 of the External ID, made with the inbox's HMAC token. The contact counts as verified from then on.",
  },
] as const satisfies ChatwootField[];

/** The client API's inboxes, contacts and satisfaction surveys (#48, #50, #57); it takes no key. */
export const clientApi: ChatwootEntry[] = [
  {
    key: 'find_api_inbox',
    numbers: [48],
    kind: 'search',
    noun: 'Inbox',
    label: 'Find API Inbox',
    description: 'Finds the public settings of an API inbox, such as its working hours.',
    base: 'public',
    path: '/inboxes/{inbox}',
    gives: 'record',
    has: ['identifier'],
    fields: [apiInbox],
    id: 'inbox',
    sample: {
      id: 'aY7nR2kVbT4mQ9sWx3Zc6HdF',
      identifier: 'aY7nR2kVbT4mQ9sWx3Zc6HdF',
      name: 'Acme App',
      timezone: 'UTC',
      identity_validation_enabled: false,
      working_hours_enabled: false,
      csat_survey_enabled: false,
      greeting_enabled: false,
    },
    more: {
      ...workingHoursTold,
    },
  },
  {
    key: 'find_inbox_contact',
    numbers: [50],
    kind: 'search',
    noun: 'Contact',
    label: 'Find Contact in API Inbox',
    description:
      'Finds a contact by the identifier it has in an API inbox, one that an app of your own feeds.',
    base: 'public',
    path: '/inboxes/{inbox}/contacts/{contact_identifier}',
    gives: 'record',
    fields: [apiInbox, contactIdentifier, ...identity],
    records: (contact) => [inboxContactOf(contact)],
    sample: inboxContactSample,
  },
  {
    // The node's `/survey/responses/{uuid}` is a web page (`survey/responses_controller.rb`); this is
    // where that page has its data from.
    key: 'find_csat_survey',
    numbers: [57],
    kind: 'search',
    noun: 'Survey',
    label: 'Find CSAT Survey',
    description: "Finds a conversation's satisfaction survey, with the rating once there is one.",
    base: 'public',
    path: '/csat_survey/{conversation_uuid}',
    gives: 'record',
    fields: [
      {
        key: 'conversation_uuid',
        label: 'Conversation UUID',
        required: true,
        helpText:
          'The long ID (UUID) of the conversation: map it from a Find Conversation step or a trigger.',
      },
    ],
    records: surveyOf,
    sample: {
      id: '12',
      inbox_name: 'Acme App',
      display_type: 'emoji',
      locale: 'en',
      created_at: '2026-02-12T02:00:00.000Z',
    },
    more: {
      content: 'string',
      inbox_avatar_url: 'string',
      csat_survey_response__id: 'string',
      csat_survey_response__rating: 'integer',
      csat_survey_response__feedback_message: 'string',
      csat_survey_response__created_at: 'datetime',
      csat_survey_response__updated_at: 'datetime',
      csat_survey_response__csat_review_notes: 'string',
      csat_survey_response__review_notes_updated_at: 'datetime',
      csat_survey_response__review_notes_updated_by_id: 'string',
    },
  },
];

/** The survey and its rating, without the row ids of the conversation. */
function surveyOf(answer: unknown): unknown[] {
  return withoutRowIds(answer).map((survey) => {
    if (!isRecord(survey)) return survey;
    const [rating] = withoutRowIds(survey['csat_survey_response']);
    return { ...survey, csat_survey_response: rating };
  });
}

/** A contact as the steps for inbox contacts give it out. */
function inboxContactOf(answer: unknown): unknown {
  if (!isRecord(answer)) return answer;
  const { phone_number: phone, ...contact } = answer;
  return { ...contact, ...splitName(text(contact['name'])), phone };
}
