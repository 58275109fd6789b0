// A contact that comes to be there while the step runs is changed, not made twice.
import { Problem, problem } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import { updateContact, type UpdateRequest } from '../../steps/update_contact.js';
import { fakePlatform, problemOf, type FakePlatform } from '../helpers/fakes/fake_platform.js';

const jane: Contact = { id: '7', name: 'Jane', email: 'jane@example.com' };
const taken = new Problem('error', 'It is there already.', { isTaken: true });

/** A platform whose lookups find these, one after another. */
function platformThatFinds(found: Contact[][], create?: Problem): FakePlatform {
  const platform = fakePlatform({ holds: [jane], ...(create && { fails: { create } }) });
  platform.contacts.find = (keys) => {
    platform.calls.push(['find', keys]);
    return Promise.resolve(found.shift() ?? []);
  };
  return platform;
}

const ensure = (
  platform: FakePlatform,
  values: Record<string, unknown>,
  more: Partial<UpdateRequest> = {},
): Promise<unknown> =>
  updateContact(platform, {
    findBy: undefined,
    contact: 'jane@example.com',
    ifMissing: 'create',
    defaultCountry: undefined,
    change: {
      values,
      clear: [],
      labels: { add: [], remove: [], replace: undefined },
      fieldMeta: {},
    },
    ...more,
  });

const methodsOf = ({ calls }: FakePlatform): string[] =>
  calls.map(([method]) => method).filter((method) => method !== 'draft');

describe('a contact that another run creates meanwhile', () => {
  it('is looked up again and changed', async () => {
    const platform = platformThatFinds([[], [jane]], taken);
    expect(await ensure(platform, { name: 'Ann' })).toEqual({
      ...jane,
      name: 'Ann',
      outcome: 'updated',
    });
    expect(methodsOf(platform)).toEqual(['find', 'create', 'find', 'update']);
  });

  it('is left as it is where nothing is to be changed', async () => {
    const platform = platformThatFinds([[], [jane]], taken);
    expect(await ensure(platform, {})).toEqual({ ...jane, outcome: 'unchanged' });
    expect(methodsOf(platform)).toEqual(['find', 'create', 'find']);
  });

  it('and that is not found all the same is the failure that it was', async () => {
    const platform = platformThatFinds([[], []], taken);
    expect(await problemOf(() => ensure(platform, { name: 'Ann' }))).toBe(taken);
    expect(methodsOf(platform)).toEqual(['find', 'create', 'find']);
  });

  it('is not looked for after any other failure', async () => {
    const failure = problem('Email: wrong.');
    const platform = platformThatFinds([[], [jane]], failure);
    expect(await problemOf(() => ensure(platform, { name: 'Ann' }))).toBe(failure);
    expect(methodsOf(platform)).toEqual(['find', 'create']);
  });
});

it('a step that asks for nothing says so, whatever names the contact', async () => {
  const nothing = ensure(platformThatFinds([]), {}, { ifMissing: 'stop', contact: 'not@' });
  expect((await problemOf(() => nothing)).kind).toBe('halted');
});

describe('a number that can’t be one', () => {
  const contact = '+0120255501';

  it('is looked up as others hold it, where nobody is made', async () => {
    const platform = platformThatFinds([[jane]]);
    await ensure(platform, { name: 'Ann' }, { contact, ifMissing: 'stop' });
    expect(platform.calls).toContainEqual(['find', expect.objectContaining({ phone: contact })]);
  });

  it('is refused by its field where somebody would be made with it', async () => {
    const platform = platformThatFinds([[jane]]);
    const { message } = await problemOf(() => ensure(platform, { name: 'Ann' }, { contact }));
    expect(message).toMatch(/^Contact: /);
    expect(methodsOf(platform)).toEqual([]);
  });
});

describe('a contact that is there', () => {
  it('is given as it is where nothing is to be changed', async () => {
    const platform = platformThatFinds([[jane]]);
    expect(await ensure(platform, {})).toEqual({ ...jane, outcome: 'unchanged' });
    expect(methodsOf(platform)).toEqual(['find']);
  });

  it('is changed where something is', async () => {
    const platform = platformThatFinds([[jane]]);
    expect(await ensure(platform, { name: 'Ann' })).toMatchObject({ id: '7', outcome: 'updated' });
    expect(methodsOf(platform)).toEqual(['find', 'update']);
  });

  it.each<Partial<UpdateRequest>>([{ ifMissing: 'stop' }, { ifMissing: 'skip' }, { contact: '7' }])(
    'is not asked for where the step asks for nothing: %j',
    async (more) => {
      const platform = platformThatFinds([[jane]]);
      expect((await problemOf(() => ensure(platform, {}, more))).kind).toBe('halted');
      expect(methodsOf(platform).filter((method) => method !== 'checkId')).toEqual([]);
    },
  );
});
