// Every create that adds something, on every platform, run again as Zapier does. Without core, as its own tests have it.
import type { ZObject } from 'zapier-platform-core';
import { creates } from '../../creates/index.js';
import { operationCreates } from '../../creates/operations.js';
import {
  keys as chatwootKeys,
  seeded,
  startChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import type { Fault } from '../../sandbox/server.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { runStep } from '../helpers/running/light_steps.js';
import { emptyZ, HaltedError } from '../simulator/zapier/z.js';

type Input = Record<string, unknown>;
type Server =
  | Awaited<ReturnType<typeof startChatwootSandbox>>
  | HighlevelSandbox
  | Awaited<ReturnType<typeof startVixieesSandbox>>;

/** What an addition is tried with, by platform; `{contact}` is one of the seed's. */
interface Trial {
  input: Input;
  /** What the request that adds ends with. */
  path: RegExp;
  /** Nothing tells what was made from what was there: the repeat halts. */
  halts?: true;
}

/** Steps that add something, by the platforms that have them. */
const ADDING: Record<string, Record<string, Trial>> = {
  create_contact: {
    chatwoot: { input: { email: 'zoe@example.com', name: 'Zoe' }, path: /contacts$/ },
    'chatwoot, without a unique value': { input: { name: 'Zoe' }, path: /contacts$/, halts: true },
    highlevel: { input: { email: 'zoe@example.com', first_name: 'Zoe' }, path: /contacts\/$/ },
    'highlevel, without a unique value': {
      input: { first_name: 'Zoe' },
      path: /contacts\/$/,
      halts: true,
    },
    vixiees: { input: { email: 'zoe@example.com', first_name: 'Zoe' }, path: /contacts$/ },
  },
  add_contact_note: {
    chatwoot: { input: { contact: '1', note: 'Call back' }, path: /notes$/ },
    highlevel: { input: { contact: '{contact}', note: 'Call back' }, path: /notes$/ },
    'highlevel, pinned': {
      input: { contact: '{contact}', note: 'Call back', title: 'Today', pinned: true },
      path: /notes$/,
    },
  },
  create_conversation: {
    chatwoot: {
      input: { contact: '1', inbox: String(seeded.inboxes.api), message: 'Hi!' },
      path: /conversations$/,
    },
    'highlevel, its message': {
      input: { contact: '{contact}', channel: 'SMS', message: 'Hi!' },
      path: /messages$/,
    },
  },
  send_message: {
    chatwoot: { input: { conversation: '1', message: 'Hi!' }, path: /messages$/ },
    'highlevel by SMS': {
      input: { contact: '{contact}', channel: 'SMS', message: 'Hi {{contact.name}}!' },
      path: /messages$/,
    },
    'highlevel by email': {
      input: { contact: '{contact}', channel: 'Email', subject: 'Hi', message: 'One\n<two>' },
      path: /messages$/,
    },
    'highlevel by RCS': {
      input: { contact: '{contact}', channel: 'RCS', message: 'Hi!' },
      path: /messages$/,
    },
  },
};

/** Steps of which a second run does nothing more, or is told from the first. */
const HARMLESS: Record<string, string> = {
  add_contact_labels: 'the whole list is sent',
  remove_contact_labels: 'the whole list is sent',
  delete_contact: 'it is gone',
  merge_contacts: 'the merged one is gone',
  update_contact: 'sets values; what it creates where none is found is Create Contact',
  update_contacts: 'as update_contact, row by row: see update_contacts.test.ts',
  update_conversation: 'sets values',
  update_inbox_contact: 'sets values',
  create_inbox_contact: 'names the identifier: see inbox_contact.test.ts',
};

it('every create has its row; those of the catalogue theirs in operations_repeats', () => {
  const own = Object.keys(creates).filter((key) => !(key in operationCreates));
  expect([...Object.keys(ADDING), ...Object.keys(HARMLESS)].sort()).toEqual(own.sort());
});

const servers: Record<string, Server> = {};
beforeAll(async () => {
  servers['chatwoot'] = await startChatwootSandbox();
  servers['highlevel'] = await startHighlevelSandbox();
  servers['vixiees'] = await startVixieesSandbox();
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

const highlevel = (): HighlevelSandbox => servers['highlevel'] as HighlevelSandbox;
const jane = (): string => [...highlevel().store.contacts.keys()][0] ?? '';

/** How many rows each table of a server has. */
function countsOf({ store }: Server): Record<string, number> {
  return Object.fromEntries(
    Object.entries(store).flatMap(([name, rows]: [string, unknown]) => {
      if (Array.isArray(rows)) return [[name, rows.length]];
      return rows instanceof Map ? [[name, rows.size]] : [];
    }),
  );
}

function authOf(platform: string, { url }: Server): Record<string, string> {
  switch (platform) {
    case 'chatwoot':
      return { platform, apiKey: chatwootKeys.administrator, baseUrl: url, accountId: '1' };
    case 'highlevel':
      return { platform, apiKey: highlevelKeys.all, baseUrl: url, accountId: locationId };
    default:
      return { platform, apiKey: vixieesKeys.account, baseUrl: url + basePath };
  }
}

async function failureOf(result: Promise<unknown>): Promise<Error> {
  return result.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (failure: unknown) => failure as Error,
  );
}

const trials = Object.entries(ADDING).flatMap(([step, byPlatform]) =>
  Object.entries(byPlatform).map(([name, trial]) => ({ step, name, ...trial })),
);
const EARLIER = /^An earlier run sent exactly this/;

describe.each(trials)('$step on $name', ({ step, name, input, path, halts }) => {
  const platform = name.split(/\W/)[0] ?? '';
  let server: Server;
  let z: ZObject;
  beforeEach(() => {
    const found = servers[platform];
    if (!found) throw new Error(`no sandbox of ${platform}`);
    server = found;
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
    z = emptyZ();
  });
  const again = (): Promise<unknown> => {
    const given = Object.entries(input).map(([key, value]) => [
      key,
      value === '{contact}' ? jane() : value,
    ]);
    return runStep(step, authOf(platform, server), Object.fromEntries(given) as Input, z);
  };
  const fail = (fault: Fault): void => server.fail({ method: 'POST', path, ...fault });

  it.each<[string, Fault]>([
    ['an error page', { afterwards: true, status: 504, body: '<html>Gateway Timeout</html>' }],
    ['a cut connection', { afterwards: true, connection: 'reset' }],
  ])('done and answered by %s: the repeat adds nothing', async (_how, fault) => {
    const before = countsOf(server);
    fail(fault);
    expect(await failureOf(again())).toBeInstanceOf(HaltedError);
    const after = countsOf(server);
    expect(after).not.toEqual(before);
    if (halts) {
      expect((await failureOf(again())).message).toMatch(EARLIER);
    } else {
      expect(await again()).toMatchObject({ id: expect.stringMatching(/./) });
    }
    expect(countsOf(server)).toEqual(after);
  });

  it('not done: the repeat adds it', async () => {
    fail({ connection: 'reset' });
    await failureOf(again());
    const before = countsOf(server);
    if (halts) return;
    await again();
    expect(countsOf(server)).not.toEqual(before);
  });

  it('wished for a second time is done a second time, without a look', async () => {
    await again();
    const first = server.requests.map(({ method }) => method);
    server.requests.length = 0;
    if (step === 'create_contact' && !halts) return;
    const before = countsOf(server);
    await again();
    expect(countsOf(server)).not.toEqual(before);
    expect(server.requests.length).toBeLessThanOrEqual(first.length + 1);
  });
});

describe('a contact that nothing tells from others, with something left to do', () => {
  it.each([
    ['chatwoot', { name: 'Zoe', add_labels: ['vip'] }, { method: 'POST', path: /labels$/ }],
    ['highlevel', { first_name: 'Zoe', type: 'customer' }, { method: 'PUT', path: /contacts/ }],
  ])('is known by its ID on %s', async (platform, input, last) => {
    const server = servers[platform];
    if (!server) throw new Error(`no sandbox of ${platform}`);
    server.reset();
    server.clearFaults();
    const z = emptyZ();
    const auth = authOf(platform, server);
    server.fail({ ...last, status: 429, headers: { 'retry-after': '3600' }, body: 'Retry later' });
    expect(await failureOf(runStep('create_contact', auth, input, z))).toBeInstanceOf(HaltedError);
    const after = countsOf(server);
    expect(await runStep('create_contact', auth, input, z)).toMatchObject({
      id: expect.stringMatching(/./),
    });
    expect(countsOf(server)).toEqual(after);
  });
});

describe('Send Message on Chatwoot', () => {
  it('halts where newer ones may have pushed it off the list', async () => {
    const server = servers['chatwoot'];
    if (!server) throw new Error('no sandbox');
    server.reset();
    server.clearFaults();
    const z = emptyZ();
    const send = (message: string) =>
      runStep('send_message', authOf('chatwoot', server), { conversation: '1', message }, z);
    server.fail({ method: 'POST', path: /messages$/, afterwards: true, status: 504 });
    await failureOf(send('Hi!'));
    for (let count = 0; count < 20; count += 1) await send(`Text ${count}`);
    expect((await failureOf(send('Hi!'))).message).toMatch(EARLIER);
  });
});

describe('Send Message on HighLevel', () => {
  const input = () => ({ contact: jane(), channel: 'SMS', message: 'Hi!' });
  const send = (z: ZObject, given: Input = input()) =>
    runStep('send_message', authOf('highlevel', highlevel()), given, z);
  const lost: Fault = { method: 'POST', path: /messages$/, connection: 'reset' };
  const late: Fault = { ...lost, afterwards: true };

  beforeEach(() => {
    highlevel().reset();
    highlevel().clearFaults();
  });

  it('gives back the message that is there', async () => {
    const z = emptyZ();
    highlevel().fail(late);
    await failureOf(send(z));
    const sent = highlevel().store.messages.at(-1);
    highlevel().requests.length = 0;
    expect(await send(z)).toMatchObject({
      id: sent?.id,
      content: 'Hi!',
      direction: 'outgoing',
      conversation_id: sent?.conversationId,
    });
    expect(highlevel().requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('takes no message from before for it', async () => {
    const z = emptyZ();
    await send(z);
    const [earlier] = highlevel().store.messages.slice(-1);
    if (earlier) earlier.dateAdded = new Date(Date.now() - 600_000).toISOString();
    highlevel().fail(lost);
    await failureOf(send(z));
    expect(await send(z)).not.toMatchObject({ id: earlier?.id });
  });

  it('halts where another text went out since: HighLevel may have changed ours', async () => {
    const z = emptyZ();
    highlevel().fail(lost);
    await failureOf(send(z));
    await send(z, { ...input(), message: 'Something else' });
    expect((await failureOf(send(z))).message).toMatch(EARLIER);
  });

  it('halts for what is to be sent later, which may not be listed', async () => {
    const later = { ...input(), scheduled_at: '2099-01-01T00:00:00Z' };
    const z = emptyZ();
    highlevel().fail(lost);
    await failureOf(send(z, later));
    expect((await failureOf(send(z, later))).message).toMatch(EARLIER);
  });

  it('halts where a new conversation may not be listed yet, and sends it later on', async () => {
    const { id } = highlevel().store.addContact({ firstName: 'New', phone: '+15552010777' });
    const given = { ...input(), contact: id };
    const z = emptyZ();
    highlevel().fail(lost);
    await failureOf(send(z, given));
    expect((await failureOf(send(z, given))).message).toMatch(EARLIER);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 300_000);
    await send(z, given).finally(() => clock.mockRestore());
    expect(highlevel().store.messages.at(-1)?.contactId).toBe(id);
  });

  it('halts where the token may not read messages', async () => {
    const z = emptyZ();
    highlevel().fail(late);
    await failureOf(send(z));
    highlevel().fail({ method: 'GET', status: 403, body: '{"message":"Forbidden"}' });
    expect((await failureOf(send(z))).message).toMatch(EARLIER);
    expect(await send(z)).toMatchObject({ content: 'Hi!' });
  });
});
