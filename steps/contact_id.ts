import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { toText } from '../platforms/toolkit/values/index.js';

/**
 * The ID in a contact field.
 * @param value as the step got it; undefined when blank
 * @throws Problem naming the field when it is blank or can't be an ID of the platform's
 */
export function requireContactId(
  platform: ConnectedPlatform,
  value: unknown,
  field = 'Contact',
): string {
  if (value === undefined) throw inputProblems.missing(field);
  const id = toText(value);
  platform.contacts.checkId(id, field);
  return id;
}
