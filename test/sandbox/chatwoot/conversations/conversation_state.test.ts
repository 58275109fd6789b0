import { addMessage } from '../../../../sandbox/chatwoot/index.js';
import { caller } from '../../../helpers/running/sandbox_call.js';
import {
  account,
  agentKey,
  call,
  conversationServers,
  email,
  events,
  list,
  names,
  next,
  post,
  sandbox,
  show,
  stored,
  website,
  whatsapp,
} from '../../../helpers/sandbox/conversations.js';

conversationServers();

const callNext = caller(() => next);

describe('status', () => {
  it('sets one by name, and tells', async () => {
    const { body } = await post(`${website}/toggle_status`, { status: 'resolved' });
    expect(body).toEqual({
      payload: {
        success: true,
        conversation_id: website,
        current_status: 'resolved',
        snoozed_until: null,
      },
    });
    expect(names()).toEqual(['conversation_status_changed', 'conversation_updated']);
    expect(events[0]).toMatchObject({
      changes: { status: { previous_value: 'open', current_value: 'resolved' } },
    });
    expect((await show(website)).waiting_since).toBe(0);
  });

  it('toggles, and ends a snooze', async () => {
    const until = Date.parse('2036-03-01T00:00:00Z') / 1000;
    const body = { status: 'snoozed', snoozed_until: until };
    expect((await post(`${website}/toggle_status`, body)).body).toMatchObject({
      payload: { current_status: 'snoozed', snoozed_until: '2036-03-01T00:00:00.000Z' },
    });
    expect((await post(`${website}/toggle_status`)).body).toMatchObject({
      payload: { current_status: 'open', snoozed_until: null },
    });
  });

  it('assigns an agent who opens it, not an administrator', async () => {
    await post(`${website}/toggle_status`, { status: 'open' });
    expect(stored(website).assignee_id).toBeNull();
    await post(`${website}/toggle_status`, { status: 'resolved' }, agentKey);
    expect(stored(website).assignee_id).toBeNull();
    await post(`${website}/toggle_status`, {}, agentKey);
    expect(stored(website)).toMatchObject({ status: 'open', assignee_id: 2 });
  });

  it('fails for an unknown status', async () => {
    expect((await post(`${website}/toggle_status`, { status: 'closed' })).status).toBe(500);
  });

  it('mutes by resolving and blocking the contact', async () => {
    expect((await post(`${website}/mute`)).text).toBe('');
    expect(await show(website)).toMatchObject({ status: 'resolved', muted: true });
    expect(names()).toEqual([
      'conversation_status_changed',
      'conversation_updated',
      'contact_updated',
    ]);
    await post(`${website}/unmute`);
    expect(await show(website)).toMatchObject({ status: 'resolved', muted: false });
  });
});

describe('assignments', () => {
  it('assigns an agent, a bot, and nobody', async () => {
    expect((await post(`${website}/assignments`, { assignee_id: 2 })).body).toMatchObject({
      id: 2,
    });
    const bot = { assignee_id: 1, assignee_type: 'AgentBot' };
    expect((await post(`${website}/assignments`, bot)).body).toMatchObject({
      name: 'Acme Greeter',
    });
    expect((await show(website)).meta).toMatchObject({ assignee_type: 'AgentBot' });
    const nobody = await post(`${website}/assignments`, { assignee_id: 999 });
    expect([nobody.status, nobody.text]).toEqual([200, 'null']);
    expect((await show(website)).meta).not.toHaveProperty('assignee');
  });

  it('assigns a team, which an assignee_id keeps from being looked at', async () => {
    const both = { assignee_id: null, team_id: 1 };
    expect((await post(`${website}/assignments`, both)).text).toBe('null');
    expect(stored(website).team_id).toBeNull();
    const team = await post(`${website}/assignments`, { team_id: 1 });
    expect(team.body).toMatchObject({ id: 1, name: 'sales', account_id: 1 });
    expect((await post(`${website}/assignments`, { team_id: 99 })).text).toBe('null');
    expect(stored(website).team_id).toBeNull();
  });

  it("unassigns who isn't in the new team", async () => {
    await post(`${whatsapp}/assignments`, { team_id: 1 });
    expect(stored(whatsapp)).toMatchObject({ team_id: 1, assignee_id: null });
  });

  it('lists who can be assigned', async () => {
    const found = async (query: string): Promise<number[]> => {
      const path = `${account}/assignable_agents?${query}`;
      const { body } = await call<{ payload: { id: number }[] }>('GET', path);
      return body.payload.map(({ id }) => id).toSorted((a, b) => a - b);
    };
    expect(await found('inbox_ids[]=1&inbox_ids[]=2')).toEqual([1, 2, 3]);
    expect(await found('inbox_ids[]=1&inbox_ids[]=4')).toEqual([1, 3]);
  });
});

