import { highlevelProblems } from './problems.js';

/** E-mails, phone numbers and names of people don't look like that; ids have 20 or 24 characters. */
const ID = /^[A-Za-z0-9_-]{16,40}$/;

/** True for what can be the ID of a contact. */
export function isContactId(text: string): boolean {
  return ID.test(text);
}

/** @throws Problem naming the field when it can't be the ID of a contact */
export function checkContactId(id: string, field: string): void {
  if (!ID.test(id)) throw highlevelProblems.badContactId(field, id);
}

/** @throws Problem naming the field when it can't be the ID of a user */
export function checkUserId(id: string, field: string): void {
  if (!ID.test(id)) throw highlevelProblems.badUserId(field, id);
}

/** @throws Problem when it can't be the ID of a conversation */
export function checkConversationId(id: string): void {
  if (!ID.test(id)) throw highlevelProblems.badConversationId(id);
}
