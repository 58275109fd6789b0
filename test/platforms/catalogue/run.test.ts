// What an entry's requests are and what comes of their answers, without a server.
import { Problem } from '../../../http/problem.js';
import type { Entry, WriteEntry } from '../../../platforms/catalogue/entry.js';
import type { Catalogue } from '../../../platforms/catalogue/port.js';
import { operationsIn } from '../../../platforms/catalogue/run.js';
import { endingOf } from '../../helpers/ending.js';
import {
  fakeCatalogue,
  fakeCreate as create,
  fakeField as field,
  fakeSearch as search,
  type FakeCatalogue,
} from '../../helpers/fakes/fake_catalogue.js';

type Row = Record<string, unknown>;

const id = field('thing_id', { type: 'id' });
const name = field('name');
const size = field('size', { type: 'integer' });

const lost = (): Problem => new Problem('halted', 'The answer got lost.', { unsure: true });
const write = (catalogue: FakeCatalogue, input: Row): Promise<Row> =>
  operationsIn(() => catalogue).write('a_thing', input);
const read = (catalogue: FakeCatalogue, input: Row, cursor?: string): Promise<unknown> =>
  operationsIn(() => catalogue).read('a_thing', input, cursor);
/** One entry and the answers to its requests. */
const given = (entry: Entry, answers: unknown[], more?: Partial<Catalogue>): FakeCatalogue =>
  fakeCatalogue([entry], answers, more);
const changing = (more: Partial<WriteEntry> = {}): WriteEntry =>
  create([id, name, size], {
    method: 'PATCH',
    path: '/things/{thing_id}',
    id: 'thing_id',
    ...more,
  });

describe('a change', () => {
  it('sends what is filled, kept out of the logs, and gives out the record without secrets', async () => {
    const catalogue = given(changing(), [{ id: 7, name: 'x', token: 's' }]);
    await expect(write(catalogue, { thing_id: '7', name: 'x' })).resolves.toEqual({
      id: 7,
      name: 'x',
      hasToken: true,
    });
    expect(catalogue.asked).toEqual([
      {
        method: 'PATCH',
        path: '/things/7',
        query: {},
        body: { name: 'x' },
        subject: 'thing_id 7',
        secret: true,
        emptyAnswer: false,
      },
    ]);
  });

  it.each(['PATCH', 'PUT'] as const)(
    'by %s of nothing is refused before a request',
    async (method) => {
      const catalogue = given(changing({ method }), []);
      await expect(endingOf(write(catalogue, { thing_id: '7' }))).resolves.toMatch(
        /^Nothing to change/,
      );
      expect(catalogue.asked).toEqual([]);
    },
  );

  it('gives out the id that the form has where the answer has none', async () => {
    const catalogue = given(changing({ has: ['name'] }), [{ name: 'x' }]);
    await expect(write(catalogue, { thing_id: '7', name: 'x' })).resolves.toEqual({
      id: '7',
      name: 'x',
    });
  });

  it('that a repeat doesn’t double is sent again after its answer got lost', async () => {
    const catalogue = given(create([name], { repeatable: true }), [lost(), { id: 1 }]);
    await expect(write(catalogue, { name: 'x' })).rejects.toThrow('got lost');
    await expect(write(catalogue, { name: 'x' })).resolves.toEqual({ id: 1 });
    expect(catalogue.asked).toMatchObject([{ repeatable: true }, { repeatable: true }]);
  });

  it('needs no value where it isn’t an update', async () => {
    const catalogue = given(create([name], { repeatable: true, path: '/things/sync' }), [
      { id: 1 },
    ]);
    await expect(write(catalogue, {})).resolves.toEqual({ id: 1 });
    expect(catalogue.asked[0]).not.toHaveProperty('body');
  });

  it('says what the answer shows not to be there, and what the platform knows of it', async () => {
    const ofDropped = jest.fn(() => Promise.resolve({ todo: 'Upgrade.' }));
    const entry = changing();
    const input = { thing_id: '7', name: 'x' };
    const told = await endingOf(write(given(entry, [{ id: 7, name: '' }], { ofDropped }), input));
    expect(told).toBe(
      'NAME: Acme reported success, but its answer shows that this was not stored. The rest of the step was done. Upgrade.',
    );
    expect(ofDropped).toHaveBeenCalledWith(expect.objectContaining({ entry }), ['name']);
    const plain = await endingOf(write(given(entry, [{ id: 7, name: '' }]), input));
    expect(plain).toMatch(/not stored\. The rest of the step was done\. Leave the field blank\.$/);
  });
});

