import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import type { InputField } from '../platforms/contract/form.js';
import { tellApart } from '../platforms/toolkit/output.js';

/** The field of a polling trigger for only changes of some of a contact's fields. */
export const CHANGED_FIELDS = { key: 'changed_fields', label: 'Only When These Change' };

/** It chooses from what the platform's contacts have, the account's own fields among it. */
export const changedFieldsField = onPlatform(async (platform) => {
  const choices = tellApart(await needed(platform, 'changed_contacts').fields());
  return [
    {
      ...CHANGED_FIELDS,
      type: 'string',
      list: true,
      required: false,
      choices: choices.map(({ id, label }) => ({ value: id, sample: id, label })),
      helpText:
        'Starts the Zap when one of these differs from what this trigger saw last. Blank means any change. A contact that it has not seen, or that Zapier forgot (it may after 30 days), starts the Zap at its next change, whatever that is.',
    } satisfies InputField,
  ];
});
