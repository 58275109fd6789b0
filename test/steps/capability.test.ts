import type { Operation } from '../../platforms/contract/operations.js';
import type { ConnectedPlatform, Platform } from '../../platforms/contract/platform.js';
import { isOffered, lackOf, needed, neededList, neededOperation } from '../../steps/capability.js';
import { fakePlatform, problemOf } from '../helpers/fakes/fake_platform.js';

const task: Operation = {
  key: 'create_task',
  kind: 'create',
  noun: 'Task',
  label: 'Create Task',
  description: 'Creates a task.',
  fields: [],
};
const INSTEAD = { contact_notes: 'Use a task.', operations: { Task: 'Use a note.' } };
const BY_HAND = 'Do it in Acme Desk itself.';

/** A platform with labels, one list and one operation. */
function platformWith(parts: Partial<ConnectedPlatform> = {}): ConnectedPlatform {
  const list = () => Promise.resolve([]);
  const operations = { catalogue: [task], write: jest.fn(), read: jest.fn() };
  return { ...fakePlatform(), lists: { list_labels: list }, operations, ...parts };
}
const without = { operations: undefined, lists: {} } as unknown as Partial<ConnectedPlatform>;

describe('what a step needs', () => {
  it.each(['contact_labels', 'list_labels', task] as const)(
    'is no lack where it is there',
    (needs) => {
      expect(lackOf(platformWith(), needs)).toBeUndefined();
    },
  );

  it.each([
    ['contact_notes', 'add notes to contacts', 'Use a task.'],
    ['contact_merge', 'merge contacts', BY_HAND],
  ] as const)('%s is a lack with what to use instead', (needs, what, todo) => {
    const platform = platformWith({ instead: INSTEAD });
    expect(lackOf(platform, needs)?.message).toBe(
      `Acme Desk cannot ${what} through its API, so this step does not work with this connection. ${todo}`,
    );
  });

  it.each([
    [INSTEAD, 'Use a note.'],
    [{ operations: { Team: 'Use another.' } }, BY_HAND],
    [{}, BY_HAND],
  ])('an operation is one, with %j', (instead, todo) => {
    const platform = platformWith({ ...without, instead });
    expect(lackOf(platform, task)?.message).toBe(
      `Acme Desk cannot do what "Create Task" does through its API, so this step does not work with this connection. ${todo}`,
    );
  });

  it('a list is one, in words for a dropdown', () => {
    expect(lackOf(platformWith(without), 'list_labels')?.message).toMatch(
      /^Acme Desk has no such list/,
    );
  });

  it('is known before there is a connection', () => {
    const platform = { offers: new Set(['contact_labels']) } as unknown as Platform;
    expect(isOffered(platform, 'contact_labels')).toBe(true);
    expect(isOffered(platform, 'contact_notes')).toBe(false);
    expect(isOffered(platform, undefined)).toBe(true);
  });
});

describe('the part that does it', () => {
  it('is the platform’s', () => {
    const platform = platformWith();
    expect(needed(platform, 'contact_labels')).toBe(platform.contacts.labels);
    expect(neededList(platform, 'list_labels')).toBe(platform.lists.list_labels);
    expect(neededOperation(platform, task)).toBe(platform.operations);
  });

  it.each<[string, (platform: ConnectedPlatform) => unknown, RegExp]>([
    ['a capability', (platform) => needed(platform, 'contact_notes'), /cannot add notes/],
    ['a list', (platform) => neededList(platform, 'list_labels'), /has no such list/],
    ['an operation', (platform) => neededOperation(platform, task), /cannot do what "Create Task"/],
  ])('is missed where there is none: %s', async (_what, ask, message) => {
    expect((await problemOf(() => ask(platformWith(without)))).message).toMatch(message);
  });
});