describe('a deletion', () => {
  const deletion = (more: Partial<WriteEntry> = {}): WriteEntry =>
    changing({ method: 'DELETE', ...more });

  it('has no body and no answer, and says what is gone', async () => {
    const catalogue = given(deletion(), [undefined]);
    await expect(write(catalogue, { thing_id: '7' })).resolves.toEqual({ id: '7', deleted: true });
    expect(catalogue.asked).toEqual([
      expect.objectContaining({ method: 'DELETE', path: '/things/7', emptyAnswer: true }),
    ]);
    expect(catalogue.asked[0]).not.toHaveProperty('body');
  });

  it('of something in a record leaves that', async () => {
    const part = given(deletion(), [undefined]);
    await expect(write(part, { thing_id: '7', name: 'x' })).resolves.toEqual({ id: '7' });
    const stays = given(deletion({ stays: true }), [undefined]);
    await expect(write(stays, { thing_id: '7' })).resolves.toEqual({ id: '7' });
  });

  it('of what has no id says so all the same', async () => {
    const catalogue = given(create([], { method: 'DELETE' }), [undefined]);
    await expect(write(catalogue, {})).resolves.toStrictEqual({ deleted: true });
  });
});

describe('a list as an answer', () => {
  const rows = [{ id: 1, token: 's' }, { id: 2 }];

  it('is given out under its key, each without secrets, beside the id', async () => {
    const catalogue = given(changing({ method: 'PUT', listAs: 'members' }), [rows]);
    await expect(write(catalogue, { thing_id: '7', name: 'x' })).resolves.toEqual({
      id: '7',
      members: [{ id: 1, hasToken: true }, { id: 2 }],
    });
  });

  it('is given out as records where nothing else is told', async () => {
    const catalogue = given(create([name], { gives: 'rows' }), [rows]);
    await expect(write(catalogue, { name: 'x' })).resolves.toEqual({
      records: [{ id: 1, hasToken: true }, { id: 2 }],
    });
  });
});

describe('a value that the server replaces when others change', () => {
  const entry = changing({ again: ['size'] });
  const input = { thing_id: '7', name: 'x', size: '3' };

  it('is sent once more, alone', async () => {
    const catalogue = given(entry, [
      { id: 7, name: 'x', size: 9 },
      { id: 7, name: 'x', size: 3 },
    ]);
    await expect(write(catalogue, input)).resolves.toEqual({ id: 7, name: 'x', size: 3 });
    expect(catalogue.asked.map(({ body }) => body)).toEqual([{ name: 'x', size: 3 }, { size: 3 }]);
  });

  it('is not where the server kept it, or where it was not sent', async () => {
    const kept = given(entry, [{ id: 7, size: 3 }]);
    await write(kept, input);
    expect(kept.asked).toHaveLength(1);
    const blank = given(entry, [{ id: 7, name: 'x', size: 9 }]);
    await write(blank, { thing_id: '7', name: 'x' });
    expect(blank.asked).toHaveLength(1);
  });

  it('is said to be missing, by its label, where that fails', async () => {
    const catalogue = given(entry, [{ id: 7, size: 9 }, new Problem('error', 'Down.')]);
    const message = await endingOf(write(catalogue, input));
    expect(message).toMatch(/the thing/);
    expect(message).toMatch(/SIZE/);
    expect(message).not.toMatch(/NAME|THING_ID/);
    const both = given(changing({ again: ['size', 'name'] }), [
      { id: 7, size: 9, name: 'y' },
      new Problem('error', 'Down.'),
    ]);
    await expect(endingOf(write(both, input))).resolves.toMatch(/NAME, SIZE/);
  });
});

describe('an operation that isn’t in the catalogue', () => {
  it('is a fault of ours, also where the key is one of the other kind', async () => {
    const none = /the catalogue has no/;
    await expect(write(given(search([]), [[]]), {})).rejects.toThrow(none);
    await expect(read(given(create([]), [{ id: 1 }]), {})).rejects.toThrow(none);
    await expect(write(given(create([], { key: 'other' }), [{ id: 1 }]), {})).rejects.toThrow(none);
    await expect(read(given(search([], { key: 'other' }), [[]]), {})).rejects.toThrow(none);
  });

  it('is not taken for the first of the catalogue', async () => {
    const catalogue = fakeCatalogue(
      [
        search([], { path: '/wrong' }),
        create([], { key: 'other', path: '/wrong' }),
        create([], { path: '/right' }),
      ],
      [{ id: 1 }],
    );
    await write(catalogue, {});
    expect(catalogue.asked[0]?.path).toBe('/right');
    const reading = fakeCatalogue(
      [
        create([], { path: '/wrong' }),
        search([], { key: 'other', path: '/wrong' }),
        search([], { path: '/right' }),
      ],
      [[]],
    );
    await expect(read(reading, {})).resolves.toEqual({ results: [], paging_token: null });
    expect(reading.asked[0]?.path).toBe('/right');
  });
});

