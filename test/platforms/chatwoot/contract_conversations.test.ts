import nock from 'nock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import app from '../../../index.js';
import { creates } from '../../../creates/index.js';
import { platformFields as createFields } from '../../../creates/create_conversation.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import type { RecordedRequest } from '../../../sandbox/server.js';
import { searches } from '../../../searches/index.js';
import { triggers } from '../../../triggers/index.js';
import { run as runInCore } from '../../helpers/running/app.js';
import { run } from '../../helpers/running/light_app.js';
import { hasSpecs, unexplained, violations, type Exception } from '../../helpers/contract.js';
import { guardNetwork } from '../../helpers/nock.js';
import { listTrigger } from '../../helpers/running/list_trigger.js';

const { janeDoe, website, email, whatsapp } = seeded.conversations;
const { inboxes } = seeded;
const FILES = 'https://files.example.com';
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

type Input = Record<string, unknown>;
type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;
type Step = (
  perform: Perform,
  inputData?: Input,
  meta?: Partial<Bundle['meta']>,
) => Promise<unknown>;

const A = '/api/v1/accounts/{account_id}';
const CONVERSATION = `${A}/conversations/{conversation_id}`;
const SNOOZED = /^answer 200 .*(\/snoozed_until must be .*is string$|\/status must be equal)/;

const exceptions: Exception[] = [
  {
    reason: 'The document marks next to nothing as nullable; rows hold nulls (reference §3.1).',
    covers: { '*': /^answer 200 .*\/\w+ must be \w+ .*, is null$/ },
  },
  {
    reason: 'A route the document leaves out (routes.rb).',
    covers: { 'GET /api/v1/accounts/1/assignable_agents': /no such operation/ },
  },
  {
    reason: 'Answers have the time as text and the status `snoozed` (_conversation.json.jbuilder).',
    covers: {
      [`GET ${A}/conversations`]: SNOOZED,
      [`GET ${CONVERSATION}`]: SNOOZED,
      [`PATCH ${CONVERSATION}`]: SNOOZED,
    },
  },
  {
    reason:
      'A conversation can be started snoozed, and without a source id (conversation_builder.rb).',
    covers: { [`POST ${A}/conversations`]: /^request .*('source_id'|\/status must be equal)/ },
  },
  {
    reason: 'Null takes off the priority, the agent or the team, and is then the answer, too.',
    covers: {
      [`PATCH ${CONVERSATION}`]: /^request .*\/priority must be .*is null$/,
      [`POST ${CONVERSATION}/assignments`]:
        /^request .*_id must be number .*is null$|^answer 200 {2}must be object .*is null$/,
    },
  },
  {
    reason:
      'The last condition has no operator behind it, and more comparisons exist (reference §3.4).',
    covers: {
      [`POST ${A}/conversations/filter`]:
        /^request .*(query_operator must be .*is null|filter_operator must be equal)/,
    },
  },
  {
    reason:
      'Read by the builder, not documented (message_builder.rb, template_processor_service.rb).',
    covers: {
      [`POST ${A}/conversations`]: /^request .*\/namespace is not documented/,
      [`POST ${CONVERSATION}/messages`]: /^request .*\/((to|cc|bcc)_emails|namespace) is not doc/,
    },
  },
  {
    reason:
      'A form: Rails reads `attachments[]` as `attachments`, the builder JSON text as an object.',
    covers: {
      [`POST ${CONVERSATION}/messages`]:
        /^request (\/attachments is not documented|.*\/content_attributes must be object)/,
    },
  },
  {
    reason: 'Read by the finder or the controller, not documented (reference §3.1, §3.2).',
    covers: {
      [`GET ${A}/contacts`]: /^request .*("include_contact_inboxes"|"labels"|\/sort must be equal)/,
      [`GET ${A}/conversations`]: /^request .*"sort_by"/,
    },
  },
  {
    reason: 'The options of a list are a list (reference §7).',
    covers: { [`GET ${A}/custom_attribute_definitions`]: /attribute_values must be .*is array$/ },
  },
];

(hasSpecs ? describe : describe.skip)('the contract with Chatwoot, conversations', () => {
  guardNetwork();

  it('holds for every request, and for the sandbox’s answers', async () => {
    const requests = await runAll('4.16.0');
    expect(requests.length).toBeGreaterThan(60);
    const found = await violations('chatwoot/4.15.1.json', requests);
    expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
  });
});

describe('the same steps on Chatwoot 3.5.2', () => {
  guardNetwork();

  it('succeed, and meet no more refusals than those that tell what it lacks', async () => {
    const refused = (await runAll('3.5.2')).filter(({ status }) => status >= 400);
    expect(refused.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'POST /api/v1/accounts/1/conversations/filter 500',
      'PATCH /api/v1/accounts/1/conversations/7 404',
      `PATCH /api/v1/accounts/1/conversations/${email} 404`,
      `PATCH /api/v1/accounts/1/conversations/${email} 404`,
    ]);
  });
});