describe('labels and attributes', () => {
  it('replaces the labels', async () => {
    expect((await post(`${email}/labels`, { labels: ['new', 'vip'] })).body).toEqual({
      payload: ['new', 'vip'],
    });
    expect((await call('GET', `${list}/${email}/labels`)).body).toEqual({
      payload: ['new', 'vip'],
    });
    expect(events[0]).toMatchObject({
      name: 'conversation_updated',
      changes: { label_list: { previous_value: ['lead', 'vip'], current_value: ['new', 'vip'] } },
    });
    expect((await post(`${email}/labels`)).body).toEqual({ payload: [] });
  });

  it('shows a label as it was sent, and filters by the tag behind it, by case', async () => {
    const sent = { payload: ['VIP', 'Brand-New'] };
    const byLabel = async (label: string): Promise<number[]> => {
      const payload = [
        {
          attribute_key: 'labels',
          filter_operator: 'equal_to',
          values: [label],
          query_operator: null,
        },
      ];
      const { body } = await call<{ payload: { id: number }[] }>('POST', `${list}/filter`, {
        body: { payload },
      });
      return body.payload.map(({ id }) => id);
    };
    expect((await post(`${website}/labels`, { labels: ['VIP', 'Brand-New'] })).body).toEqual(sent);
    expect((await call('GET', `${list}/${website}/labels`)).body).toEqual(sent);
    expect(await byLabel('vip')).toContain(website);
    expect(await byLabel('VIP')).toEqual([]);
    expect(await byLabel('Brand-New')).toEqual([website]);
    expect(await byLabel('brand-new')).toEqual([]);
  });

  it('replaces the attributes, and merges only since 4.16', async () => {
    const body = { custom_attributes: { gift: false }, merge: true };
    const path = `${list}/${email}/custom_attributes`;
    expect((await call('POST', path, { body })).body).toEqual({
      custom_attributes: { gift: false },
    });
    expect((await callNext('POST', path, { body })).body).toEqual({
      custom_attributes: { order_number: '4004', gift: false },
    });
    expect(names()).toEqual(['conversation_updated']);
  });

  it.each([
    [{ custom_attributes: { note: 'x'.repeat(1501) } }, 422],
    [{ custom_attributes: { count: 10_000_000_000 } }, 422],
    [{ custom_attributes: { note: 'x'.repeat(1500), count: 9_999_999_999 } }, 200],
    [{}, 500],
    [{ custom_attributes: '{"a":1}' }, 500],
  ])('checks attributes (%#)', async (body, status) => {
    expect((await post(`${email}/custom_attributes`, body)).status).toBe(status);
  });
});

describe('seen and unread', () => {
  it('counts unread messages from when an agent last saw it', async () => {
    expect((await post(`${website}/update_last_seen`)).body).toMatchObject({ unread_count: 0 });
    expect((await post(`${website}/unread`)).body).toMatchObject({ unread_count: 1 });
    expect(events).toEqual([]);
  });

  it('stops counting at ten', async () => {
    for (let count = 0; count < 12; count++) addMessage(sandbox.store, stored(website));
    expect((await show(website)).unread_count).toBe(10);
  });

  it('takes a typing status, and a transcript only with an e-mail', async () => {
    expect(await post(`${website}/toggle_typing_status`, { typing_status: 'on' })).toMatchObject({
      status: 200,
      text: '',
    });
    expect((await post(`${website}/transcript`, { email: 'a@example.com' })).text).toBe('');
    expect((await post(`${website}/transcript`)).status).toBe(422);
  });
});
