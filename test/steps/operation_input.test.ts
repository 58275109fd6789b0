import type { Operation, OperationField } from '../../platforms/contract/operations.js';
import { withContactId, withContactIdIfAny } from '../../steps/operation_input.js';
import { fakePlatform, PLATFORM, problemOf, refusal } from '../helpers/fakes/fake_platform.js';

const jane = { id: '7', email: 'jane@example.com' };

const person: OperationField = { key: 'person', label: 'Person', dynamic: 'list_contacts' };
const portal: OperationField = { key: 'portal', label: 'Portal', dynamic: 'list_portals' };
const title: OperationField = { key: 'title', label: 'Title' };
const people: OperationField = { ...person, key: 'people', label: 'People', list: true };

const operationWith = (...fields: OperationField[]): Operation => ({
  key: 'create_task',
  kind: 'create',
  noun: 'Task',
  label: 'Create Task',
  description: 'Creates a task.',
  fields,
});

describe.each([
  ['a write', withContactId],
  ['a search', withContactIdIfAny],
])('what %s is run with', (_what, run) => {
  it('has the ID of the contact that is named otherwise', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const input = { title: 'Call', person: 'jane@example.com', portal: 'jane@example.com' };
    const operation = operationWith(title, portal, people, person);
    expect(await run(platform, operation, input)).toStrictEqual({ ...input, person: '7' });
    expect(input.person).toBe('jane@example.com');
    expect(platform.calls).toStrictEqual([['find', { email: 'jane@example.com' }]]);
  });

  it('has an ID as it was given, as text, without a request', async () => {
    const platform = fakePlatform();
    expect(await run(platform, operationWith(person), { person: 9 })).toStrictEqual({
      person: '9',
    });
    expect(platform.calls).toStrictEqual([['checkId', '9']]);
  });

  it.each<[string, OperationField[], Record<string, unknown>]>([
    ['no field is for a contact', [title, portal], { title: 'Call', portal: 'a@example.com' }],
    ['the field is for many contacts', [people], { people: ['a@example.com'] }],
    ['the contact is left blank', [person, title], { title: 'Call' }],
  ])('is what was filled in where %s', async (_when, fields, input) => {
    const platform = fakePlatform({ holds: [jane] });
    expect(await run(platform, operationWith(...fields), input)).toBe(input);
    expect(platform.calls).toEqual([]);
  });

  it('is nothing where several are meant, which the step says', async () => {
    const platform = fakePlatform({ holds: [jane, { ...jane, id: '8' }] });
    const input = { person: 'jane@example.com' };
    expect((await problemOf(() => run(platform, operationWith(person), input))).message).toBe(
      `${PLATFORM} has 2 contacts with the email \`jane@example.com\`. Give the ID of the one you mean instead: no name (ID 7), no name (ID 8).`,
    );
  });

  it('is nothing where the lookup fails', async () => {
    const failure = refusal(500);
    const platform = fakePlatform({ fails: { find: failure } });
    const input = { person: 'jane@example.com' };
    expect(await problemOf(() => run(platform, operationWith(person), input))).toBe(failure);
  });
});

describe('where nobody is the contact', () => {
  const input = { person: 'zoe@example.com' };

  it('a write fails, and names the field as its form does', async () => {
    const failed = problemOf(() => withContactId(fakePlatform(), operationWith(person), input));
    expect((await failed).message).toBe(
      `Person: ${PLATFORM} has no contact with the email \`zoe@example.com\`. Check the value, or make sure of the contact in an earlier step, like Find or Create Contact.`,
    );
    expect((await failed).message.length).toBeLessThanOrEqual(250);
  });

  it('a search has nothing to be run with', async () => {
    expect(await withContactIdIfAny(fakePlatform(), operationWith(person), input)).toBeUndefined();
  });
});
