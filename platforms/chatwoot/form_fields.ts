import type { InputField } from '../contract/form.js';
import type { chatwootLists } from './lists.js';

/** An optional field with fixed choices. */
export function choiceField(
  key: string,
  label: string,
  choices: Record<string, string>,
  helpText?: string,
): InputField {
  return { key, label, type: 'string', required: false, choices, ...(helpText && { helpText }) };
}

/** An optional field whose choices are the account's. @param list key of the hidden trigger with them */
export function picker(
  key: string,
  label: string,
  list: keyof typeof chatwootLists,
  helpText: string,
): InputField {
  return {
    key,
    label,
    type: 'string',
    required: false,
    dynamic: `${list}.id.name`,
    helpText,
  };
}

/** A field for several of the account's labels. */
export function labelPicker(key: string, label: string, helpText: string): InputField {
  return { ...picker(key, label, 'list_labels', helpText), list: true };
}
