// An answer that isn't what the API promises stops here. Without core.
import {
  listIn,
  nothingIn,
  recordIn,
  rowsIn,
  within,
  type Place,
} from '../../../platforms/toolkit/answer.js';
import { PLATFORM, problemOf } from '../../helpers/fakes/fake_platform.js';

const wire = { platform: PLATFORM };

async function expectRefused(read: () => unknown): Promise<void> {
  const { message, details } = await problemOf(read);
  expect(message).toContain(`${PLATFORM} sent an answer that this integration does not understand`);
  expect(details).toEqual({ isFault: true });
}

describe('a record of an answer', () => {
  it.each<[unknown, Place | undefined, object]>([
    [{ id: 7 }, undefined, { id: 7 }],
    [{ id: 'abc', name: '' }, {}, { id: 'abc', name: '' }],
    [{ payload: { webhook: { id: 7 } } }, { at: ['payload', 'webhook'] }, { id: 7 }],
    [{ name: 'vip' }, { has: ['name'] }, { name: 'vip' }],
    [{}, { has: [] }, {}],
    [{ id: 0 }, {}, { id: 0 }],
    // What is no ID may be of any kind.
    [{ tags: [] }, { has: ['tags'] }, { tags: [] }],
    [{ meta: {} }, { has: ['meta'] }, { meta: {} }],
    [{ active: false }, { has: ['active'] }, { active: false }],
    [{ identity: true }, { has: ['identity'] }, { identity: true }],
    [{ paid: true }, { has: ['paid'] }, { paid: true }],
    [{ idea: {} }, { has: ['idea'] }, { idea: {} }],
    [{ contact_ids: [] }, { has: ['contact_ids'] }, { contact_ids: [] }],
  ])('is taken: %j at %j', (data, place, record) => {
    expect(recordIn(wire, data, place)).toEqual(record);
  });

  it.each<[unknown, Place | undefined]>([
    [undefined, undefined],
    [null, {}],
    ['id', {}],
    [[{ id: 7 }], {}],
    [{}, {}],
    [{ id: '' }, {}],
    [{ id: null }, {}],
    [{ id: {} }, {}],
    [{ id: [7] }, {}],
    [{ id: true }, {}],
    [{ contact_id: {} }, { has: ['contact_id'] }],
    [{ contactId: true }, { has: ['contactId'] }],
    [{ name: 'vip' }, { has: ['name', 'id'] }],
    [{ tags: null }, { has: ['tags'] }],
    [{ tags: '' }, { has: ['tags'] }],
    [{ payload: { webhook: [] } }, { at: ['payload', 'webhook'] }],
    [{ id: 7 }, { at: ['payload'] }],
    [{ id: 7, payload: {} }, { at: ['payload'] }],
  ])('is refused: %j at %j', async (data, place) => {
    await expectRefused(() => recordIn(wire, data, place));
  });
});

describe('the rows of an answer', () => {
  it('are each a record', async () => {
    expect(rowsIn(wire, [{ id: 1 }, { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(rowsIn(wire, { tags: [{ name: 'vip' }] }, { at: ['tags'], has: ['name'] })).toEqual([
      { name: 'vip' },
    ]);
    expect(rowsIn(wire, [])).toEqual([]);
    await expectRefused(() => rowsIn(wire, [{ id: 1 }, {}]));
    await expectRefused(() => rowsIn(wire, [{ id: 1 }], { has: ['name'] }));
    await expectRefused(() => rowsIn(wire, { id: 1 }));
    await expectRefused(() => rowsIn(wire, undefined));
  });

  it('may be whatever a list holds', async () => {
    expect(listIn(wire, ['vip', 7])).toEqual(['vip', 7]);
    expect(listIn(wire, { contact: { tags: ['vip'] } }, ['contact', 'tags'])).toEqual(['vip']);
    await expectRefused(() => listIn(wire, { tags: 'vip' }, ['tags']));
    await expectRefused(() => listIn(wire, {}, ['tags']));
  });
});

it('no body is what some answers have, and nothing else', async () => {
  expect(() => nothingIn(wire, undefined)).not.toThrow();
  for (const data of [null, '', {}, 0]) await expectRefused(() => nothingIn(wire, data));
});

it('what stands within is found behind each key', () => {
  expect(within({ a: { b: 7 } }, ['a', 'b'])).toBe(7);
  expect(within({ a: 7 }, ['a', 'b'])).toBeUndefined();
  expect(within({ a: null }, ['a', 'b'])).toBeUndefined();
  expect(within({ length: 1 }, [])).toEqual({ length: 1 });
  expect(within(['b'], ['0'])).toBeUndefined();
});
