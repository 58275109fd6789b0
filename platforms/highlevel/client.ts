import type { Host } from '../../http/host.js';
import { request, type ApiRequest, type Reader } from '../../http/request.js';
import type { Wire } from '../../http/wire.js';
import type { Memory } from '../toolkit/cache.js';
import { scopeError } from './errors.js';

/** What the vendor's documents of contacts, locations and users declare. */
const VERSION = '2021-07-28';
/** What they declare of conversations and messages. */
const CONVERSATIONS_VERSION = '2021-04-15';

/** A HighLevel location with a key: what the modules of this folder talk through. */
export interface HighlevelClient {
  host: Host;
  wire: Wire;
  memory: Memory;
  /** Names the sub-account. The API can't tell whose a Private Integration Token is. */
  locationId: string;
}

export interface HighlevelRequest extends ApiRequest {
  /** What the token must be allowed to do; HighLevel's refusal doesn't name it. */
  scope: Scope;
}

/** The scopes this integration uses, as the form of a Private Integration calls them. */
export type Scope =
  | 'businesses.readonly'
  | 'campaigns.readonly'
  | 'contacts.readonly'
  | 'contacts.write'
  | 'conversations.readonly'
  | 'conversations.write'
  | 'conversations/message.readonly'
  | 'conversations/message.write'
  | 'locations.readonly'
  | 'locations/customFields.readonly'
  | 'locations/customValues.readonly'
  | 'locations/customValues.write'
  | 'locations/tags.readonly'
  | 'locations/tags.write'
  | 'users.readonly'
  | 'workflows.readonly';

/** Sends a request; where the token lacks the scope, the problem names it. See `request`. */
export async function highlevelRequest(
  client: HighlevelClient,
  call: HighlevelRequest,
): Promise<unknown>;
export async function highlevelRequest<Result>(
  client: HighlevelClient,
  call: HighlevelRequest,
  read: Reader<Result>,
): Promise<Result>;
export async function highlevelRequest(
  client: HighlevelClient,
  { scope, ...call }: HighlevelRequest,
  read: Reader<unknown> = (data) => data,
): Promise<unknown> {
  const isConversation = call.path.startsWith('/conversations/');
  const wire = {
    ...client.wire,
    headers: { ...client.wire.headers, Version: isConversation ? CONVERSATIONS_VERSION : VERSION },
    errors: [scopeError(scope), ...client.wire.errors],
  };
  return request(client.host, wire, call, read);
}
