import { keys, seeded } from '../../sandbox/chatwoot/index.js';
import { failureOf } from '../helpers/running/app.js';
import { conversationServer } from '../helpers/servers/conversation_server.js';

const { email } = seeded.conversations;

describe('changing conversations on a Chatwoot server', () => {
  const server = conversationServer();
  const { useKey, stored, sent, runUpdate } = server;

  describe("with an agent's key", () => {
    beforeEach(() => useKey(keys.agent));

    it('opens without taking the conversation from its agent', async () => {
      stored(email).assignee_id = 1;
      const changed = await runUpdate({ conversation: String(email), status: 'open' });
      expect(changed).toMatchObject({ status: 'open', assignee_id: '1' });
      expect(stored(email)).toMatchObject({ status: 'open', assignee_id: 1 });
      expect(sent()).toEqual([
        'GET conversations/4',
        'GET /api/v1/profile',
        'POST conversations/4/toggle_status',
        'POST conversations/4/assignments',
      ]);
    });

    it('opens without assigning what is nobody’s', async () => {
      stored(email).assignee_id = null;
      const changed = await runUpdate({ conversation: String(email), status: 'open' });
      expect(changed).not.toHaveProperty('assignee_id');
      expect(stored(email)).toMatchObject({ status: 'open', assignee_id: null });
    });

    it('gives it back to the bot that had it', async () => {
      Object.assign(stored(email), { assignee_id: null, assignee_agent_bot_id: 1 });
      await runUpdate({ conversation: String(email), status: 'open' });
      expect(stored(email)).toMatchObject({ assignee_id: null, assignee_agent_bot_id: 1 });
    });

    it('opens for the agent it has, when that one is asked for', async () => {
      stored(email).assignee_id = 1;
      const inputData = { conversation: String(email), status: 'open', agent: '1' };
      expect(await runUpdate(inputData)).toMatchObject({ status: 'open', assignee_id: '1' });
      expect(stored(email).assignee_id).toBe(1);
      expect(sent().at(-1)).toBe('POST conversations/4/assignments');
    });

    it('opens for the agent who is asked for', async () => {
      stored(email).assignee_id = 1;
      const changed = await runUpdate({
        conversation: String(email),
        status: 'open',
        agent: '3',
      });
      expect(changed).toMatchObject({ status: 'open', assignee_id: '3' });
      expect(stored(email)).toMatchObject({ status: 'open', assignee_id: 3 });
      expect(sent()).not.toContain('GET /api/v1/profile');
    });

    it('says what was done when giving it back fails', async () => {
      stored(email).assignee_id = 1;
      server.sandbox.fail({ path: /assignments/, status: 500 });
      const { message } = await failureOf(
        runUpdate({ conversation: String(email), status: 'open' }),
      );
      expect(message).toContain(
        'Done: the status. Perhaps done: giving it back to whom it belonged.',
      );
    });
  });
});
