import type { Exception } from './rules.js';

/** What a rule takes for bad, and why it is right. One that nothing needs fails in `npm run faults`. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'the class',
    step: /(inbox_(contact|conversation|message|last_seen|typing)|api_inbox|csat)/,
    fault: /^401, bad key$/,
    reason: "the client API takes no key, so that a 401 of it tells nothing of the connection's",
  },
  {
    rule: 'the class',
    step: /(platform_|account_user|_user on |sso_link)/,
    fault: /^401, bad key$/,
    reason:
      "the platform API takes a platform app's key, which the connection may not be made with",
  },
  {
    rule: 'the class',
    step: /^find_/,
    fault: /^404$/,
    reason: 'a search for what does not exist finds nothing',
  },
  {
    rule: 'the class',
    step: /^(create|update)_inbox_contact/,
    fault: /^500, JSON$/,
    reason:
      'a server fails so over an HMAC hash that the inbox does not ask for: it is sent again without',
  },
  {
    rule: 'the class',
    step: /^list_(agent_bots|labels|label_ids)/,
    fault: /^500, JSON$/,
    reason:
      'servers of July 2026 fail so for every key: the dropdown says it and takes an ID typed in',
  },
  {
    rule: 'the class',
    step: /^delete_custom_(attribute|filter)/,
    fault: /^(200, empty|204)$/,
    reason: 'a deletion may answer nothing, in the one status or the other',
  },
  {
    rule: 'the class',
    step: /, unsubscribe$/,
    fault: /^(200, empty|204|404)$/,
    reason:
      'a webhook that is taken away answers nothing; one that is gone already is what was wanted',
  },
  {
    rule: 'the class',
    step: /^find_(contact|business_contacts) on highlevel/,
    fault: /^401, no right$/,
    at: 'last',
    reason: 'without the right to read custom fields the contact is given out without their names',
  },
  {
    rule: 'the class',
    step: /^update_contacts on highlevel/,
    fault: /^429, (plain text|nothing)$/,
    reason: "it waits for the limit's window within the run, which has time for it",
  },
  {
    rule: 'the class',
    step: /, outputs \d+$/,
    fault: /./,
    reason: 'without the labels of what a step gives out it can be set up all the same',
  },
  {
    rule: 'the class',
    step: /on highlevel, (fields \d+|choices of clear_fields)$/,
    fault: /^401, no right$/,
    reason: 'without the right to read custom fields the form has the standard ones',
  },
  {
    rule: 'the class',
    step: /^(create_conversation|send_message) on chatwoot, fields \d+$/,
    fault: /^404$/,
    reason: 'of an inbox or conversation that is gone the form shows no templates; the run says it',
  },
  {
    rule: 'the class',
    step: /^find_many_contacts /,
    fault: /^(422|500|502|echo)/,
    reason: 'where a search for many is refused, each is looked up by itself',
  },
  {
    rule: 'secrets in the log',
    step: /./,
    fault: /^echo (in base64|in upper case|percent-encoded)$/,
    reason:
      "core logs answers before the app sees them, and censors the connection's secrets only as they are written there",
  },
];
