import type { EntryField } from '../../catalogue/entry.js';
import { highlevelNotices } from '../errors.js';
import type { HighlevelEntry } from './entry.js';

const PATH = '/locations/{location}/tags';

const name = { key: 'name', label: 'Tag Name' } as const satisfies EntryField;

const told = {
  noun: 'Tag',
  path: PATH,
  sample: { id: 'flGwEuzsfJOia1i1ikRN', name: 'vip' },
} as const satisfies Partial<HighlevelEntry>;

/** The tags that the location offers; which ones a contact has are steps of their own. */
export const locationTags: HighlevelEntry[] = [
  {
    ...told,
    key: 'find_tag',
    kind: 'search',
    scope: 'locations/tags.readonly',
    label: 'Find Tag',
    description: 'Finds tags of the location by their name, or lists all of them.',
    answer: ['tags'],
    fields: [{ ...name, to: 'match', helpText: 'Part of the name.' }],
  },
  {
    ...told,
    key: 'create_tag',
    kind: 'create',
    scope: 'locations/tags.write',
    label: 'Create Tag',
    description: 'Creates a tag in the location, without giving it to a contact.',
    method: 'POST',
    answer: ['tag'],
    lookup: { search: 'find_tag', by: { name: 'name' }, isUnique: true },
    refusals: [
      { status: 400, says: /\balready\b|\bexists?\b/i, text: highlevelNotices.tagExists() },
    ],
    fields: [{ ...name, required: true, helpText: 'Stored in lower case.' }],
  },
];
