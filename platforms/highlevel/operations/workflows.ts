import type { EntryField } from '../../catalogue/entry.js';
import type { HighlevelEntry } from './entry.js';
import { contact, ofContact } from './fields.js';

const workflow = {
  key: 'workflow',
  label: 'Workflow',
  required: true,
  dynamic: 'list_workflows',
  helpText: 'The list has published ones alone: in a draft nothing happens.',
} as const satisfies EntryField;

const PATH = '/contacts/{contact}/workflow/{workflow}';

/** A contact's way through a workflow. Nothing tells in which workflows a contact is. */
export const workflows: HighlevelEntry[] = [
  {
    ...ofContact,
    key: 'add_to_workflow',
    kind: 'create',
    label: 'Add Contact to Workflow',
    description: 'Hands a contact to a published workflow, from its beginning.',
    warning:
      'HighLevel says the same whether it starts or not: nothing happens to a contact that is in the workflow already (take it out first), and in a draft.',
    method: 'POST',
    path: PATH,
    fields: [
      contact,
      workflow,
      {
        key: 'event_start_time',
        label: 'Event Start Time',
        type: 'datetime',
        // The vendor's document has it with an offset; whether it takes a `Z` is unknown.
        as: 'offset',
        name: 'eventStartTime',
        helpText:
          'For workflows that wait for an event: when it begins, with its zone, like `2026-05-01T09:00:00-05:00`.',
      },
    ],
  },
  {
    ...ofContact,
    key: 'remove_from_workflow',
    kind: 'create',
    label: 'Remove Contact from Workflow',
    description: 'Takes a contact out of a workflow: the steps still to come do not run.',
    method: 'DELETE',
    path: PATH,
    stays: true,
    fields: [contact, workflow],
  },
];
