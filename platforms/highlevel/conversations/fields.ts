import type { ConversationGroup } from '../../contract/conversations.js';
import type { Grouped, InputField } from '../../contract/form.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { isNothing } from '../../toolkit/writes/change_checks.js';
import { isNobody, NOBODY } from '../../toolkit/fields/nobody.js';
import { directionField } from '../../toolkit/fields/direction.js';
import type { RecordChange } from '../../contract/change.js';
import { inputProblems } from '../../toolkit/problems.js';
import {
  lookUp,
  omit,
  refuseOthers,
  toBoolean,
  toOption,
  toOptionalOption,
  toText,
} from '../../toolkit/values/index.js';
import { highlevelNotices } from '../errors.js';
import { HELD_ELSEWHERE, highlevelProblems } from '../problems.js';
import { checkUserId } from '../ids.js';
import { directionIn, MESSAGE_TYPES } from '../messages/terms.js';

const STATUSES = { all: 'All', unread: 'Unread', read: 'Read', starred: 'Starred' };

/** What a conversation can be marked as, by the API's count of unread messages. */
const MARKS = ['read', 'unread'];

const FILTERS = ['agent', 'status', 'channel', 'direction'];

/** Filters of the search for conversations. @param statusHelp help text of the status */
export function conversationFilterFields(statusHelp?: string): InputField[] {
  return [
    {
      key: 'agent',
      label: 'Assigned To',
      type: 'string',
      required: false,
      dynamic: 'list_users.id.name',
      helpText: `Only conversations of this user. Enter \`${NOBODY}\` for those that are nobody's; blank means all.`,
    },
    {
      key: 'status',
      label: 'Status',
      type: 'string',
      required: false,
      choices: STATUSES,
      ...(statusHelp && { helpText: statusHelp }),
    },
    {
      key: 'channel',
      label: 'Channel',
      type: 'string',
      required: false,
      choices: Object.keys(MESSAGE_TYPES),
      helpText: 'Only conversations whose last message came over this channel. Blank means all.',
    },
    directionField('Which way the last message of the conversation went. Blank means both.'),
  ];
}

/** Such filters as the API's query. @throws Problem for one that isn't one of its choices */
export function conversationQuery(
  filter: Record<string, unknown>,
): Record<string, string | undefined> {
  refuseOthers(omit(filter, FILTERS));
  const channel = toOptionalOption('Channel', filter['channel'], Object.keys(MESSAGE_TYPES));
  return {
    assignedTo: agentIn(filter),
    status: toOptionalOption('Status', filter['status'], Object.keys(STATUSES)),
    lastMessageType: channel && lookUp(MESSAGE_TYPES, channel),
    lastMessageDirection: directionIn(filter),
  };
}

function agentIn({ agent }: Record<string, unknown>): string | undefined {
  if (agent === undefined) return undefined;
  if (isNobody(agent)) return 'unassigned';
  const id = toText(agent);
  checkUserId(id, 'Assigned To');
  return id;
}

/** All that HighLevel's API changes in a conversation. */
export function conversationUpdateFields(): Grouped<ConversationGroup>[] {
  return inGroup('state', [
    { key: 'notice', label: 'Not Here', type: 'copy', helpText: highlevelNotices.notInUpdate() },
    {
      key: 'mark_as',
      label: 'Mark As',
      type: 'string',
      required: false,
      choices: { read: 'Read', unread: 'Unread' },
    },
    {
      key: 'starred',
      label: 'Starred',
      type: 'boolean',
      required: false,
      helpText: '`true` puts the star on, `false` takes it off.',
    },
  ]);
}

/**
 * A change as the API's body.
 * @throws Problem when there is nothing to change, or for what HighLevel's conversations don't have
 */
export function conversationBody(change: RecordChange): Record<string, unknown> {
  if (isNothing(change)) throw inputProblems.nothingToChange();
  const { clear, labels, values } = change;
  const { mark_as: mark, starred, ...others } = values;
  const named = labels.replace ?? [...labels.add, ...labels.remove];
  const [other] = [...clear, ...Object.keys(others), ...(named.length > 0 ? ['labels'] : [])];
  if (other !== undefined) {
    const instead = lookUp(HELD_ELSEWHERE, other);
    throw instead
      ? highlevelProblems.heldElsewhere(other, instead)
      : highlevelProblems.notOfConversation(other);
  }
  return {
    ...(mark !== undefined && { unreadCount: MARKS.indexOf(toOption('Mark As', mark, MARKS)) }),
    ...(starred !== undefined && { starred: toBoolean('Starred', starred) }),
  };
}
