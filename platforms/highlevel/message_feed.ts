import type { PlainInputField } from 'zapier-platform-core';
import { asText, isRecord } from '../../http/body.js';
import type { Message } from '../../objects/message.js';
import { directionField } from '../direction_field.js';
import type { Feed, FeedPage, FeedRequest } from '../feed.js';
import { omit, refuseOthers, toOptionalOption } from '../values.js';
import { highlevelRequest, type HighlevelClient } from './client.js';
import { isActivity, rawMessagesIn, toMessage } from './message_shape.js';
import { directionIn } from './message_terms.js';
import { toEpoch } from './times.js';

/** Most polls find nothing new: their one page is small. The API gives 10 to 500. */
const FIRST_SIZE = 20;
const SIZE = 100;

/** What the export can be limited to. */
const CHANNELS = ['SMS', 'Email', 'WhatsApp', 'Instagram', 'Facebook', 'Call'];

/** Filters of the trigger for new messages. */
export function messageFeedFields(): PlainInputField[] {
  return [
    {
      key: 'channel',
      label: 'Channel',
      type: 'string',
      required: false,
      choices: CHANNELS,
      helpText:
        'Blank means every channel **but email**, which HighLevel leaves out unless it is chosen here.',
    },
    directionField(),
  ];
}

/**
 * New messages of all conversations of the location.
 * @throws Problem for a filter that isn't one of its choices
 */
export function newestMessages(
  client: HighlevelClient,
  filter: Record<string, unknown>,
): Feed<Message> {
  refuseOthers(omit(filter, ['channel', 'direction']));
  const channel = toOptionalOption('Channel', filter['channel'], CHANNELS);
  const direction = directionIn(filter);
  const isWanted = (raw: Record<string, unknown>): boolean =>
    !isActivity(raw) && (direction === undefined || raw['direction'] === direction);
  return {
    page: (request) => readPage(client, channel, isWanted, request),
    keyOf: ({ id }) => id,
  };
}

async function readPage(
  client: HighlevelClient,
  channel: string | undefined,
  isWanted: (raw: Record<string, unknown>) => boolean,
  { cursor }: FeedRequest,
): Promise<FeedPage<Message>> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/conversations/messages/export',
    query: {
      locationId: client.locationId,
      channel,
      sortBy: 'createdAt',
      sortOrder: 'desc',
      limit: cursor === undefined ? FIRST_SIZE : SIZE,
      cursor,
    },
    scope: 'conversations/message.readonly',
  });
  const messages = rawMessagesIn(client, data);
  const next = isRecord(data) ? asText(data['nextCursor']) : '';
  return {
    entries: messages.map((raw) => ({
      at: toEpoch(raw['dateAdded']),
      item: isWanted(raw) ? toMessage(client, raw) : undefined,
    })),
    next: messages.length > 0 && next ? next : undefined,
  };
}
