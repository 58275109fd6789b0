import type { ApiRequest } from '../../../http/request.js';
import type { EntryField, ReadEntry, WriteEntry } from '../../../platforms/catalogue/entry.js';
import type { Catalogue } from '../../../platforms/catalogue/port.js';
import type { ValueRules } from '../../../platforms/catalogue/values.js';
import { memoryIn } from './memory.js';

/** How a platform without a server takes values: ids as numbers. */
export const fakeRules: ValueRules = {
  toId: (label, given) => {
    const id = Number(given);
    if (Number.isNaN(id)) throw new Error(`${label}: no id`);
    return id;
  },
  biggest: 1000,
};

/** A field of an entry; its label is its key in capitals. */
export const fakeField = (key: string, more: Partial<EntryField> = {}): EntryField => ({
  key,
  label: key.toUpperCase(),
  type: 'string',
  ...more,
});

const about = { key: 'a_thing', noun: 'Thing', label: 'A Thing', description: 'A thing.' };

export const fakeCreate = (fields: EntryField[], more: Partial<WriteEntry> = {}): WriteEntry => ({
  ...about,
  kind: 'create',
  method: 'POST',
  path: '/things',
  fields,
  ...more,
});

export const fakeSearch = (fields: EntryField[], more: Partial<ReadEntry> = {}): ReadEntry => ({
  ...about,
  kind: 'search',
  path: '/things',
  fields,
  ...more,
});

export interface FakeCatalogue extends Catalogue {
  /** The requests so far. */
  asked: ApiRequest[];
}

/**
 * A catalogue whose requests get these answers, one after the other; an error is thrown. Pages go by their number,
 * until an answer has fewer than two rows.
 */
export function fakeCatalogue(
  entries: readonly (ReadEntry | WriteEntry)[],
  answers: readonly unknown[],
  more: Partial<Catalogue> = {},
): FakeCatalogue {
  const asked: ApiRequest[] = [];
  return {
    asked,
    entries,
    wire: { platform: 'Acme', deadline: Infinity },
    memory: memoryIn(new Map()),
    values: fakeRules,
    toRecord: ({ token, ...raw }) => (token === undefined ? raw : { ...raw, hasToken: true }),
    send: async (_filled, request, read) => {
      asked.push(request);
      const answer = answers[asked.length - 1];
      if (answer instanceof Error) throw answer;
      return read(answer);
    },
    paging: () => ({
      ask: (cursor) => ({ query: { page: cursor ?? '1' }, body: { from: cursor ?? '1' } }),
      next: ({ cursor, rows }) => (rows.length < 2 ? undefined : String(Number(cursor ?? 1) + 1)),
    }),
    ...more,
  };
}
