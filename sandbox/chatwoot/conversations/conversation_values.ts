import { ValidationErrors } from '../rails/errors.js';
import { isBlank, type Json, type JsonObject } from '../rails/params.js';
import { enumName } from '../rails/root_key.js';
import { priorities, statuses, type Conversation } from '../store.js';

const textLimit = 1500;
const numberLimit = 9_999_999_999;

/**
 * A status by its name or number.
 * @throws 500 for anything else: the server doesn't catch the error of its enum
 */
export function readStatus(value: Json): Conversation['status'] {
  return enumName(statuses, value);
}

/**
 * A priority by its name or number; blank is none.
 * @throws 500 for anything else
 */
export function readPriority(value: Json | undefined): Conversation['priority'] {
  return value === undefined || isBlank(value) ? null : enumName(priorities, value);
}

/**
 * Checks attributes as the server does: only texts and whole numbers directly in the hash.
 * @throws 422 `{message, attributes}`
 */
export function checkAttributes(values: Record<string, JsonObject>): void {
  const errors = new ValidationErrors();
  for (const [name, attributes] of Object.entries(values)) {
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === 'string' && Array.from(value).length > textLimit) {
        errors.add(name, `${key} length should be < ${textLimit}`);
      }
      if (Number.isInteger(value) && Number(value) > numberLimit) {
        errors.add(name, `${key} value should be < ${numberLimit}`);
      }
    }
  }
  errors.raise();
}
