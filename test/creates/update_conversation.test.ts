import { keys, seeded, type Conversation } from '../../sandbox/chatwoot/index.js';
import {
  clearableFieldChoices,
  perform as update,
  platformFields as updateFields,
} from '../../creates/update_conversation.js';
import { omit } from '../../platforms/toolkit/values/index.js';
import { failureOf } from '../helpers/running/app.js';
import { run, runKeepingCache } from '../helpers/running/light_app.js';
import { conversationServer, type Field } from '../helpers/servers/conversation_server.js';

const { secureApp, email } = seeded.conversations;
const ACME = seeded.accounts.acme;
const OMAR = 2;
const TOMORROW = new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000).toISOString();

describe('changing conversations on a Chatwoot server', () => {
  const server = conversationServer();
  const { useKey, stored, sent, runFind, runUpdate, metaOf } = server;

  describe('update_conversation', () => {
    it('keeps the labels and attributes that are there', async () => {
      const changed = await runUpdate({
        conversation: String(email),
        add_labels: 'newsletter',
        remove_labels: ['LEAD'],
        attr_order_number: '5005',
        attr_parcels: '3',
      });
      expect(changed).toMatchObject({
        id: '4',
        labels: ['vip', 'newsletter'],
        custom_attributes: { order_number: '5005', gift: true, parcels: 3 },
        status: 'resolved',
        assignee_id: '2',
      });
      expect(stored(email)).toMatchObject({
        labels: ['vip', 'newsletter'],
        custom_attributes: { order_number: '5005', gift: true, parcels: 3 },
      });
      expect(sent()).toEqual([
        'GET custom_attribute_definitions',
        'GET conversations/4',
        'POST conversations/4/custom_attributes',
        'POST conversations/4/labels',
      ]);
    });

    it.each<[string, Record<string, unknown>, string[], Partial<Conversation>]>([
      ['a priority', { priority: 'Urgent' }, ['PATCH .'], { priority: 'urgent' }],
      [
        'a priority and labels',
        { priority: 'urgent', add_labels: 'churned' },
        ['PATCH .', 'POST ./labels'],
        { priority: 'urgent', labels: ['lead', 'vip', 'churned'] },
      ],
      ['a status', { status: 'pending' }, ['GET .', 'POST ./toggle_status'], { status: 'pending' }],
      [
        'a snooze',
        { status: 'snoozed', snoozed_until: TOMORROW },
        ['GET .', 'POST ./toggle_status'],
        { status: 'snoozed', snoozed_until: new Date(TOMORROW) },
      ],
      [
        'a snooze until the next reply',
        { status: 'snoozed' },
        ['GET .', 'POST ./toggle_status'],
        { status: 'snoozed', snoozed_until: null },
      ],
      [
        'an agent',
        { agent: '3' },
        ['GET .', 'GET assignable_agents', 'POST ./assignments'],
        { assignee_id: 3, team_id: 1 },
      ],
      ['nobody', { agent: 'nobody' }, ['GET .', 'POST ./assignments'], { assignee_id: null }],
      [
        'a team, read again since the server may assign',
        { team: '2' },
        ['GET .', 'POST ./assignments', 'GET .'],
        { team_id: 2, assignee_id: 2 },
      ],
      [
        'new labels',
        { replace_labels: ['churned'] },
        ['GET .', 'POST ./labels'],
        { labels: ['churned'] },
      ],
      [
        'no labels',
        { clear_fields: ['labels'] },
        ['GET .', 'POST ./labels'],
        { labels: [], custom_attributes: { order_number: '4004', gift: true } },
      ],
      [
        'an emptied attribute',
        { clear_fields: ['attr_order_number'] },
        ['GET .', 'POST ./custom_attributes'],
        { custom_attributes: { gift: true } },
      ],
      [
        'everything taken off',
        { clear_fields: ['agent', 'team', 'priority'] },
        ['GET .', 'PATCH .', 'POST ./assignments', 'POST ./assignments'],
        { assignee_id: null, team_id: null, priority: null },
      ],
      [
        'everything at once',
        {
          status: 'snoozed',
          priority: 'high',
          agent: '1',
          team: '2',
          add_labels: 'churned',
          clear_fields: ['attr_gift'],
        },
        [
          'GET .',
          'GET assignable_agents',
          'POST ./custom_attributes',
          'POST ./labels',
          'PATCH .',
          'POST ./assignments',
          'POST ./assignments',
          'POST ./toggle_status',
        ],
        {
          status: 'snoozed',
          priority: 'high',
          assignee_id: 1,
          team_id: 2,
          labels: ['lead', 'vip', 'churned'],
          custom_attributes: { order_number: '4004' },
        },
      ],
      [
        'nothing that differs',
        {
          status: 'resolved',
          agent: '2',
          team: '1',
          add_labels: ['VIP'],
          remove_labels: 'churned',
          clear_fields: ['attr_nothing'],
        },
        ['GET .'],
        { status: 'resolved' },
      ],
    ])('writes %s', async (_what, input, requests, result) => {
      const changed = await runUpdate({ conversation: String(email), ...input });
      expect(sent().map((line) => line.replace('conversations/4', '.'))).toEqual(requests);
      expect(stored(email)).toMatchObject(result);
      const [read] = await runFind({ conversation: String(email) });
      // Activities, which the server notes a moment later, move these two.
      expect(read).toMatchObject(omit(changed, ['updated_at', 'last_activity_at']));
      for (const key of ['assignee_id', 'team_id', 'priority', 'snoozed_until']) {
        expect(changed[key]).toEqual(read?.[key]);
      }
    });

    it('opens an assigned conversation in two requests and the look who owns the key', async () => {
      await runUpdate({ conversation: String(email), status: 'open' });
      expect(sent()).toEqual([
        'GET conversations/4',
        'GET /api/v1/profile',
        'POST conversations/4/toggle_status',
      ]);
      server.sandbox.requests.length = 0;
      stored(email).status = 'resolved';
      await runKeepingCache(update, {
        authData: server.authData,
        inputData: { conversation: String(email), status: 'open' },
      });
      expect(sent()).toEqual(['GET conversations/4', 'POST conversations/4/toggle_status']);
    });

    it("opens with a bot's key, which has no profile", async () => {
      useKey(keys.bot);
      // One with a team can't be read with such a key.
      stored(email).team_id = null;
      const changed = await runUpdate({ conversation: String(email), status: 'open' });
      expect(changed).toMatchObject({ status: 'open', assignee_id: '2' });
      expect(stored(email)).toMatchObject({ status: 'open', assignee_id: OMAR });
    });

    it.each([
      ['reading', { status: 'open' }],
      ['changing', { priority: 'low' }],
    ])("says that the server fails over a bot's key and a team: %s", async (_case, fields) => {
      useKey(keys.bot);
      const { message } = await failureOf(runUpdate({ conversation: String(email), ...fields }));
      expect(message).toMatch(/conversation 4 .*bot's key.*team.*person's key/);
      expect(message.length).toBeLessThanOrEqual(250);
    });

    it('says exactly what was applied when a later part fails', async () => {
      server.sandbox.fail({ path: /toggle_status/, status: 500 });
      const { name, message } = await failureOf(
        runUpdate({ conversation: String(email), add_labels: 'churned', status: 'pending' }),
      );
      expect(name).toBe('AppError');
      expect(message).toContain('Done: the labels. Perhaps done: the status.');
      expect(stored(email)).toMatchObject({
        labels: ['lead', 'vip', 'churned'],
        status: 'resolved',
      });
    });

    it('says that the priority was applied when what follows it fails', async () => {
      server.sandbox.fail({ path: /labels/, status: 500 });
      const { message } = await failureOf(
        runUpdate({ conversation: String(email), add_labels: 'churned', priority: 'low' }),
      );
      expect(message).toContain('Done: the priority. Perhaps done: the labels.');
      expect(stored(email)).toMatchObject({ labels: ['lead', 'vip'], priority: 'low' });
    });

    it('is no failure when only reading the result fails', async () => {
      server.sandbox.fail({ method: 'GET', path: /conversations\/4$/, skip: 1, status: 500 });
      const changed = await runUpdate({ conversation: String(email), team: '2' });
      expect(changed).toMatchObject({ team_id: '2', team_name: 'support' });
    });

    it.each([
      [{ status: 'done' }, 'Status: `done` is not one of its options'],
      [{ priority: 'top' }, 'Priority: `top` is not one of its options'],
      [
        { status: 'snoozed', snoozed_until: '2020-01-01T00:00:00Z' },
        'Snooze Until: `2020-01-01T00:00:00Z` is in the past',
      ],
      [{ status: 'snoozed', snoozed_until: 'soon' }, 'Snooze Until: `soon` is not a date and time'],
      [
        { status: 'open', snoozed_until: TOMORROW },
        'Snooze Until: it goes with the status Snoozed',
      ],
      [{ agent: 'Omar' }, 'Agent: `Omar` is not an ID'],
      [{ team: 'sales' }, 'Team: `sales` is not an ID'],
      [{ conversation: 'x' }, 'Conversation: `x` is not a conversation ID'],
      [{ conversation: '', status: 'open' }, 'Conversation: this field is required'],
      [{ clear_fields: ['status'] }, 'Clear Fields: `status` is not one of the fields'],
      [{ agent: '2', clear_fields: ['agent'] }, '`agent` is to be emptied but also has a value'],
      [{ replace_labels: 'a', add_labels: 'b' }, 'Replace Labels: it already sets'],
      [{ color: 'red' }, '`color` is not a field of this step'],
    ])('refuses %j before any request', async (input, text) => {
      const { message } = await failureOf(runUpdate({ conversation: String(email), ...input }));
      expect(message).toContain(text);
      expect(server.sandbox.requests).toEqual([]);
    });

    it.each([
      [{ attr_order_number: 'ü'.repeat(1501) }, 'Order number: the text has 1501 characters'],
      [{ attr_parcels: '10000000000' }, 'Parcels: `10000000000` is too big'],
      [{ attr_parcels: 'many' }, 'Parcels: `many` is not a number'],
    ])('refuses an attribute before any request', async (input, text) => {
      const meta = await metaOf(run(updateFields, { authData: server.authData }));
      const { message } = await failureOf(
        runUpdate({ conversation: String(email), ...input }, meta),
      );
      expect(message).toContain(text);
      expect(server.sandbox.requests).toEqual([]);
    });

    it('takes texts and numbers up to the limits', async () => {
      const text = '🎁'.repeat(1500);
      await runUpdate({
        conversation: String(email),
        attr_order_number: text,
        attr_parcels: '9999999999',
      });
      expect(stored(email).custom_attributes).toMatchObject({
        order_number: text,
        parcels: 9_999_999_999,
      });
    });

    it.each([
      [{ conversation: '999', status: 'open' }, 'Chatwoot has no conversation 999 in this account'],
      [
        { conversation: String(secureApp), agent: '2' },
        "Agent: the agent `2` cannot be assigned in this conversation's inbox. It can be: Jane Cooper (ID 1)",
      ],
      [
        { team: '99', status: 'pending' },
        'Team: Chatwoot has no team `99` in this account, so the conversation stays with sales',
      ],
    ])('names what is wrong with %j', async (input, text) => {
      const before = structuredClone(server.sandbox.store.conversations);
      const { message } = await failureOf(runUpdate({ conversation: String(email), ...input }));
      expect(message).toContain(text);
      const without = (rows: Conversation[]) =>
        rows.map((row) => omit({ ...row }, ['updated_at', 'last_activity_at']));
      expect(without(server.sandbox.store.conversations)).toEqual(without(before));
    });

    it('keeps the agent who is asked for when the new team puts them aside', async () => {
      stored(email).assignee_id = 1;
      const inputData = { conversation: String(email), team: '2', agent: '1' };
      expect(await runUpdate(inputData)).toMatchObject({ team_id: '2', assignee_id: '1' });
      expect(stored(email)).toMatchObject({ team_id: 2, assignee_id: 1 });
      expect(sent().slice(1)).toEqual(Array(2).fill('POST conversations/4/assignments'));
    });

    it('puts an agent from outside the team back together with the team', async () => {
      stored(email).assignee_id = 1;
      await failureOf(runUpdate({ conversation: String(email), team: '99' }));
      expect(stored(email)).toMatchObject({ team_id: 1, assignee_id: 1 });
    });

    it('does not claim to have put back what it could not', async () => {
      server.sandbox.fail({ path: /assignments/, skip: 1, status: 500 });
      const { message } = await failureOf(runUpdate({ conversation: String(email), team: '99' }));
      expect(message).toContain('so the conversation stays with no team');
      expect(stored(email).team_id).toBeNull();
    });

    it('puts the agent back when one is gone whom the list still holds', async () => {
      const inputData = { conversation: String(email), agent: '3' };
      await runUpdate(inputData);
      stored(email).assignee_id = OMAR;
      server.sandbox.store.accountUsers = server.sandbox.store.accountUsers.filter(
        (row) => row.user_id !== 3 || row.account_id !== ACME,
      );
      const { message } = await failureOf(
        runKeepingCache(update, { authData: server.authData, inputData }),
      );
      expect(message).toContain('so the conversation stays with Omar Haddad');
      expect(stored(email).assignee_id).toBe(OMAR);
    });

    it('halts when every field is blank', async () => {
      const { name, message } = await failureOf(
        runUpdate({ conversation: String(email), status: '', add_labels: [] }),
      );
      expect(name).toBe('HaltedError');
      expect(message).toContain('Nothing to change');
      expect(server.sandbox.requests).toEqual([]);
    });

    it('loads its fields and what can be emptied in one request each', async () => {
      const fields = (await run(updateFields, { authData: server.authData })) as Field[];
      expect(fields.map(({ key }) => key)).toEqual([
        'status',
        'snoozed_until',
        'priority',
        'agent',
        'team',
        'attr_order_number',
        'attr_gift',
        'attr_parcels',
        'other_attributes',
        'attributes_json',
        'add_labels',
        'remove_labels',
        'replace_labels',
      ]);
      const { results } = await run(clearableFieldChoices, { authData: server.authData });
      expect(results.map(({ id }) => id)).toEqual([
        'agent',
        'team',
        'priority',
        'labels',
        'attr_order_number',
        'attr_gift',
        'attr_parcels',
      ]);
      expect(server.sandbox.requests).toHaveLength(2);
    });
  });
});
