import type { InputField } from '../../contract/form.js';
import { asText } from '../../../http/body.js';
import type { Message } from '../../../objects/message.js';
import { directionField } from '../../toolkit/fields/direction.js';
import type { Feed, FeedPage, FeedRequest } from '../../contract/feed.js';
import { omit, refuseOthers, toOptionalOption } from '../../toolkit/values/index.js';
import type { HighlevelClient } from '../client.js';
import { MOST_EMAILS, newestEmails } from './email_feed.js';
import { nextCursorIn, requestExport } from './export.js';
import { isActivity, rawMessagesIn, toMessage } from './shape.js';
import { directionIn } from './terms.js';
import { toEpoch } from '../times.js';

/** Most polls find nothing new: their one page is small. The API gives 10 to 500. */
const FIRST_SIZE = 20;
const SIZE = 100;

/** What the export can be limited to. */
const CHANNELS = ['SMS', 'Email', 'WhatsApp', 'Instagram', 'Facebook', 'Call'];

/** Filters of the trigger for new messages. */
export function messageFeedFields(): InputField[] {
  return [
    {
      key: 'channel',
      label: 'Channel',
      type: 'string',
      required: false,
      choices: CHANNELS,
      helpText: `Blank means every channel **but email**: to hear of emails, choose Email. At most ${String(MOST_EMAILS)} new ones are read each time Zapier looks.`,
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
  if (channel === 'Email') return newestEmails(client, direction);
  const isWanted = (raw: Record<string, unknown>): boolean =>
    !isActivity(raw) && (direction === undefined || raw['direction'] === direction);
  return { page: (request) => readPage(client, channel, isWanted, request) };
}

async function readPage(
  client: HighlevelClient,
  channel: string | undefined,
  isWanted: (raw: Record<string, unknown>) => boolean,
  { cursor }: FeedRequest,
): Promise<FeedPage<Message>> {
  const data = await requestExport(client, {
    channel,
    sortBy: 'createdAt',
    limit: cursor === undefined ? FIRST_SIZE : SIZE,
    cursor,
  });
  const messages = rawMessagesIn(client, data);
  return {
    entries: messages.map((raw) => ({
      key: asText(raw['id']),
      at: toEpoch(raw['dateAdded']),
      item: isWanted(raw) ? toMessage(client, raw) : undefined,
    })),
    next: nextCursorIn(data),
  };
}
