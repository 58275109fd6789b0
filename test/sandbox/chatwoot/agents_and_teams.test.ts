import { keys } from '../../../sandbox/chatwoot/index.js';
import {
  account,
  call,
  expectForAdministrators,
  ids,
  invalid,
  missing,
  outcome,
  railsError,
  sandbox,
  settingsServer,
  type Row,
  unknown,
} from '../../helpers/sandbox/settings.js';

settingsServer();

const outsider = 4;

describe('teams', () => {
  const teams = `${account}/teams`;

  it('creates, shows, changes and deletes a team, its name in lower case', async () => {
    const created = await call('POST', teams, {
      body: { name: '  Field SALES ', description: 'On the road', allow_auto_assign: false },
    });
    expect(created).toMatchObject({
      status: 200,
      body: {
        name: 'field sales',
        description: 'On the road',
        allow_auto_assign: false,
        icon: '',
        account_id: 1,
        is_member: false,
      },
    });
    const team = `${teams}/${String(created.body['id'])}`;
    const changed = await call('PATCH', team, { body: { team: { name: 'Field' } } });
    expect(changed.body).toEqual({ ...created.body, name: 'field' });
    expect((await call('GET', team, { key: keys.agent })).body).toEqual(changed.body);
    const { status, text } = await call('DELETE', team);
    expect([status, text]).toEqual([200, '']);
    expect(await outcome('GET', team)).toEqual([404, unknown]);
  });

  it('takes a deleted team off its conversations', async () => {
    const [conversation] = sandbox.store.conversations;
    if (!conversation) throw new Error('The seed has no conversation');
    conversation.team_id = 1;
    await call('DELETE', `${teams}/1`);
    expect(conversation.team_id).toBeNull();
  });

  it('refuses a name that is blank or taken, and no values at all', async () => {
    const post = (body: unknown): Promise<[number, unknown]> => outcome('POST', teams, { body });
    expect(await post({ name: 'SALES' })).toEqual(invalid('Name has already been taken', 'name'));
    expect(await post({ description: 'x' })).toEqual(invalid('Name must not be blank', 'name'));
    expect(await post({})).toEqual(missing('team'));
    expect(await post({ nonsense: 1 })).toEqual(missing('team'));
    expect(await outcome('PATCH', `${teams}/2`, { body: { name: 'sales' } })).toEqual(
      invalid('Name has already been taken', 'name'),
    );
    expect((await call('PATCH', `${teams}/1`, { body: { name: 'sales' } })).status).toBe(200);
  });

  it('lets only administrators write, and looks the team up first', async () => {
    await expectForAdministrators([
      ['POST', teams],
      ['PATCH', `${teams}/1`],
      ['DELETE', `${teams}/1`],
    ]);
    expect(await outcome('DELETE', `${teams}/99`, { key: keys.agent })).toEqual([404, unknown]);
  });
});

describe('team members', () => {
  const members = `${account}/teams/1/team_members`;

  it('lists, adds, replaces and removes members', async () => {
    expect(ids((await call<Row[]>('GET', members, { key: keys.agent })).body)).toEqual([2]);
    const added = await call<Row[]>('POST', members, { body: { user_ids: [1, 2] } });
    expect(added.body).toMatchObject([{ id: 1, role: 'administrator', confirmed: true }]);
    const changed = await call<Row[]>('PATCH', members, { body: { user_ids: [1, 3] } });
    expect(ids(changed.body)).toEqual([1, 3]);
    const { status, text } = await call('DELETE', members, { body: { user_ids: ['1'] } });
    expect([status, text]).toEqual([200, '']);
    expect(ids((await call<Row[]>('GET', members)).body)).toEqual([3]);
  });

  it('takes ids as text for new ones, so a replacement removes who was there', async () => {
    const { body } = await call<Row[]>('PATCH', members, { body: { user_ids: ['2', '3'] } });
    expect(ids(body)).toEqual([3]);
  });

  it('refuses users outside the account, a missing list, agents and unknown teams', async () => {
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const refused = await outcome(method, members, { body: { user_ids: [1, outsider] } });
      expect(refused).toEqual([401, { error: 'Invalid User IDs' }]);
      expect(await outcome(method, members, { body: {} })).toEqual([500, railsError]);
      expect(await outcome(method, members.replace('/1/team', '/99/team'))).toEqual([404, unknown]);
    }
    await expectForAdministrators([
      ['POST', members],
      ['PATCH', members],
      ['DELETE', members],
    ]);
    expect(sandbox.store.teams[0]?.member_ids).toEqual([2]);
  });
});