/** Runs every step about conversations and messages on a release. @returns the requests that came of it */
async function runAll(version: string): Promise<RecordedRequest[]> {
  const sandbox = await startChatwootSandbox({ version });
  const authData = {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  };
  const step: Step = (perform, inputData = {}, meta = {}) =>
    run(perform, { authData, inputData, meta });
  try {
    await readForms(step);
    await startAndChange(step);
    await exchangeMessages(step);
    await listen(step, authData, incomingId(sandbox));
  } finally {
    await sandbox.close();
  }
  return sandbox.requests;
}

/** Dropdowns, and forms that depend on what the server has. */
async function readForms(step: Step): Promise<void> {
  await step(listTrigger('list_conversations').operation.perform);
  await step(listTrigger('list_contact_inboxes').operation.perform, { contact: '3' });
  await step(createFields, {
    contact: '1',
    inbox: String(inboxes.whatsapp),
    template: 'order_update/en',
  });
}

async function startAndChange(step: Step): Promise<void> {
  const { perform: find } = searches.find_conversation.operation;
  await step(find, { conversation: String(email) });
  await step(find, { contact: '9' });
  await step(find, {
    status: 'open',
    inbox: String(inboxes.website),
    agent: 'nobody',
    team: '1',
    labels: ['vip', 'lead'],
    priority: 'urgent',
  });
  const { perform: create } = creates.create_conversation.operation;
  await step(create, {
    contact: '1',
    inbox: String(inboxes.website),
    message: 'Welcome!',
    agent: '1',
    team: '1',
    add_labels: ['lead', 'vip'],
    priority: 'high',
    status: 'snoozed',
    snoozed_until: TOMORROW,
    attr_order_number: '77',
  });
  await step(create, {
    contact: '1',
    inbox: String(inboxes.whatsapp),
    template: 'shipping_notice',
    template_media_url: `${FILES}/a.png`,
    template_body_1: 'Jane',
    template_body_2: '1001',
    template_body_3: 'dois dias',
    template_button_1: '1001',
    template_button_2: 'ACME10',
  });
  const { perform: update } = creates.update_conversation.operation;
  await step(update, {
    conversation: String(email),
    status: 'snoozed',
    snoozed_until: TOMORROW,
    priority: 'high',
    agent: '1',
    team: '2',
    add_labels: 'churned',
    attr_order_number: '5005',
  });
  await step(update, { conversation: String(email), status: 'open' });
  await step(update, {
    conversation: String(email),
    clear_fields: ['agent', 'team', 'priority', 'labels', 'attr_order_number'],
  });
}

async function exchangeMessages(step: Step): Promise<void> {
  const { perform: send } = creates.send_message.operation;
  await step(send, {
    conversation: String(email),
    message: 'Here you are',
    to_emails: ['a@example.com', 'b@example.com'],
    cc_emails: 'c@example.com',
    bcc_emails: 'd@example.com',
  });
  await step(send, {
    conversation: String(website),
    message: 'Note',
    private: true,
    reply_to: '1',
  });
  await step(send, { conversation: String(janeDoe), message: 'Hi', direction: 'incoming' });
  await step(send, {
    conversation: String(whatsapp),
    template: 'order_update/en',
    template_body_1: 'Jane',
    template_body_2: '1001',
  });
  nock(FILES).get('/a.png').reply(200, 'PNG', { 'content-type': 'image/png' });
  await step(send, {
    conversation: String(website),
    message: 'See the file',
    reply_to: '1',
    attachments: [`${FILES}/a.png`],
  });
  const { perform: find } = searches.find_message.operation;
  await step(find, { conversation: String(website), text: 'portugal' });
  await step(find, { conversation: String(website) }, { paging_token: '999' });
}

/** A message that a contact wrote in the website's conversation. */
function incomingId({ store }: ChatwootSandbox): number {
  const found = store.messages.find(({ content }) => content === 'Do you ship to Portugal?');
  if (!found) throw new Error('the seed has no such message');
  return found.id;
}

/** Polls, and switches every instant trigger on and off. */
async function listen(
  step: Step,
  authData: Record<string, string>,
  incoming: number,
): Promise<void> {
  await step(triggers.new_contact.operation.perform, { label: 'vip' });
  await step(triggers.new_conversation.operation.perform, {
    inbox: '2',
    status: 'open',
    agent: 'me',
    team: '1',
    labels: ['vip', 'lead'],
  });
  for (const [key, { operation }] of Object.entries(app.triggers)) {
    if (operation.type !== 'hook') continue;
    await step(operation.performList);
    const targetUrl = `https://hooks.zapier.com/hooks/standard/1/${key}/`;
    const subscribeData = await run(operation.performSubscribe, { authData, targetUrl });
    await run(operation.performUnsubscribe, { authData, subscribeData });
  }
  // Events without a signature are read again.
  const { perform } = app.triggers.new_message_instant.operation;
  const content = JSON.stringify({
    event: 'message_created',
    id: incoming,
    message_type: 'incoming',
    conversation: { id: website },
    account: { id: 1 },
  });
  const received = await runInCore(perform, {
    authData,
    subscribeData: { id: '1', account: '1', secret: 's' },
    rawRequest: { headers: {}, content },
  });
  expect(received).toMatchObject([{ id: String(incoming) }]);
}
