import app from '../../index.js';
import { startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { run } from '../helpers/running/app.js';
import {
  api,
  arrivals,
  authData,
  instantTriggers,
  sandbox,
  signed,
  switchOn,
  targetUrl,
  type Perform,
} from '../helpers/instant.js';

describe('instant triggers on Chatwoot', () => {
  instantTriggers();

  it('a body that cannot be trusted neither passes a note off as a message nor tells what was', async () => {
    const messages = await switchOn('new_message_instant');
    await api('POST', '/conversations/1/messages', { content: 'Secret', private: true });
    await sandbox.settle();
    const note = arrivals.splice(0)[0];
    if (!note) throw new Error('nothing arrived');
    const shown = note.content.replaceAll('"private":true', '"private":false');
    expect(await messages.receive({ ...note, content: shown })).toEqual([]);

    sandbox.store.webhooks = [];
    const changes = await switchOn('updated_contact_instant');
    await api('PUT', '/contacts/1', { name: 'New', email: 'jane@new.example.com' });
    await sandbox.settle();
    const [change] = arrivals;
    if (!change) throw new Error('nothing arrived');
    const content = change.content.replaceAll('jane.doe@example.com', 'forged@example.com');
    expect(await changes.receive({ ...change, content })).toMatchObject([
      { email: 'jane@new.example.com', changed_fields: ['name', 'email'], previous_values: {} },
    ]);
  });

  it('a lost subscription believes nobody', async () => {
    const { operation } = app.triggers.new_contact_instant;
    for (const account of [{}, { account: { id: '' } }, { account: { id: 1 } }]) {
      const content = JSON.stringify({
        event: 'contact_created',
        id: 1,
        email: 'x@y.z',
        ...account,
      });
      const rawRequest = { headers: {}, content };
      expect(await run(operation.perform as Perform, { authData, rawRequest })).toEqual([]);
    }
  });

  it('an event of another account is not taken for the Zap’s own, one that names none is', async () => {
    const { receive, subscribeData } = await switchOn('new_conversation_instant');
    const tell = (id: number, more: object) => {
      const content = JSON.stringify({ event: 'conversation_created', id, ...more });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const secret = String(subscribeData['secret']);
      return receive({ content, headers: signed(secret, timestamp, content) });
    };
    expect(await tell(1, { account: { id: 2 } })).toEqual([]);
    expect(await tell(1, {})).toMatchObject([{ id: '1' }]);
    expect(await tell(2, { account: null })).toMatchObject([{ id: '2' }]);
  });

  it('trusts servers that sign nothing, whatever their age', async () => {
    const old = await startChatwootSandbox({ version: '4.1.0' });
    authData['baseUrl'] = old.url;
    const { operation } = app.triggers.new_contact_instant;
    const subscribeData = await run(operation.performSubscribe, { authData, targetUrl });
    expect(subscribeData).toMatchObject({ secret: '' });
    const content = '{"event":"contact_created","id":7,"email":"x@y.z","account":{"id":1}}';
    const records = await run(operation.perform as Perform, {
      authData,
      subscribeData,
      rawRequest: { headers: {}, content },
    });
    expect(records).toMatchObject([{ id: '7', email: 'x@y.z' }]);
    await old.close();
  });
});
