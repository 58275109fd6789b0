// What the catalogue's samples and labels say of what its operations give out, against both ends of the releases.
import { operationCreates } from '../../../creates/operations.js';
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { operationSearches } from '../../../searches/operations.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import {
  misfitsOf,
  outputFieldsOf,
  rowsOf,
  valuesIn,
  type OutputField,
} from '../../helpers/outputs.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';

type Row = Record<string, unknown>;

const VERSIONS = ['4.15.1', '3.5.2'];

const sandboxes = new Map<string, ChatwootSandbox>();
beforeAll(async () => {
  for (const version of VERSIONS) {
    sandboxes.set(version, await startChatwootSandbox({ version, edition: 'enterprise' }));
  }
});
afterAll(async () => {
  for (const sandbox of sandboxes.values()) await sandbox.close();
});

/** All that an operation gives out on the sandboxes, whatever it is given; a release that refuses gives nothing. */
async function givenBy(key: string): Promise<Row[]> {
  const input = operationInputs[key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
  const rows: Row[] = [];
  for (const sandbox of sandboxes.values()) {
    for (const given of [input.minimal, input.full, input.single]) {
      if (!given) continue;
      sandbox.reset();
      input.prepare?.(sandbox.store);
      const answer = await runOperation(sandbox.url, key, given, { apiKey: keyOf(input) }).catch(
        () => [],
      );
      rows.push(...rowsOf(answer));
    }
  }
  return rows;
}

const stepOf = (key: string): { outputFields?: unknown; sample: Row } => {
  const step = operationCreates[key] ?? operationSearches[key];
  if (!step) throw new Error(`there is no step ${key}`);
  return step.operation;
};

const labelsOf = (key: string): Promise<OutputField[]> =>
  outputFieldsOf(stepOf(key), {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandboxes.get('4.15.1')?.url ?? '',
    accountId: '1',
  });

/** Of a contact nothing but its ID is sure: what its sample has need be there of one alone. */
const isPerson = (sample: Row): boolean => 'first_name' in sample || 'contact' in sample;

describe.each(sampleOf(operations, 2))('$key', ({ key }) => {
  const { sample } = stepOf(key);
  let rows: Row[];
  let fields: OutputField[];
  beforeAll(async () => {
    rows = await givenBy(key);
    fields = await labelsOf(key);
  });

  it('has in every answer all that its sample has', () => {
    expect(rows.length).toBeGreaterThan(0);
    const misfits = rows.map((row) => misfitsOf(sample, row));
    const [fewest] = misfits.sort((one, other) => one.length - other.length);
    expect(isPerson(sample) ? fewest : [...new Set(misfits.flat())]).toEqual([]);
  });

  it('has a label of its own for every key of an answer', () => {
    const whole = new Set(fields.flatMap(({ key, dict, list }) => (dict || list ? [key] : [])));
    const labelled = new Set(fields.map((field) => field.key));
    const given = rows.flatMap((row) => [...valuesIn(row, whole).keys()]);
    // Nobody has defined this one, so that nobody knows its name.
    const known = given.filter((name) => name !== 'custom_attributes__gift');
    expect([...new Set(known)].filter((name) => !labelled.has(name))).toEqual([]);
  });

  it('has no label twice', () => {
    const labels = fields.map(({ label }) => label);
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    // What the account calls its attributes is its own affair.
    const ours = fields.filter((field) => !field.key.includes('custom_attributes__'));
    expect(ours.filter(({ label }) => !isTitle(label ?? ''))).toEqual([]);
  });
});

/** Title case, small words apart; what begins with a digit is a range of hours. */
function isTitle(label: string): boolean {
  const small = ['and', 'as', 'at', 'by', 'for', 'in', 'is', 'of', 'on', 'per', 'the', 'to'];
  return label
    .split(/[ (]+/)
    .every((word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && small.includes(word)));
}
