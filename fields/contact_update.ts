import type { InputField } from '../platforms/contract/form.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { toOptionalText, toText } from '../platforms/toolkit/values/index.js';
import type { FormInput } from '../platforms/contract/form.js';
import type { IfMissing, UpdateRequest } from '../steps/update_contact.js';
import { readContactChange } from './contact.js';
import { contactKeyChoices, isContactKey } from './contact_keys.js';

const ifMissingChoices: Record<IfMissing, string> = {
  stop: 'Stop with an error',
  create: 'Create the contact',
  skip: 'Do nothing',
};

/** What becomes of an update whose contact isn't there. */
export const ifMissingField = {
  key: 'if_missing',
  label: 'If No Contact Is Found',
  type: 'string',
  required: false,
  default: 'stop',
  choices: ifMissingChoices,
} satisfies InputField;

/**
 * What one contact's fields ask for.
 * @param input its filled fields
 * @throws Problem naming the field that can't be as it is
 */
export function readUpdateRequest({ values: input, fieldMeta }: FormInput): UpdateRequest {
  const {
    contact,
    find_by: findBy,
    if_missing: ifMissing = 'stop',
    default_country: defaultCountry,
    ...values
  } = input;
  if (findBy !== undefined && !isContactKey(findBy)) {
    throw inputProblems.unknownKeyKind(toText(findBy), Object.keys(contactKeyChoices));
  }
  if (!isIfMissing(ifMissing)) {
    throw inputProblems.unknownIfMissing(toText(ifMissing), Object.keys(ifMissingChoices));
  }
  if (contact === undefined) throw inputProblems.missing('Contact');
  return {
    findBy,
    contact: toText(contact),
    ifMissing,
    defaultCountry: toOptionalText(defaultCountry),
    change: readContactChange({ values, fieldMeta }),
  };
}

function isIfMissing(value: unknown): value is IfMissing {
  return typeof value === 'string' && Object.hasOwn(ifMissingChoices, value);
}