describe('a picture', () => {
  const file = { name: 'p.png', type: 'image/png' } as never;
  const opens: Pick<Catalogue, 'withPicture'> = {
    withPicture: (_picture, use) => use(() => Promise.resolve(file)),
  };
  const picture = field('avatar', { type: 'file', name: 'photo' });
  const place = { method: 'PATCH', path: '/pictures/{id}' } as const;
  const withOne = (): WriteEntry => ({
    ...changing({ picture: place }),
    fields: [id, name, picture],
  });
  const adding = create([name, picture], { picture: place });
  const part = [{ name: 'photo', file }];
  const address = 'https://example.com/p.png';

  it('follows the rest of a change', async () => {
    const catalogue = given(
      withOne(),
      [
        { id: 7, name: 'x' },
        { id: 7, photo: 'u', token: 's' },
      ],
      opens,
    );
    await expect(write(catalogue, { thing_id: '7', name: 'x', avatar: address })).resolves.toEqual({
      id: 7,
      name: 'x',
      photo: 'u',
      hasToken: true,
    });
    expect(catalogue.asked).toMatchObject([
      { method: 'PATCH', path: '/things/7', body: { name: 'x' } },
      { method: 'PATCH', path: '/pictures/7', form: part },
    ]);
  });

  it('is the only request where nothing else is filled', async () => {
    const catalogue = given(withOne(), [{ id: 7, photo: 'u' }], opens);
    await expect(write(catalogue, { thing_id: '7', avatar: address })).resolves.toEqual({
      id: 7,
      photo: 'u',
    });
    expect(catalogue.asked).toMatchObject([{ path: '/pictures/7', form: part }]);
  });

  it('goes to what was just made', async () => {
    const catalogue = given(adding, [{ id: 'a/b' }, { id: 'a/b', photo: 'u' }], opens);
    await expect(write(catalogue, { name: 'x', avatar: address })).resolves.toEqual({
      id: 'a/b',
      photo: 'u',
    });
    expect(catalogue.asked).toMatchObject([
      { method: 'POST', path: '/things', body: { name: 'x' } },
      { method: 'PATCH', path: '/pictures/a%2Fb', form: part },
    ]);
  });

  it('that fails says what is there, and a repeat adds the picture alone', async () => {
    const failure = new Problem('error', 'Too big.');
    const catalogue = given(adding, [{ id: 8 }, failure, { id: 8, photo: 'u' }], opens);
    const input = { name: 'x', avatar: address };
    const message = await endingOf(write(catalogue, input));
    expect(message).toMatch(/Too big\./);
    expect(message).toMatch(/the thing 8/);
    expect(message).toMatch(/the AVATAR/);
    await expect(write(catalogue, input)).resolves.toEqual({ id: 8, photo: 'u' });
    expect(catalogue.asked.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'PATCH']);
  });

  it('that fails after a change says what was done', async () => {
    const failure = new Problem('error', 'Too big.');
    const catalogue = given(withOne(), [{ id: 7, name: 'x' }, failure], opens);
    const message = await endingOf(write(catalogue, { thing_id: '7', name: 'x', avatar: address }));
    expect(message).toMatch(/the thing/);
    expect(message).toMatch(/the AVATAR/);
  });

  it('doesn’t hide that another value was not stored', async () => {
    const catalogue = given(
      withOne(),
      [
        { id: 7, name: '' },
        { id: 7, photo: 'u' },
      ],
      opens,
    );
    const message = await endingOf(write(catalogue, { thing_id: '7', name: 'x', avatar: address }));
    expect(message).toMatch(/^NAME: Acme reported success/);
    expect(catalogue.asked).toHaveLength(2);
  });

  it('needs a platform that opens pictures', async () => {
    await expect(
      write(given(withOne(), [{ id: 7 }]), { thing_id: '7', avatar: address }),
    ).rejects.toThrow('a_thing takes a picture, its platform opens none');
  });
});
