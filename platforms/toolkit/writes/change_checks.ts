import type { LabelChange, RecordChange } from '../../contract/change.js';
import { isSameLabel } from '../labels.js';
import { toE164 } from '../values/phone.js';
import type { ConnectedPlatform } from '../../contract/platform.js';
import { contactProblems, inputProblems } from '../problems.js';
import { toEmail, toText } from '../values/index.js';

/**
 * Checks that every platform needs: e-mail, phone, labels, fields to empty.
 * @returns the change with its phone in E.164
 * @throws Problem before anything is sent
 */
export async function checkChange(
  platform: ConnectedPlatform,
  change: RecordChange,
  defaultCountry: string | undefined,
): Promise<RecordChange> {
  const { clear, labels } = change;
  checkLabels(labels, clear, platform.contacts.labels?.words.many);
  if (asksForLabels(labels) && !platform.contacts.labels) {
    throw contactProblems.noLabels(platform.name);
  }
  const conflict = clear.find((field) => Object.hasOwn(change.values, field));
  if (conflict) throw inputProblems.clearedAndSet(conflict);
  const values = await checkValues(change.values, defaultCountry);
  const unclearable = clear.find((field) => !platform.contacts.isClearable(field));
  if (unclearable) throw inputProblems.notClearable(unclearable);
  return { ...change, values };
}

/** True when a step's fields are all blank. */
export function isNothing({ values, clear, labels }: RecordChange): boolean {
  return Object.keys(values).length === 0 && clear.length === 0 && !asksForLabels(labels);
}

function asksForLabels({ add, remove, replace }: LabelChange): boolean {
  return replace !== undefined || add.length + remove.length > 0;
}

/**
 * E-mail and phone of a step's values, checked; the phone in E.164.
 * @throws Problem naming the field
 */
export async function checkValues(
  values: Record<string, unknown>,
  defaultCountry: string | undefined,
): Promise<Record<string, unknown>> {
  const { email, phone } = values;
  return {
    ...values,
    ...(email !== undefined && { email: toEmail('Email', email) }),
    ...(phone !== undefined && { phone: await toE164('Phone', toText(phone), defaultCountry) }),
  };
}

/**
 * @param many what the platform calls labels, as its form does
 * @throws Problem for label fields that contradict each other
 */
export function checkLabels(
  { add, remove, replace }: LabelChange,
  clear: readonly string[],
  many = 'Labels',
): void {
  if (replace && add.length + remove.length > 0) throw inputProblems.replaceWithOthers(many);
  const both = add.find((label) => remove.some((other) => isSameLabel(other, label)));
  if (both) throw inputProblems.addedAndRemoved(both, many);
  if (clear.includes('labels') && (replace ?? [...add, ...remove]).length > 0) {
    throw inputProblems.clearedAndSet('labels');
  }
}
