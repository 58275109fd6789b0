// Each step that isn't of the catalogue, on the sandbox of each platform that has it: its sample and its labels are
// true, a contact has the same keys everywhere, and what a form calls a field it is called in the output.
import { creates } from '../../creates/index.js';
import {
  keys as chatwootKeys,
  seeded,
  startChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { operations } from '../../brands/current.js';
import { searches } from '../../searches/index.js';
import { triggers } from '../../triggers/index.js';
import { formOf, runStep } from '../helpers/running/light_steps.js';
import { misfitsOf, outputFieldsOf, rowsOf, valuesIn } from '../helpers/outputs.js';

type Row = Record<string, unknown>;
interface Server {
  url: string;
  reset(): void;
  close(): Promise<void>;
}

interface Step {
  key: string;
  display: { hidden?: boolean };
  operation: { sample?: Row; outputFields?: unknown };
}

const all = Object.values({ ...triggers, ...searches, ...creates }) as Step[];
const ofCatalogue = new Set(operations.map(({ key }) => key));
const steps = all.filter(({ key, display }) => !display.hidden && !ofCatalogue.has(key));
const stepOf = new Map(steps.map((step) => [step.key, step.operation]));

const servers: Record<string, Server> = {};
beforeAll(async () => {
  servers['chatwoot'] = await startChatwootSandbox();
  servers['chatwoot 3.5'] = await startChatwootSandbox({ version: '3.5.2' });
  servers['highlevel'] = await startHighlevelSandbox();
  servers['vixiees'] = await startVixieesSandbox();
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

function authOf(platform: string): Record<string, string> {
  const url = servers[platform]?.url ?? '';
  switch (platform) {
    case 'highlevel':
      return { platform, apiKey: highlevelKeys.all, baseUrl: url, accountId: locationId };
    case 'vixiees':
      return { platform, apiKey: vixieesKeys.account, baseUrl: url + basePath };
    default:
      return {
        platform: 'chatwoot',
        apiKey: chatwootKeys.administrator,
        baseUrl: url,
        accountId: '1',
      };
  }
}

const { inbox_identifier: inbox, source_id: contact_identifier } = seeded.apiInbox;
const EMAIL = 'jane.doe@example.com';

/** Runs of the steps; `{jane}` is the seed's fullest contact, `{talk}` her last conversation. */
const RUNS: Record<string, Record<string, Row>> = {
  chatwoot: {
    new_contact: {},
    new_conversation: {},
    find_contact: { email: EMAIL },
    find_many_contacts: { emails: [EMAIL, 'nobody@example.com'] },
    find_conversation: { conversation: '{talk}' },
    find_message: { conversation: '{talk}' },
    update_contact: { contact: '{jane}', name: 'Jane Doe' },
    update_contacts: { rows: [{ contact: EMAIL, name: 'Jane Doe' }] },
    create_contact: { name: 'Ann Lee', email: 'ann@example.com', phone: '+5511987654399' },
    add_contact_labels: { contact: '{jane}', add_labels: ['lead'] },
    remove_contact_labels: { contact: '{jane}', remove_labels: ['vip'] },
    add_contact_note: { contact: '{jane}', note: 'Called back' },
    merge_contacts: { contact: '{jane}', merged_contact: '5' },
    delete_contact: { contact: '{jane}' },
    update_conversation: { conversation: '{talk}', priority: 'high' },
    create_conversation: { contact: '{jane}', inbox: '4', message: 'Hello' },
    send_message: { conversation: '{talk}', message: 'Hello' },
    update_inbox_contact: { inbox, contact_identifier, name: 'Jane Doe' },
    create_inbox_contact: {
      inbox,
      name: 'Ann Lee',
      email: 'ann@example.com',
      phone: '+5511987654399',
    },
    new_contact_instant: {},
    updated_contact_instant: {},
    new_conversation_instant: {},
    updated_conversation_instant: {},
    conversation_status_changed_instant: {},
    new_message_instant: {},
  },
  highlevel: {
    new_contact: {},
    updated_contact: {},
    contact_tagged: { tag: 'customer' },
    new_conversation: {},
    new_message: { channel: 'SMS' },
    find_contact: { email: EMAIL },
    find_many_contacts: { emails: [EMAIL, 'nobody@example.com'] },
    find_conversation: { contact: '{jane}' },
    find_message: { conversation: '{talk}' },
    update_contact: { contact: '{jane}', first_name: 'Jane' },
    update_contacts: { rows: [{ contact: EMAIL, first_name: 'Jane' }] },
    create_contact: {
      first_name: 'Ann',
      last_name: 'Lee',
      email: 'ann@example.com',
      phone: '+15552010999',
    },
    add_contact_labels: { contact: '{jane}', add_labels: ['lead'] },
    remove_contact_labels: { contact: '{jane}', remove_labels: ['customer'] },
    add_contact_note: { contact: '{jane}', note: 'Called back' },
    delete_contact: { contact: '{jane}' },
    update_conversation: { conversation: '{talk}', starred: true },
    create_conversation: { contact: '{jane}', channel: 'SMS', message: 'Hello' },
    send_message: { contact: '{jane}', channel: 'SMS', message: 'Hello' },
  },
  vixiees: {
    new_contact: {},
    updated_contact: {},
    find_contact: { email: EMAIL },
    find_many_contacts: { emails: [EMAIL, 'nobody@example.com'] },
    update_contact: { contact: '{jane}', first_name: 'Jane' },
    update_contacts: { rows: [{ contact: EMAIL, first_name: 'Jane' }] },
    create_contact: {
      first_name: 'Ann',
      last_name: 'Lee',
      email: 'ann@example.com',
      phone: '+34600000999',
    },
  },
};
RUNS['chatwoot 3.5'] = RUNS['chatwoot'] ?? {};

const platforms = Object.keys(RUNS);
const runs = platforms.flatMap((platform) =>
  Object.keys(RUNS[platform] ?? {}).map((step) => ({ platform, step })),
);

it('every step is run on a platform', () => {
  expect([...new Set(runs.map(({ step }) => step))].sort()).toEqual([...stepOf.keys()].sort());
});

/** The fullest contact's ID on a platform, and that of a conversation. */
async function idsOn(platform: string): Promise<Record<string, string>> {
  const [jane] = rowsOf(await runStep('find_contact', authOf(platform), { email: EMAIL }));
  const contact = String(jane?.['id']);
  if (platform === 'vixiees') return { '{jane}': contact };
  const talks = rowsOf(await runStep('find_conversation', authOf(platform), { contact }));
  return {
    '{jane}': contact,
    '{talk}': String(talks.find((talk) => 'last_message' in talk)?.['id']),
  };
}

/** What a step gives out on a platform; an instant trigger: what its samples are made of. */
async function givenBy(step: string, platform: string): Promise<Row[]> {
  const input = RUNS[platform]?.[step] ?? {};
  const ids = await idsOn(platform);
  const filled = Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, ids[String(value)] ?? value]),
  );
  const meta = { isLoadingSample: step in triggers };
  // The seeds' latest contacts have next to nothing.
  if (step in triggers) {
    await runStep('create_contact', authOf(platform), RUNS[platform]?.['create_contact'] ?? {});
  }
  return rowsOf(await runStep(step, authOf(platform), filled, undefined, meta));
}

