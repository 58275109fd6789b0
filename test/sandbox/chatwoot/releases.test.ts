// What the sandbox does otherwise when it plays Chatwoot 3.5.2 (chatwoot-live.md, "Chatwoot 3.5.2, seen live").
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { newerRoutes } from '../../../sandbox/chatwoot/releases.js';

interface Call {
  body?: unknown;
  key?: string;
}
interface Answer {
  status: number;
  text: string;
  body: Record<string, unknown>;
}

const ACCOUNT = '/api/v1/accounts/1';
const NOT_FOUND = { status: 404, error: 'Not Found' };
const ROUTES = resolve('../shared/reference/chatwoot-routes-since-3.5.txt');
const { source_id: SOURCE, inbox_identifier: INBOX } = seeded.apiInbox;
const CLIENT = `/public/api/v1/inboxes/${INBOX}/contacts/${SOURCE}/conversations`;

let old: ChatwootSandbox;
let today: ChatwootSandbox;
beforeAll(async () => {
  old = await startChatwootSandbox({ version: '3.5', edition: 'enterprise' });
  today = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => Promise.all([old.close(), today.close()]));
beforeEach(() => {
  old.reset();
  today.reset();
});

async function call(
  sandbox: ChatwootSandbox,
  method: string,
  path: string,
  { body, key = keys.administrator }: Call = {},
): Promise<Answer> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      accept: 'application/json',
      'api-access-token': key,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text === '' ? {} : JSON.parse(text) };
}

const onOld = (method: string, path: string, options?: Call): Promise<Answer> =>
  call(old, method, path, options);

describe('routes', () => {
  const routes = existsSync(ROUTES)
    ? readFileSync(ROUTES, 'utf8')
        .split('\n')
        .filter((line) => /^[A-Z]+ /.test(line))
    : [];
  // Words in an older route's place for an id: that record isn't there.
  const SHADOWED = /(conversations\/unread_counts)$/;

  (routes.length > 0 ? it : it.skip)('none that came later is there', async () => {
    const found: string[] = [];
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      const { status, body } = await onOld(method, path.replace(/:\w+/g, '1'), {
        key: path.startsWith('/platform') ? keys.platformApp : keys.administrator,
      });
      const isMissing = status === 404 && (body['status'] === 404 || SHADOWED.test(path));
      if (!isMissing) found.push(`${status} ${route}`);
    }
    expect(found).toEqual([]);
  });

  it.each(newerRoutes)('$method $path is there today', async ({ method, path }) => {
    const at = path
      .replace('/:account_id', '/1')
      .replace(':inbox_identifier/contacts/:contact_id', `${INBOX}/contacts/${SOURCE}`)
      .replace(/:\w+/g, '1');
    const key = path.startsWith('/platform') ? keys.platformApp : keys.administrator;
    expect(await onOld(method, at, { key })).toMatchObject({ status: 404, body: NOT_FOUND });
    expect((await call(today, method, at, { key })).body).not.toEqual(NOT_FOUND);
  });

  it('the version is told without a key', async () => {
    expect((await onOld('GET', '/api', { key: '' })).body).toMatchObject({ version: '3.5.2' });
  });
});

describe('conversations', () => {
  it('a priority has a route of its own, which answers nothing', async () => {
    const body = { priority: 'high' };
    const answer = await onOld('POST', `${ACCOUNT}/conversations/1/toggle_priority`, { body });
    expect(answer).toEqual({ status: 200, text: '', body: {} });
    expect(old.store.conversations[0]).toMatchObject({ priority: 'high' });
    await onOld('POST', `${ACCOUNT}/conversations/1/toggle_priority`, { body: { priority: null } });
    expect(old.store.conversations[0]).toMatchObject({ priority: null });
  });

  it.each([
    ['priority', 'high'],
    ['no_such_key', 'x'],
  ])('filtering by %s breaks the server', async (attribute_key, value) => {
    const payload = [{ attribute_key, filter_operator: 'equal_to', values: [value] }];
    const answer = await onOld('POST', `${ACCOUNT}/conversations/filter`, { body: { payload } });
    expect(answer.status).toBe(500);
  });

  it('of the client API they are listed, not shown', async () => {
    const list = await onOld('GET', CLIENT);
    expect(list.status).toBe(200);
    expect(JSON.parse(list.text)).not.toHaveLength(0);
  });
});

