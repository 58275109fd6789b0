// What a user types into the catalogue's steps that is a credential: warned of, and in no output, error or log.
import type { ZObject } from 'zapier-platform-core';
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { searches } from '../../../searches/index.js';
import { formOf } from '../../helpers/running/light_steps.js';
import { runOperation } from '../../helpers/running/operation_run.js';
import { emptyZ } from '../../simulator/zapier/z.js';

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const SECRET = 'Qw9-z3cr3t-value';

/** Steps with a field that may hold credentials, and an input that has one in it. */
const TYPED: [step: string, field: string, input: Record<string, unknown>][] = [
  [
    'create_inbox',
    'channel',
    { type: 'telegram', name: 'Bot', channel: JSON.stringify({ bot_token: SECRET }) },
  ],
  [
    'create_inbox',
    'channel',
    {
      type: 'line',
      name: 'Line',
      channel: JSON.stringify({
        line_channel_id: '1',
        line_channel_secret: SECRET,
        line_channel_token: SECRET,
      }),
    },
  ],
  [
    'create_inbox',
    'channel',
    {
      type: 'whatsapp',
      name: 'WhatsApp',
      channel: JSON.stringify({
        phone_number: '+5511987654321',
        provider: 'whatsapp_cloud',
        provider_config: { business_account_id: '1', phone_number_id: '2', api_key: SECRET },
      }),
    },
  ],
  [
    'update_inbox',
    'channel',
    { inbox: '4', channel: JSON.stringify({ imap_password: SECRET, smtp_password: SECRET }) },
  ],
  [
    'create_integration_hook',
    'settings',
    {
      integration: 'google_translate',
      settings: JSON.stringify({ project_id: 'acme', credentials: { private_key: SECRET } }),
    },
  ],
  [
    'update_integration_hook',
    'settings',
    {
      hook: '1',
      settings: JSON.stringify({ project_id: 'acme', credentials: { private_key: SECRET } }),
    },
  ],
];

/** What a host sees of requests, as Zapier's log would show it; each is refused in words that quote the secret. */
function refusingZ(): { z: ZObject; logged: string[] } {
  const logged: string[] = [];
  const content = JSON.stringify({ message: `Rejected: ${SECRET} is not accepted` });
  const request = (options: { body?: unknown; raw?: boolean }) => {
    // Core writes no stream into its log, and no answer that it doesn't read itself.
    logged.push(typeof options.body === 'string' ? options.body : '<streaming data>');
    if (!options.raw) logged.push(content);
    return Promise.resolve({
      status: 422,
      content,
      text: () => Promise.resolve(content),
      getHeader: (name: string) => (name === 'content-type' ? 'application/json' : undefined),
    });
  };
  return { z: { ...emptyZ(), request } as unknown as ZObject, logged };
}

describe.each(TYPED)('%s, %s', (step, field, input) => {
  it('has a warning that it stays in the history', async () => {
    const authData = {
      platform: 'chatwoot',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: '1',
    };
    const form = await formOf(step, authData);
    expect(form.find(({ key }) => key === field)?.helpText).toMatch(/\*\*Careful:\*\*.*history/);
  });

  it('comes out in no output', async () => {
    const given = await runOperation(sandbox.url, step, input).catch(
      (failure: unknown) => (failure as Error).message,
    );
    expect(JSON.stringify(given)).not.toContain(SECRET);
  });

  it('is quoted in no error, and stands in no log', async () => {
    const { z, logged } = refusingZ();
    const failure: unknown = await runOperation(sandbox.url, step, input, { z }).catch(
      (reason: unknown) => reason,
    );
    expect((failure as Error).message).toMatch(/Rejected/);
    expect((failure as Error).message).not.toContain(SECRET);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join()).not.toContain(SECRET);
  });

  it('is not quoted where it is no JSON', async () => {
    const broken = String(input[field]).slice(0, -1);
    const failure: unknown = await runOperation(sandbox.url, step, {
      ...input,
      [field]: broken,
    }).catch((reason: unknown) => reason);
    expect((failure as Error).message).toMatch(/this is not valid JSON/);
    expect((failure as Error).message).not.toContain(SECRET);
  });
});

it("the key of an inbox's bot, which the server tells with its whole row, comes out in no output", async () => {
  for (const inbox of sandbox.store.inboxes) inbox.agent_bot_id = 1;
  const found = await runOperation(sandbox.url, 'find_inbox_agent_bot', { inbox: '1' });
  expect(found).toMatchObject([{ id: '1', name: 'Acme Greeter' }]);
  expect(JSON.stringify(found)).not.toMatch(`access_token|${keys.bot}`);
});

it("a new user's password stands in no log and no error", async () => {
  const { z, logged } = refusingZ();
  const input = { name: 'Ann', email: 'ann@example.com', initial_sign_in: SECRET };
  const failure: unknown = await runOperation(sandbox.url, 'create_user', input, { z }).catch(
    (reason: unknown) => reason,
  );
  expect((failure as Error).message + logged.join()).not.toContain(SECRET);
});

it('Find SSO Link warns that its link signs anybody in', () => {
  const step = searches['find_sso_link' as keyof typeof searches] as unknown as {
    display: { description: string };
    operation: { inputFields: { type?: string; helpText?: string }[] };
  };
  expect(step.display.description).toMatch(/history/);
  expect(step.operation.inputFields[0]).toMatchObject({
    type: 'copy',
    label: 'Careful',
    helpText: expect.stringMatching(/history/),
  });
});
