// Chatwoot sandboxes of three releases, and what is asked of their conversations.
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
  type Contact,
  type Conversation,
  type StoreEvent,
} from '../../../sandbox/chatwoot/index.js';
import { caller } from '../running/sandbox_call.js';

export interface ConversationBody {
  id: number;
  status: string;
  priority: string | null;
  labels: string[];
  custom_attributes: Record<string, unknown>;
  snoozed_until: string | null;
  unread_count: number;
  waiting_since: number;
  first_reply_created_at: number;
  messages: MessageBody[];
  muted: boolean;
  can_reply: boolean;
  inbox_id: number;
  meta: Record<string, unknown>;
}
export interface MessageBody {
  id: number;
  content: string | null;
  message_type: number;
  status: string;
  private: boolean;
  content_attributes: Record<string, unknown>;
}
export interface ListBody {
  data: { meta: Record<string, number>; payload: ConversationBody[] };
}

export const account = '/api/v1/accounts/1';
export const list = `${account}/conversations`;
export const { janeDoe, website, secureApp, email, whatsapp, locked } = seeded.conversations;
export const agentKey = { key: keys.agent };

/** The sandbox of today. */
export let sandbox: ChatwootSandbox;
export let next: ChatwootSandbox;
export let old: ChatwootSandbox;

/** Sandboxes of 3.3, of today and of 4.16, back at the seed before each test of the file that calls this. */
export function conversationServers(): void {
  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
    next = await startChatwootSandbox({ version: '4.16.0' });
    old = await startChatwootSandbox({ version: '3.3.0' });
    sandbox.store.listen((event) => events.push(event));
  });
  beforeEach(() => {
    [sandbox, next, old].forEach((server) => server.reset());
    events.length = 0;
  });
  afterAll(() => Promise.all([sandbox, next, old].map((server) => server.close())));
}

export const events: StoreEvent[] = [];

export const call = caller(() => sandbox);

/** The names of what has happened in it, in order. */
export function names(): string[] {
  return events.map((event) => event.name);
}

/** A contact as it is stored. */
export function contact(id: number): Contact {
  const found = sandbox.store.contact(1, id);
  if (!found) throw new Error(`no contact ${id}`);
  return found;
}

/** A conversation as it is stored. */
export function stored(displayId: number): Conversation {
  const found = sandbox.store.conversations.find((row) => row.display_id === displayId);
  if (!found) throw new Error(`no conversation ${displayId}`);
  return found;
}

/** A conversation as the API shows it. */
export async function show(id: number): Promise<ConversationBody> {
  return (await call<ConversationBody>('GET', `${list}/${id}`)).body;
}

/** The IDs of a page of conversations, in its order. */
export async function ids(query: string, options = {}, from = call): Promise<number[]> {
  const { body } = await from<ListBody>('GET', `${list}${query}`, options);
  return body.data.payload.map((row) => row.id);
}

/** Posts to a path below the conversations. */
export function post(path: string, body: unknown = {}, options = {}): ReturnType<typeof call> {
  return call('POST', `${list}/${path}`, { body, ...options });
}