describe('contacts', () => {
  it('blocking is dropped, additional attributes are replaced, custom ones merged', async () => {
    const body = {
      blocked: true,
      additional_attributes: { city: 'Haifa' },
      custom_attributes: { seats: 7 },
    };
    const { body: answer } = await onOld('PUT', `${ACCOUNT}/contacts/1`, { body });
    expect(answer['payload']).not.toHaveProperty('blocked');
    const contact = old.store.contact(1, 1);
    expect(contact).toMatchObject({ blocked: false, additional_attributes: { city: 'Haifa' } });
    expect(Object.keys(contact?.custom_attributes ?? {}).length).toBeGreaterThan(1);
  });

  it.each(['blocked', 'company_name', 'no_such_key'])('a filter by %s breaks', async (key) => {
    const payload = [{ attribute_key: key, filter_operator: 'equal_to', values: ['true'] }];
    const answer = await onOld('POST', `${ACCOUNT}/contacts/filter`, { body: { payload } });
    expect(answer.status).toBe(500);
  });

  it('a phone is looked for with one more + in front', async () => {
    const find = async (phone: string): Promise<unknown> => {
      const payload = [
        { attribute_key: 'phone_number', filter_operator: 'equal_to', values: [phone] },
      ];
      const { body } = await onOld('POST', `${ACCOUNT}/contacts/filter`, { body: { payload } });
      return (body['payload'] as unknown[]).length;
    };
    expect(await find('5511987654321')).toBe(1);
    expect(await find('+5511987654321')).toBe(0);
  });

  it('an unknown sort key is skipped', async () => {
    expect(await onOld('GET', `${ACCOUNT}/contacts?sort=company_name`)).toMatchObject({
      status: 200,
    });
  });
});

