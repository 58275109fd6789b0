import { test } from '../../../authentication.js';
import { creates } from '../../../creates/index.js';
import { platformFields } from '../../../creates/update_contact.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import type { RecordedRequest } from '../../../sandbox/server.js';
import { searches } from '../../../searches/index.js';
import { hasSpecs, unexplained, violations, type Exception } from '../../helpers/contract.js';
import { run as runInCore } from '../../helpers/running/app.js';
import { run } from '../../helpers/running/light_app.js';
import { guardNetwork } from '../../helpers/nock.js';
import { listTrigger } from '../../helpers/running/list_trigger.js';

const CONTACTS = '/api/v1/accounts/{account_id}/contacts';

const exceptions: Exception[] = [
  {
    reason: 'The document marks nothing as nullable; rows hold nulls (reference §3.1).',
    covers: { '*': /^answer 200 .* must be \w+ .*, is null$/ },
  },
  {
    reason: 'Its list of sort keys lacks created_at and several keys at once (reference §2, §3.2).',
    covers: { [`GET ${CONTACTS}`]: /^request \/query\/sort must be equal/ },
  },
  {
    reason: 'As above; search sorts like the list (reference §3.3).',
    covers: { [`GET ${CONTACTS}/search`]: /^request \/query\/sort must be equal/ },
  },
  {
    reason: 'Read by the controller, not documented (reference §3.1).',
    covers: { [`GET ${CONTACTS}`]: /"include_contact_inboxes"/ },
  },
  {
    reason: 'Read by the controller, not documented (reference §4).',
    covers: {
      'POST /public/api/v1/inboxes/{inbox_identifier}/contacts': /\/source_id is not documented$/,
    },
  },
  {
    reason: 'The options of a list are a list (reference §7).',
    covers: {
      'GET /api/v1/accounts/{account_id}/custom_attribute_definitions':
        /attribute_values must be string .*is array$/,
    },
  },
  {
    reason: 'A route the document leaves out (reference §2, defect 7).',
    covers: { 'POST /api/v1/accounts/1/contacts/1/destroy_custom_attributes': /no such operation/ },
  },
  {
    reason: 'A route the document leaves out (reference §2, defect 7).',
    covers: { 'DELETE /api/v1/accounts/1/contacts/1/avatar': /no such operation/ },
  },
  {
    reason: 'A route the document leaves out (reference §2, defect 7).',
    covers: { 'POST /api/v1/accounts/1/contacts/1/notes': /no such operation/ },
  },
  {
    reason: 'The last condition has none; the document’s own example shows null (reference §3.4).',
    covers: { [`POST ${CONTACTS}/filter`]: /^request .*query_operator must be .*is null$/ },
  },
  {
    reason: 'The real answer is {payload: {contact, contact_inbox}} (reference §2, defect 3).',
    covers: { [`POST ${CONTACTS}`]: /^answer 200 \/payload must be array/ },
  },
];

(hasSpecs ? describe : describe.skip)('the contract with Chatwoot', () => {
  guardNetwork();

  it('holds for every request of the contact steps, and for the sandbox’s answers', async () => {
    const requests = await runAll('4.16.0');
    expect(requests.length).toBeGreaterThan(20);
    const found = await violations('chatwoot/4.15.1.json', requests);
    expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
  });
});

describe('the contact steps on Chatwoot 3.5.2', () => {
  guardNetwork();

  it('succeed without a refusal', async () => {
    const requests = await runAll('3.5.2');
    const refused = requests.filter(({ status }) => status >= 400);
    expect(refused.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([]);
  });
});

/** Runs every step about contacts on a release. @returns the requests that came of it */
async function runAll(version: string): Promise<RecordedRequest[]> {
  const sandbox = await startChatwootSandbox({ version });
  try {
    await runSteps(sandbox, version);
  } finally {
    await sandbox.close();
  }
  return sandbox.requests;
}

async function runSteps(sandbox: ChatwootSandbox, version: string): Promise<void> {
  const authData = {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  };
  const step = (perform: Parameters<typeof run>[0], inputData: Record<string, unknown> = {}) =>
    run(perform, { authData, inputData });
  const { operation: update } = creates.update_contact;

  await step(test);
  await step(platformFields);
  await step(listTrigger('list_contacts').operation.perform);
  await step(listTrigger('list_labels').operation.perform);
  await step(listTrigger('list_inboxes').operation.perform);
  await step(searches.find_contact.operation.perform, { contact: '1' });
  await step(searches.find_contact.operation.perform, { email: 'jane.doe@example.com' });
  await step(searches.find_contact.operation.perform, { text: 'jane' });
  await step(update.perform, {
    contact: '1',
    name: 'Jane',
    email: 'jane2@example.com',
    phone: '+5511912345678',
    external_id: 'crm-3',
    // Servers before 3.7 drop it, and the step says so.
    ...(!version.startsWith('3.5') && { blocked: true }),
    country: 'IL',
    github: 'jane',
    attr_seats: 3,
    attr_newsletter_opt_in: true,
    add_labels: ['lead'],
    clear_fields: ['attr_plan_note', 'city', 'avatar_url'],
  });
  const made = await runInCore(creates.create_contact.operation.perform, {
    authData,
    inputData: {
      name: 'New',
      email: 'new@example.com',
      inbox: String(seeded.inboxes.email),
      avatar_url: 'https://example.com/new.png',
    },
  });
  await step(creates.add_contact_labels.operation.perform, {
    contact: made.id,
    add_labels: ['vip'],
  });
  await step(creates.remove_contact_labels.operation.perform, {
    contact: made.id,
    remove_labels: ['vip'],
  });
  await step(creates.add_contact_note.operation.perform, { contact: '1', note: 'Hello' });
  await step(creates.merge_contacts.operation.perform, { contact: '1', merged_contact: made.id });
  const { inbox_identifier: inbox } = seeded.apiInbox;
  const inboxContact = await run(creates.create_inbox_contact.operation.perform, {
    authData,
    inputData: { inbox, name: 'App', email: 'app@example.com', external_id: 'app-1' },
  });
  await step(creates.update_inbox_contact.operation.perform, {
    inbox,
    contact_identifier: inboxContact.source_id,
    name: 'App user',
    attr_seats: 1,
  });
  await step(creates.delete_contact.operation.perform, { contact: inboxContact.id });
}
