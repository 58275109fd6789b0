// What entries call what they give out, without a server.
import type { Entry } from '../../../platforms/catalogue/entry.js';
import { withOutputs } from '../../../platforms/catalogue/outputs.js';
import {
  fakeCreate as create,
  fakeField as field,
  fakeSearch as search,
} from '../../helpers/fakes/fake_catalogue.js';

/** The labels of what the last of some entries gives out, by key. */
const labelsOf = (entries: Entry[], words = {}): Record<string, string | undefined> => {
  const outputs = withOutputs(entries, words).at(-1)?.outputs?.() ?? [];
  return Object.fromEntries(outputs.map(({ key, label }) => [key, label]));
};
const sample = { id: '1', title: 'x' };
const title = field('name', { name: 'title', label: 'Heading' });

it('an ID is its record’s, also where nothing else is given out', () => {
  expect(labelsOf([search([])])).toEqual({ id: 'Thing ID' });
});

it('unless another already is', () => {
  const labels = labelsOf([search([], { sample: { id: '1', thing_id: '2' } })]);
  expect(labels['thing_id']).toBe('Thing ID');
  expect(labels['id']).not.toBe('Thing ID');
});

it('what a form of the record calls a field, all that give it out call it', () => {
  expect(labelsOf([create([title]), search([], { sample })])).toMatchObject({ title: 'Heading' });
  const held = field('name', { held: 'meta.title', label: 'Heading' });
  expect(
    labelsOf([create([held]), search([], { sample: { id: '1', meta: { title: 'x' } } })]),
  ).toMatchObject({ meta__title: 'Heading' });
});

it('the form of a new one, which comes first, has the last word, and both before other words', () => {
  const other = field('title', { label: 'Other Heading' });
  const entries = [create([title]), create([other], { method: 'PATCH' }), search([], { sample })];
  expect(labelsOf(entries, { title: 'Word' })).toMatchObject({ title: 'Heading' });
  expect(labelsOf([search([], { sample })], { title: 'Word' })).toMatchObject({ title: 'Word' });
});

it.each<[string, Entry]>([
  ['the form of another record', create([title], { noun: 'Other' })],
  ['a search', search([title])],
  ['what goes into the query', create([{ ...title, to: 'query' }])],
  ['what stands in the path', create([title], { path: '/things/{name}' })],
])('but not %s', (_what, entry) => {
  expect(labelsOf([entry, search([], { sample })])).toMatchObject({ title: 'Title' });
});

it('a form’s label of a record isn’t that of its ID', () => {
  const owner = field('owner', { name: 'owner_id', label: 'Boss' });
  const labels = labelsOf([create([owner]), search([], { sample: { id: '1', owner_id: '2' } })]);
  expect(labels['owner_id']).not.toBe('Boss');
});

it('what not every run gives out has a label too', () => {
  const more = { later: 'string' } as unknown as NonNullable<Entry['more']>;
  expect(labelsOf([search([], { more })])).toMatchObject({ id: 'Thing ID', later: 'Later' });
});
