import type { PlainInputField } from 'zapier-platform-core';
import { directionChoices } from '../../../objects/message.js';

/** A filter of messages by their direction, on every platform. */
export function directionField(helpText = 'Blank means both.'): PlainInputField {
  return {
    key: 'direction',
    label: 'Direction',
    type: 'string',
    required: false,
    choices: directionChoices,
    helpText,
  };
}
