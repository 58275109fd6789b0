import { keys, seeded, startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { newConversationTrigger } from '../../triggers/new_conversation.js';
import { contactsOfChatwoot, conversationsOfChatwoot } from './zapier/chatwoot.js';
import { stage } from './zapier/stage.js';

const play = stage({
  platform: 'Chatwoot',
  start: startChatwootSandbox,
  authData: ({ url }) => ({
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: url,
    accountId: String(seeded.accounts.acme),
  }),
  reset: (server) => server.reset(),
});

test('new contacts', () =>
  play(({ store }) => ({ trigger: newContactTrigger, source: contactsOfChatwoot(store) })));

test('new conversations', () =>
  play(({ store }) => ({
    trigger: newConversationTrigger,
    source: conversationsOfChatwoot(store),
    // 25 conversations a page, with their contacts and last messages: the server lets nobody choose.
    fixedPage: true,
  })));