describe('agents', () => {
  const agents = `${account}/agents`;

  it('invites somebody new, who is offline and unconfirmed', async () => {
    const { status, body } = await call('POST', agents, {
      body: { name: 'Ada Novak', email: 'Ada.Novak@example.com', role: 'administrator' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: 5,
      account_id: 1,
      name: 'Ada Novak',
      email: 'ada.novak@example.com',
      role: 'administrator',
      confirmed: false,
      availability_status: 'offline',
    });
    expect(ids((await call<Row[]>('GET', agents)).body)).toContain(5);
  });

  it('names an agent after the e-mail, and an agent by default', async () => {
    const { body } = await call('POST', agents, { body: { email: 'kim@example.com' } });
    expect(body).toMatchObject({ name: 'kim', role: 'agent', auto_offline: true });
  });

  it('takes in a user of another account as they are', async () => {
    const { body } = await call('POST', agents, {
      body: { email: 'lena.fischer@example.com', name: 'Other' },
    });
    expect(body).toMatchObject({ id: outsider, name: 'Lena Fischer', confirmed: true });
  });

  it('refuses members, bad e-mails, unknown roles and no values', async () => {
    const post = (body: unknown): Promise<[number, unknown]> => outcome('POST', agents, { body });
    expect(await post({ email: 'omar.haddad@example.com' })).toEqual(
      invalid('User has already been taken', 'user_id'),
    );
    expect(await post({ email: 'nobody' })).toEqual(
      invalid('Email is invalid, Email is not an email', 'email'),
    );
    expect(await post({ name: 'X', role: 'agent' })).toEqual(
      invalid("Email can't be blank", 'email'),
    );
    expect(await post({ email: 'x@example.com', role: 'owner' })).toEqual([500, railsError]);
    expect(await post({})).toEqual(missing('agent'));
    expect(sandbox.store.users).toHaveLength(4);
  });

  it('changes name, role and availability', async () => {
    const { body } = await call('PATCH', `${agents}/2`, {
      body: { name: 'Omar H.', role: 'administrator', availability: 'busy', auto_offline: false },
    });
    expect(body).toMatchObject({
      name: 'Omar H.',
      role: 'administrator',
      availability_status: 'busy',
      auto_offline: false,
    });
    expect(await outcome('PATCH', `${agents}/2`, { body: { availability: 'available' } })).toEqual([
      500,
      railsError,
    ]);
    expect(await outcome('PATCH', `${agents}/2`, { body: { name: ' ' } })).toEqual(
      invalid("Name can't be blank", 'name'),
    );
  });

  it('removes an agent at once, and their traces in the background', async () => {
    const { status, text } = await call('DELETE', `${agents}/2`);
    expect([status, text]).toEqual([200, '']);
    expect(await outcome('DELETE', `${agents}/2`)).toEqual([404, unknown]);
    await sandbox.settle();
    const { store } = sandbox;
    expect(store.teams.flatMap((team) => team.member_ids)).toEqual([]);
    expect(store.inboxes.flatMap((inbox) => inbox.member_ids)).not.toContain(2);
    expect(store.conversations.map((row) => row.assignee_id)).not.toContain(2);
    expect(ids(store.users.map((user) => ({ id: user.id })))).toEqual([1, 3, 4]);
  });

  it('keeps the user of another account who leaves this one', async () => {
    await call('DELETE', `${agents}/3`);
    await sandbox.settle();
    expect(sandbox.store.users.some((user) => user.id === 3)).toBe(true);
  });

  it('lets only administrators write', async () => {
    await expectForAdministrators([
      ['POST', agents],
      ['PATCH', `${agents}/1`],
      ['DELETE', `${agents}/1`],
    ]);
    expect(await outcome('PATCH', `${agents}/${outsider}`, { body: {} })).toEqual([404, unknown]);
  });
});
