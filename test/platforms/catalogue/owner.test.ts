// Two platforms with a catalogue each: neither is sent what the other's API has.
import { neededOperation } from '../../../steps/capability.js';
import {
  joinCatalogues,
  type Operation,
  type Operations,
} from '../../../platforms/contract/operations.js';
import type { Platform } from '../../../platforms/contract/platform.js';
import { operations } from '../../../brands/current.js';
import { platforms } from '../../../platforms/index.js';
import { stepFacts } from '../../../scripts/docs/step_facts.js';
import { fakePlatform } from '../../helpers/fakes/fake_platform.js';

const operation = (key: string, label: string): Operation => ({
  key,
  kind: 'create',
  noun: 'Task',
  label,
  description: `${label}.`,
  fields: [],
});
const runner = (): Operations => ({ write: jest.fn(), read: jest.fn() });

const task = operation('create_task', 'Create Task');
const team = operation('create_team', 'Create Team');

it('a platform runs its own operations alone', () => {
  const own = { catalogue: [task], ...runner() };
  const platform = { ...fakePlatform(), operations: own };
  expect(neededOperation(platform, task)).toBe(own);
  expect(() => neededOperation(platform, team)).toThrow(
    /^Acme Desk cannot do what "Create Team" does through its API/,
  );
});

it('a platform without a catalogue runs none', () => {
  expect(() => neededOperation(fakePlatform(), task)).toThrow(/cannot do what "Create Task" does/);
});

it('the steps are those of all catalogues, an operation that several platforms have once', () => {
  const keys = operations.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { operations: own = [] } of platforms) {
    expect(operations).toEqual(expect.arrayContaining([...own]));
  }
});

it('different operations of one key are refused: one step can’t be both', () => {
  const withCatalogue = (...own: Operation[]): Pick<Platform, 'operations'> => ({
    operations: own,
  });
  const other = { ...task, label: 'Add Task' };
  expect(joinCatalogues([withCatalogue(task), withCatalogue(task, team)])).toEqual([task, team]);
  expect(() => joinCatalogues([withCatalogue(task), withCatalogue(other)])).toThrow('create_task');
  expect(() => joinCatalogues([withCatalogue(task, other)])).toThrow('create_task');
});

it('no operation has the key of a step that is made by hand', () => {
  expect(operations.filter(({ key }) => key in stepFacts)).toEqual([]);
});