describe.each(runs)('$step on $platform', ({ step, platform }) => {
  const operation = stepOf.get(step) ?? {};
  let rows: Row[];
  beforeAll(async () => {
    servers[platform]?.reset();
    rows = await givenBy(step, platform);
  });

  it('gives out all that its sample has, of the same types', () => {
    const misfits = rows.map((row) => misfitsOf(operation.sample ?? {}, row));
    // Of a record somewhere nothing but its ID is sure: one that is as full as the sample will do.
    const [fewest] = misfits.sort((one, other) => one.length - other.length);
    expect(fewest).toEqual([]);
  });

  it('has a label of its own for every key that it gives out', async () => {
    const fields = await outputFieldsOf(operation, authOf(platform));
    const whole = new Set(fields.flatMap(({ key, dict, list }) => (dict || list ? [key] : [])));
    const given = rows.flatMap((row) => [...valuesIn(row, whole).keys()]);
    const labelled = new Set(fields.map(({ key }) => key));
    // Nobody has defined this one, so that nobody knows its name.
    const known = given.filter((key) => key !== 'custom_attributes__gift');
    expect([...new Set(known)].filter((key) => !labelled.has(key))).toEqual([]);
    const labels = [...new Map(fields.map(({ key, label }) => [key, label])).values()];
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });
});

