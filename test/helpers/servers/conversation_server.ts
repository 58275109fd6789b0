import { seeded, type Conversation } from '../../../sandbox/chatwoot/index.js';
import { perform as create } from '../../../creates/create_conversation.js';
import { perform as update } from '../../../creates/update_conversation.js';
import { perform as find } from '../../../searches/find_conversation.js';
import { run } from '../running/light_app.js';
import { chatwootServer } from './chatwoot_server.js';

const ACME = seeded.accounts.acme;

/** A field of a form, as far as tests look at it. */
export interface Field {
  group?: string;
  key: string;
  meta?: Record<string, string | number | boolean>;
  required?: boolean;
}

/**
 * A Chatwoot server for the conversation tests of the block it is called in, back at its seed before each of
 * them, with two more attributes of conversations (`gift`, `parcels`).
 */
export function conversationServer() {
  const server = chatwootServer();
  beforeEach(() => {
    define('gift', 'checkbox', 'Gift');
    define('parcels', 'number', 'Parcels');
  });

  function define(key: string, type: 'checkbox' | 'number', name: string): void {
    const [first] = server.sandbox.store.customAttributeDefinitions;
    if (!first) throw new Error('the seed has no definitions');
    server.sandbox.store.customAttributeDefinitions.push({
      ...first,
      id: server.sandbox.store.customAttributeDefinitions.length + 1,
      attribute_key: key,
      attribute_display_name: name,
      attribute_display_type: type,
      attribute_model: 'conversation_attribute',
    });
  }

  function stored(id: number | string): Conversation {
    const found = server.sandbox.store.conversations.find(
      (row) => row.account_id === ACME && row.display_id === Number(id),
    );
    if (!found) throw new Error(`the sandbox has no conversation ${id}`);
    return found;
  }

  const bodyOf = (index: number) => server.sandbox.requests.at(index)?.body;
  const texts = (id: number | string) =>
    server.sandbox.store.messages
      .filter((row) => row.conversation_id === stored(id).id && row.message_type !== 2)
      .map(({ content }) => content);
  const runFind = (inputData: Record<string, unknown>) =>
    run(find, { authData: server.authData, inputData });
  const runCreate = (inputData: Record<string, unknown>, meta = {}) =>
    run(create, { authData: server.authData, inputData, meta });
  const runUpdate = (inputData: Record<string, unknown>, meta = {}) =>
    run(update, { authData: server.authData, inputData, meta });

  /** What the editor keeps of the fields and hands back at every run. */
  async function metaOf(fields: Promise<unknown>) {
    const loaded = (await fields) as Field[];
    server.sandbox.requests.length = 0;
    return { inputFields: Object.fromEntries(loaded.map(({ key, meta }) => [key, meta ?? {}])) };
  }

  // Not spread: the getters must stay getters.
  return Object.assign(server, {
    stored,
    bodyOf,
    texts,
    runFind,
    runCreate,
    runUpdate,
    metaOf,
  });
}
