import type { PlainInputField } from 'zapier-platform-core';
import { onPlatform } from '../steps/on_platform.js';
import type { FormInput } from '../platforms/contract/form.js';
import { needed } from '../steps/capability.js';
import type { IfClash, InboxContactRequest } from '../platforms/contract/inbox_contacts.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { toText } from '../platforms/toolkit/values/index.js';
import { onePage } from './one_page.js';

const inboxChoices = onPlatform(async (platform) =>
  onePage(await needed(platform, 'inbox_contacts').inboxChoices()),
);

/** The account's attributes, and fields that take any, of the inbox contact steps. */
export const inboxContactFields = (purpose: 'create' | 'update') =>
  onPlatform((platform) => needed(platform, 'inbox_contacts').inputFields(purpose));

export const inboxField = {
  key: 'inbox',
  label: 'Inbox',
  type: 'string',
  required: true,
  choices: { perform: inboxChoices },
  helpText:
    'An API inbox: one that an app of your own feeds. Choose it, or enter its Inbox Identifier.',
} satisfies PlainInputField;

export const nameField = {
  key: 'name',
  label: 'Name',
  type: 'string',
  required: false,
} satisfies PlainInputField;

export const identifierHashField = {
  key: 'identifier_hash',
  label: 'Identifier Hash',
  type: 'string',
  required: false,
  helpText:
    'Only for inboxes that verify identities: the HMAC-SHA256 of the External ID. Leave it blank if the connection has the HMAC Token, which makes it by itself.',
} satisfies PlainInputField;

export const avatarUrlField = {
  key: 'avatar_url',
  label: 'Avatar URL',
  type: 'string',
  required: false,
  helpText:
    'Public address of a JPEG or PNG picture. It is taken only if the contact has none yet.',
} satisfies PlainInputField;

export const ifClashChoices: Record<IfClash, string> = {
  stop: 'Stop with an error',
  merge: 'Merge the two contacts',
};

/** Reads a step's input. @throws Problem when the inbox is missing or the choice unknown */
export function readInboxContactRequest(input: FormInput): InboxContactRequest {
  const { inbox, if_clash: ifClash = 'stop', ...values } = input.values;
  if (inbox === undefined) throw inputProblems.missing('Inbox');
  if (!isIfClash(ifClash)) {
    throw inputProblems.unknownIfClash(toText(ifClash), Object.keys(ifClashChoices));
  }
  return { ...input, inbox: toText(inbox), ifClash, values };
}

function isIfClash(value: unknown): value is IfClash {
  return typeof value === 'string' && Object.hasOwn(ifClashChoices, value);
}
