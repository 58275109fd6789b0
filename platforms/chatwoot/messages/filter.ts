import type { InputField } from '../../contract/form.js';
import { directionChoices } from '../../../objects/message.js';
import { directionField } from '../../toolkit/fields/direction.js';
import { toOptionalOption } from '../../toolkit/values/index.js';
import { choiceField } from '../form_fields.js';
import { directionOf } from './shape.js';

/** Which private notes are wanted. */
const NOTES = { exclude: 'Leave out', include: 'Include', only: 'Only notes' };
const WHEN_BLANK = { exclude: 'left out', include: 'included' };

/** What messages can be limited to. @param notes what becomes of private notes when the field is blank */
export function messageFilterFields(notes: keyof typeof WHEN_BLANK): InputField[] {
  return [
    directionField(),
    choiceField(
      'private_notes',
      'Private Notes',
      NOTES,
      `Notes that only the team sees. Blank means that they are ${WHEN_BLANK[notes]}.`,
    ),
  ];
}

/**
 * Tells whether a message of the API or a webhook passes the filled fields of `messageFilterFields`; what
 * Chatwoot itself notes in a conversation never does.
 * @throws Problem for a choice that doesn't exist
 */
export function messageFilter(
  filter: Record<string, unknown>,
  notes: keyof typeof WHEN_BLANK,
): (raw: Record<string, unknown>) => boolean {
  const wanted = toOptionalOption('Direction', filter['direction'], Object.keys(directionChoices));
  const kept =
    toOptionalOption('Private Notes', filter['private_notes'], Object.keys(NOTES)) ?? notes;
  return (raw) => {
    const direction = directionOf(raw);
    return (
      direction !== undefined &&
      (wanted === undefined || direction === wanted) &&
      (kept === 'include' || (kept === 'only') === (raw['private'] === true))
    );
  };
}