/** What each form's fields are filled with, and comes out under the same keys. */
const FILLED: Record<string, Row> = {
  chatwoot: {
    name: 'Ann Lee',
    email: 'ann@example.com',
    phone: '+5511987654399',
    external_id: 'crm-78',
    blocked: true,
    company_name: 'Lee Ltd',
    city: 'Haifa',
    country: 'Israel',
    description: 'Likes tea',
    facebook: 'ann.f',
    github: 'ann.g',
    instagram: 'ann.i',
    linkedin: 'ann.l',
    telegram: 'ann.t',
    tiktok: 'ann.k',
    twitter: 'ann.x',
  },
  highlevel: {
    first_name: 'Ann',
    last_name: 'Lee',
    email: 'ann@example.com',
    phone: '+15552010999',
    company_name: 'Lee Ltd',
    address1: '1 Main St',
    city: 'Austin',
    state: 'TX',
    postal_code: '73301',
    country: 'US',
    website: 'https://ann.example.com',
    timezone: 'America/Chicago',
    date_of_birth: '1990-09-25',
    type: 'customer',
    source: 'web',
    assigned_to: 'userAlice00000000001',
    dnd: true,
  },
  vixiees: {
    first_name: 'Ann',
    last_name: 'Lee',
    second_last_name: 'Roca',
    email: 'ann@example.com',
    phone: '+34600000999',
    company_name: 'Lee Ltd',
    external_id: 'crm-78',
    external_reference_url: 'https://crm.example.com/78',
    additional_phones: ['+34600000998'],
    additional_emails: ['ann.lee@example.com'],
    priority: 2,
    source: 'crm',
    country: 'ES',
    language: 'es',
    whatsapp_transactional_opt_in: true,
    email_transactional_opt_in: true,
    whatsapp_marketing_opt_in: false,
    email_marketing_opt_in: false,
    skills: ['sales'],
    custom_attributes: { plan: 'basic' },
  },
};
/** What no answer tells under the form's key: what is done with a contact, files, what is read later, free forms. */
const NOT_HELD =
  /^(attr_|dnd_|inbound_dnd|.*_notice$|inbox$|avatar$|avatar_url$|default_country$|add_labels$|other_attributes$|attributes_json$|gender$)/;

describe.each(Object.keys(FILLED))('a contact on %s', (platform) => {
  const filled = FILLED[platform] ?? {};
  beforeEach(() => servers[platform]?.reset());

  it('is filled as the whole form has it', async () => {
    const fields = await formOf('create_contact', authOf(platform));
    const names = fields.map(({ key }) => key).filter((key) => !NOT_HELD.test(key));
    // Where first and last name are apart, the name is made of them.
    const expected = [
      ...Object.keys(filled),
      ...('first_name' in filled && names.includes('name') ? ['name'] : []),
    ];
    expect(names.sort()).toEqual(expected.sort());
  });

  it('comes back under the keys of the form', async () => {
    const made = await runStep('create_contact', authOf(platform), filled);
    expect(made).toMatchObject(filled);
    const { id } = made as { id: string };
    const [found] = rowsOf(await runStep('find_contact', authOf(platform), { contact: id }));
    expect(found).toMatchObject({ ...filled, first_name: 'Ann' });
    expect(found?.['last_name']).toMatch(/^Lee/);
  });

  it('has the label of the form under its keys', async () => {
    const form = await formOf('create_contact', authOf(platform));
    const outputs = await outputFieldsOf(stepOf.get('find_contact') ?? {}, authOf(platform));
    const labels = new Map(outputs.map(({ key, label }) => [key, label]));
    const wanted = form.filter(({ key }) => !NOT_HELD.test(key));
    expect(wanted.map(({ key }) => [key, labels.get(key)])).toEqual(
      wanted.map(({ key, label }) => [key, label]),
    );
  });
});
