import { missAsNone } from '../http/problem.js';
import type { Operation } from '../platforms/contract/operations.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { CONTACT_LIST } from '../platforms/toolkit/fields/contact.js';
import { contactId } from './named_contact.js';

/**
 * An operation's input with the contact it names as an ID: one request where it is none yet. Of many contacts
 * the operation takes IDs alone.
 * @throws Problem for what can't be a contact's, for several, and (missing) for none
 */
export async function withContactId(
  platform: ConnectedPlatform,
  { fields }: Operation,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const field = fields.find(({ dynamic, list }) => dynamic === CONTACT_LIST && !list);
  if (!field || input[field.key] === undefined) return input;
  const { key, label } = field;
  return { ...input, [key]: await contactId(platform, input[key], label) };
}

/** `withContactId` for a search, which finds nothing where the contact is nobody: undefined then. */
export function withContactIdIfAny(
  platform: ConnectedPlatform,
  operation: Operation,
  input: Record<string, unknown>,
): Promise<Record<string, unknown> | undefined> {
  return missAsNone(withContactId(platform, operation, input));
}
