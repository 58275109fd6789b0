// What a platform declares of its lists reaches the fields that choose from them, without a server.
import type { EntryField } from '../../../platforms/catalogue/entry.js';
import { withLists } from '../../../platforms/catalogue/lists.js';
import type { ListFacts, Lists } from '../../../platforms/contract/list.js';
import {
  fakeCreate as create,
  fakeField as field,
  fakeSearch as search,
} from '../../helpers/fakes/fake_catalogue.js';

const stored = (text: string | undefined): string => text ?? '';
const facts = {
  dependsOn: { portal: 'Portal' },
  goesBy: 'text',
  stored,
  search: 'find_things.id',
} as unknown as ListFacts;
const lists = { things: facts, bare: {} } as unknown as Lists;
const thing = field('thing', { dynamic: 'things' as never });
const declared: Partial<EntryField> = {
  dependsOn: ['portal'],
  goesBy: 'text',
  stored,
  search: 'find_things.id',
};

it('all of it, where the field says nothing else', () => {
  const [entry] = withLists([create([thing])], lists);
  expect(entry?.fields).toStrictEqual([{ ...thing, ...declared }]);
  const own = { ...thing, search: false } as const;
  const [other] = withLists([create([own])], lists);
  expect(other?.fields).toStrictEqual([{ ...own, ...declared, search: false }]);
});

it('nothing, where the list has nothing to say, or there is none', () => {
  const fields = [
    field('name'),
    field('bare', { dynamic: 'bare' as never }),
    field('other', { dynamic: 'others' as never }),
  ];
  const [entry] = withLists([search(fields)], lists);
  expect(entry?.fields).toStrictEqual(fields);
});

it('also the search by which a write is looked for, where no step has it', () => {
  const by = { name: 'name' };
  const hidden = create([thing], { lookup: { search: search([thing]), by } });
  const [entry] = withLists([hidden], lists);
  expect(entry).toStrictEqual({
    ...hidden,
    fields: [{ ...thing, ...declared }],
    lookup: { search: search([{ ...thing, ...declared }]), by },
  });
  const named = create([], { lookup: { search: 'find_things', by } });
  expect(withLists([named], lists)).toStrictEqual([named]);
});
