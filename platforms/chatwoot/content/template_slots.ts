import type { InputField } from '../../contract/form.js';
import { variablesIn, type Template } from './template_shape.js';
import { lookUp } from '../../toolkit/values/index.js';

/** Input key of the dropdown; those of the variables begin with it. */
export const TEMPLATE = 'template';

/** Where a value of a template goes, and the field it comes from. */
export interface Slot {
  part: 'body' | 'header' | 'media_url' | 'media_name' | 'button';
  /** The variable's name, or the button's place. */
  name: string;
  key: string;
  label: string;
  helpText?: string;
  optional?: true;
}

/** The values a template takes, in the order of the form. */
export function slotsOf(template: Template): Slot[] {
  const { media, header, body, buttons, examples } = template;
  const slots: Slot[] = [];
  if (media) {
    slots.push({
      part: 'media_url',
      name: 'media_url',
      key: `${TEMPLATE}_media_url`,
      label: `Template ${media.charAt(0).toUpperCase()}${media.slice(1)} URL`,
      helpText: `Public address of the ${media} above the text.`,
    });
  }
  if (media === 'document') {
    slots.push({
      part: 'media_name',
      name: 'media_name',
      key: `${TEMPLATE}_media_name`,
      label: 'Template Document Name',
      helpText: 'The file name the contact sees.',
      optional: true,
    });
  }
  for (const name of variablesIn(header)) {
    slots.push({ part: 'header', name, key: keyOf('header', name), label: `Heading: ${name}` });
  }
  for (const name of variablesIn(body)) {
    const example = lookUp(examples, name);
    slots.push({
      part: 'body',
      name,
      key: keyOf('body', name),
      label: `Template Variable: ${name}`,
      ...(example && { helpText: `For example: ${example}` }),
    });
  }
  for (const [index, { type, text, example }] of buttons.entries()) {
    if (!type) continue;
    slots.push({
      part: 'button',
      name: String(index),
      key: keyOf('button', String(index + 1)),
      label: `${type === 'url' ? 'End of the Address' : 'Code'}: ${text}`,
      ...(example && { helpText: `For example: ${example}` }),
    });
  }
  return slots;
}

/** The form field of a value. */
export function slotField({ key, label, helpText, optional }: Slot): InputField {
  return { key, label, type: 'string', required: !optional, ...(helpText && { helpText }) };
}

/** Zapier reads two underscores in a key as a nested field. */
function keyOf(part: string, name: string): string {
  return `${TEMPLATE}_${part}_${name}`.replaceAll(/\W/g, '_').replaceAll(/_+/g, '_');
}
