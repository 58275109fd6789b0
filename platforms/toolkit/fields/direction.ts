import type { InputField } from '../../contract/form.js';
import { directionChoices } from '../../../objects/message.js';

/** A filter of messages by their direction, on every platform. */
export function directionField(helpText = 'Blank means both.'): InputField {
  return {
    key: 'direction',
    label: 'Direction',
    type: 'string',
    required: false,
    choices: directionChoices,
    helpText,
  };
}
