import { perform as performAddLabels } from '../../creates/add_contact_labels.js';
import { perform as performCreate } from '../../creates/create_contact.js';
import { perform as performUpdate } from '../../creates/update_contact.js';
import { perform as performFind } from '../../searches/find_contact.js';
import { failureOf } from '../helpers/running/app.js';
import { run, runKeepingCache } from '../helpers/running/light_app.js';
import { connected, itWith } from './connected.js';
import type { Harness } from './harness.js';
import type { ServerNow } from './index.js';
import { JANE, JOHN } from './people.js';

type Input = Record<string, unknown>;

/** An unwritable ID on every platform, or one that must reach the server as one segment of the path. */
const ODD_IDS = ['.', '..', 'a/b?c=1#d', '../contacts', '%2e%2e', 'é 1'];
const MAYBE_DONE = /may have been done all the same/;

/** What every platform promises of finding, creating and changing contacts. */
export function contactClaims(harness: Harness, server: ServerNow): void {
  const { contacts } = connected(harness);
  const { firstName, clear, unknownId } = harness;
  const update = (inputData: Input) =>
    run(performUpdate, { authData: server().authData, inputData });
  const find = (inputData: Input) => run(performFind, { authData: server().authData, inputData });
  const create = (inputData: Input) =>
    run(performCreate, { authData: server().authData, inputData });
  const writes = () => server().requests.filter(({ method }) => /PUT|PATCH|DELETE/.test(method));
  const arrive = (person = JANE) => server().arrive(person, new Date());

  it('blank leaves alone: only the filled field changes', async () => {
    const id = arrive();
    const before = server().stored(id);
    const blanks = {
      email: '',
      phone: null,
      [clear.input]: '',
      add_labels: [],
      clear_fields: [''],
    };
    expect(await update({ contact: id, ...blanks, [firstName.input]: 'Ann' })).toMatchObject({
      id,
      outcome: 'updated',
    });
    expect(before).toMatchObject({ [firstName.stored]: 'Jane' });
    expect(server().stored(id)).toEqual({ ...before, [firstName.stored]: 'Ann' });
  });

  it('an update of nothing is refused before any request', async () => {
    const nothing = { email: '', [clear.input]: ' ', clear_fields: [] };
    const { name } = await failureOf(update({ contact: unknownId, ...nothing }));
    expect(name).toBe('HaltedError');
    expect(server().requests).toEqual([]);
  });

  it('clearing is done on purpose, and empties that field alone', async () => {
    expect(contacts.isClearable(clear.input)).toBe(true);
    const id = arrive();
    await update({ contact: id, [clear.input]: clear.value });
    const filled = server().stored(id) ?? {};
    expect(valueAt(filled, clear.stored)).not.toBeFalsy();
    await update({ contact: id, clear_fields: [clear.input] });
    const emptied = server().stored(id) ?? {};
    expect([undefined, null, '', '[]']).toContain(emptyForm(valueAt(emptied, clear.stored)));
    expect(without(emptied, clear.stored)).toEqual(without(filled, clear.stored));
  });

  itWith(contacts.labels, 'labels', 'labels are added and never lost', async () => {
    const id = server().arrive({ ...JANE, labels: ['vip', 'newsletter'] }, new Date());
    await update({ contact: id, [firstName.input]: 'Ann' });
    expect(server().labels(id).toSorted()).toEqual(['newsletter', 'vip']);
    await update({ contact: id, add_labels: ['lead'] });
    expect(server().labels(id).toSorted()).toEqual(['lead', 'newsletter', 'vip']);
    const inputData = { contact: id, add_labels: ['churned'] };
    await run(performAddLabels, { authData: server().authData, inputData });
    expect(server().labels(id).toSorted()).toEqual(['churned', 'lead', 'newsletter', 'vip']);
    await update({ contact: id, remove_labels: ['vip'] });
    expect(server().labels(id).toSorted()).toEqual(['churned', 'lead', 'newsletter']);
  });

  if (contacts.labels === undefined) {
    it('labels are refused before any request, as the platform has none', async () => {
      const { name } = await failureOf(update({ contact: unknownId, add_labels: ['vip'] }));
      expect(name).toBe('AppError');
      expect(server().requests).toEqual([]);
    });
  }

  it('a duplicate is named, or one that the server takes; nobody else is changed', async () => {
    const jane = arrive();
    const creating = create({ email: JANE.email, [firstName.input]: 'Another' });
    const second = await creating.then(
      ({ id }) => id,
      () => undefined,
    );
    if (second === undefined) {
      const { name, message } = await failureOf(creating);
      expect(name).toBe('AppError');
      expect(message).toContain(jane);
    } else {
      expect(second).not.toBe(jane);
      expect(server().stored(second)).toMatchObject({ [firstName.stored]: 'Another' });
    }
    expect(server().stored(jane)).toMatchObject({ [firstName.stored]: 'Jane' });
  });

  it('a repeat never doubles, also where the first answer was lost', async () => {
    const bundle = {
      authData: server().authData,
      inputData: { email: JANE.email, [firstName.input]: 'Jane' },
    };
    server().loseNext();
    expect((await failureOf(run(performCreate, bundle))).message).toMatch(MAYBE_DONE);
    const again = await runKeepingCache(performCreate, bundle).then(
      ({ id }) => id,
      () => undefined,
    );
    const inputData = { email: JANE.email };
    const found = await runKeepingCache(performFind, { ...bundle, inputData });
    expect(found).toHaveLength(1);
    expect([undefined, found[0]?.id]).toContain(again);
  });

  it('a contact is found by ID, e-mail and phone, and nobody else with it', async () => {
    const jane = arrive();
    arrive(JOHN);
    for (const key of [{ contact: jane }, { email: JANE.email }, { phone: JANE.phone }]) {
      expect((await find(key)).map(({ id }) => id)).toEqual([jane]);
    }
  });

  it('a miss is empty when finding, and says what is missing when updating', async () => {
    for (const key of [
      { contact: unknownId },
      { email: 'nobody.at.all@example.com' },
      { phone: '+12025550199' },
    ]) {
      expect(await find(key)).toEqual([]);
    }
    const changed = { [firstName.input]: 'Ann' };
    const { name, message } = await failureOf(update({ contact: unknownId, ...changed }));
    expect(name).toBe('AppError');
    expect(message).toContain(unknownId);
    const byEmail = { contact: 'nobody.at.all@example.com', find_by: 'email', ...changed };
    expect((await failureOf(update(byEmail))).message).toContain('nobody.at.all@example.com');
    expect(await update({ ...byEmail, if_missing: 'skip' })).toEqual({ outcome: 'not_found' });
  });

  it('an update creates a missing contact with what it looked it up by, and empties nothing', async () => {
    const email = 'nobody.at.all@example.com';
    const request = { find_by: 'email', contact: email, if_missing: 'create' };
    const fields = { [firstName.input]: 'Ann', clear_fields: [clear.input] };
    const made = await update({ ...request, ...fields });
    expect(made).toMatchObject({ outcome: 'created', email });
    expect(server().stored(made.id ?? '')).toMatchObject({ [firstName.stored]: 'Ann', email });
    expect(writes()).toEqual([]);
  });

  it('a server fault is no miss', async () => {
    server().fail({ status: 503, body: 'down' });
    expect((await failureOf(find({ contact: unknownId }))).message).toMatch(/503/);
  });

  it.each(ODD_IDS)('the ID %j addresses nothing else', async (contact) => {
    const failure = await failureOf(update({ contact, [firstName.input]: 'Ann' }));
    expect(failure.name).toBe('AppError');
    expect(failure.message).toContain(contact);
    // Either refused unsent, or sent as one segment of the path.
    for (const { path } of writes()) expect(path).toMatch(segment(contact));
  });
}

/** The end of a path that holds the text as one segment. */
function segment(text: string): RegExp {
  return new RegExp(`/${encodeURIComponent(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/?$`);
}

function valueAt(record: Record<string, unknown>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], record);
}

function emptyForm(value: unknown): unknown {
  return Array.isArray(value) ? JSON.stringify(value) : value;
}

function without(record: Record<string, unknown>, path: string): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  const { [first]: held, ...others } = record;
  if (rest.length === 0) return others;
  return { ...others, [first]: without((held ?? {}) as Record<string, unknown>, rest.join('.')) };
}