describe('settings', () => {
  it('a portal needs its domain, if only an empty one, and knows no layout', async () => {
    const portal = { name: 'Shop Help', slug: 'shop-help' };
    const config = { layout: 'documentation', default_locale: 'es', allowed_locales: ['es'] };
    expect((await onOld('POST', `${ACCOUNT}/portals`, { body: portal })).status).toBe(500);
    const made = await onOld('POST', `${ACCOUNT}/portals`, {
      body: { ...portal, custom_domain: '', config },
    });
    expect(made).toMatchObject({ status: 200, body: { slug: 'shop-help' } });
    expect(made.body['config']).not.toHaveProperty('layout');
  });

  it('a custom filter is found among those of its type alone', async () => {
    const { body } = await onOld('POST', `${ACCOUNT}/custom_filters`, {
      body: { name: 'VIPs', filter_type: 'contact', query: {} },
    });
    const path = `${ACCOUNT}/custom_filters/${String(body['id'])}`;
    expect((await onOld('GET', path)).status).toBe(404);
    expect((await onOld('GET', `${path}?filter_type=contact`)).status).toBe(200);
  });

  it('an agent needs a name', async () => {
    const email = 'new.agent@example.com';
    const refused = await onOld('POST', `${ACCOUNT}/agents`, { body: { email } });
    expect(refused).toMatchObject({ status: 422, body: { attributes: ['name'] } });
    const made = await onOld('POST', `${ACCOUNT}/agents`, { body: { email, name: 'New' } });
    expect(made.status).toBe(200);
  });

  it('an article needs content, is a draft, and is listed with a category alone', async () => {
    const path = `${ACCOUNT}/portals/acme-help/articles`;
    const article = { title: 'Fees', author_id: 1, status: 'published' };
    expect((await onOld('POST', path, { body: article })).status).toBe(422);
    const made = await onOld('POST', path, { body: { ...article, content: 'None.' } });
    expect(made).toMatchObject({ status: 200, body: { payload: { status: 'draft' } } });
    expect((await onOld('GET', `${path}?query=Fees`)).body['payload']).toEqual([]);
  });

  it('a webhook has no name, and hears of nobody typing', async () => {
    const url = 'https://hooks.example.com/1';
    const subscriptions = ['message_created'];
    const { body } = await onOld('POST', `${ACCOUNT}/webhooks`, {
      body: { url, subscriptions, name: 'Mine' },
    });
    const { webhook } = body['payload'] as { webhook: Record<string, unknown> };
    expect(Object.keys(webhook)).not.toContain('name');
    expect(webhook).not.toHaveProperty('secret');
    const path = `${ACCOUNT}/webhooks/${String(webhook['id'])}`;
    expect((await onOld('PATCH', path, { body: { name: 'Ours' } })).status).toBe(422);
    const typing = { subscriptions: ['conversation_typing_on'] };
    expect((await onOld('PATCH', path, { body: typing })).body).toMatchObject({
      message: expect.stringMatching(/Invalid events/) as string,
    });
  });

  it('what came later is dropped without a word', async () => {
    const account = await onOld('PATCH', ACCOUNT, { body: { auto_resolve_after: 60 } });
    expect(account.status).toBe(200);
    expect(account.body).not.toHaveProperty('settings');
    const attribute = await onOld('POST', `${ACCOUNT}/custom_attribute_definitions`, {
      body: {
        attribute_display_name: 'Tax',
        attribute_key: 'tax',
        attribute_model: 1,
        regex_pattern: '^x$',
      },
    });
    expect(attribute.status).toBe(200);
    expect(attribute.body).not.toHaveProperty('regex_pattern');
    const csat_config = { display_type: 'star' };
    const inbox = await onOld('PATCH', `${ACCOUNT}/inboxes/1`, { body: { csat_config } });
    expect(inbox.body).not.toHaveProperty('csat_config');
    await onOld('PUT', '/api/v1/profile', { body: { profile: { phone_number: '+4912345' } } });
    expect(old.store.users[0]?.custom_attributes ?? {}).not.toHaveProperty('phone_number');
  });
});

describe('what came later', () => {
  const SURVEY = `/public/api/v1/csat_survey/`;
  const submitted_values = { csat_survey_response: { rating: 5 } };

  it.each([
    ['today', () => today],
    ['on 3.5', () => old],
  ])('activities tell the new status, and surveys have review notes: %s', async (when, server) => {
    const sandbox = server();
    const isThere = when === 'today';
    const conversation = `${ACCOUNT}/conversations/1`;
    await call(sandbox, 'POST', `${conversation}/toggle_status`, { body: { status: 'resolved' } });
    await sandbox.settle();
    const { body } = await call(sandbox, 'GET', `${conversation}/messages`);
    const last = (body['payload'] as { content_attributes: object }[]).at(-1);
    const activity = { type: 'conversation_status_changed', status: 'resolved' };
    expect(last?.content_attributes).toEqual(isThere ? { activity } : {});

    const survey = sandbox.store.messages.find((row) => row.content_type === 'input_csat');
    const of = sandbox.store.conversations.find(({ id }) => id === survey?.conversation_id);
    const path = SURVEY + String(of?.uuid);
    await call(sandbox, 'PUT', path, { body: { message: { submitted_values } } });
    const rated = (await call(sandbox, 'GET', path)).body['csat_survey_response'] as object;
    expect('csat_review_notes' in rated).toBe(isThere);
    expect('review_notes_updated_by_id' in rated).toBe(isThere);
  });

  it('contacts in the client API have the list of their labels', async () => {
    const labels = today.store.contact(1, 1)?.labels;
    const { body } = await call(today, 'GET', CLIENT);
    expect(body).toMatchObject([{ contact: { label_list: labels } }]);
  });
});
