import { failureOf } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { guardNetwork, server } from '../helpers/nock.js';
import { listTrigger } from '../helpers/running/list_trigger.js';

const ACCOUNT = '/api/v1/accounts/1';

describe('the hidden lists', () => {
  guardNetwork();

  it('name the inboxes without the secrets administrators are sent', async () => {
    const inbox = { id: 4, name: 'Support', channel_type: 'Channel::Email', imap_password: 'hush' };
    server()
      .get(`${ACCOUNT}/inboxes`)
      .reply(200, { payload: [inbox] });
    expect(await run(listTrigger('list_inboxes').operation.perform)).toEqual([
      { id: '4', name: 'Support (Email)' },
    ]);
  });

  it('say so where the platform has none', async () => {
    const { message } = await failureOf(run(listTrigger('list_users').operation.perform));
    expect(message).toMatch(/^Chatwoot has no such list/);
  });
});
