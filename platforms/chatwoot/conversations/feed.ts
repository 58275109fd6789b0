import type { InputField } from '../../contract/form.js';
import type { ApiRequest } from '../../../http/request.js';
import type { Conversation } from '../../../objects/conversation.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { conversationsIn } from './shape.js';
import { STATUSES, toStatus } from './values.js';
import { pageOf } from '../pages.js';
import { choiceField, labelPicker, picker } from '../form_fields.js';
import { toId } from '../ids.js';
import type { Feed } from '../../contract/feed.js';
import { lookUp, refuseOthers, toOption, toWords } from '../../toolkit/values/index.js';

/** Whom New Conversation can be limited to. */
const AGENTS = { me: 'Me', nobody: 'Nobody', anybody: 'Anybody' };

/** Whom New Conversation can be limited to, in the API's words. */
const ASSIGNEE_TYPES: Record<string, string> = {
  me: 'me',
  nobody: 'unassigned',
  anybody: 'assigned',
};

/** What new conversations can be limited to. */
export function conversationFeedFields(): InputField[] {
  return [
    picker('inbox', 'Inbox', 'list_inboxes', 'Only conversations of this inbox. Blank means all.'),
    choiceField(
      'status',
      'Status',
      STATUSES,
      'Only conversations that have this status when Zapier looks. Blank means all.',
    ),
    choiceField(
      'agent',
      'Agent',
      AGENTS,
      'Whom they are assigned to when Zapier looks. Me is the person whose key is connected. Blank means all, assigned or not.',
    ),
    picker(
      'team',
      'Team',
      'list_teams',
      'Only conversations that this team has when Zapier looks. Blank means all.',
    ),
    labelPicker(
      'labels',
      'Labels',
      'Only conversations that have at least one of these labels when Zapier looks. Blank means all.',
    ),
  ];
}

/**
 * New conversations, 25 a page; agents see those of their own inboxes.
 * @throws Problem naming the filter that can't be as it is
 */
export function newestConversations(
  client: ChatwootClient,
  filter: Record<string, unknown>,
): Feed<Conversation> {
  const { status, agent, inbox, team, labels, ...others } = filter;
  refuseOthers(others);
  const query = {
    // Without it only open ones come.
    status: status === undefined ? 'all' : toStatus(status),
    assignee_type:
      agent === undefined
        ? 'all'
        : lookUp(ASSIGNEE_TYPES, toOption('Agent', agent, Object.keys(ASSIGNEE_TYPES))),
    inbox_id: inbox === undefined ? undefined : toId('Inbox', inbox),
    team_id: team === undefined ? undefined : toId('Team', team),
    'labels[]': toWords(labels),
    // The default order moves with every message.
    sort_by: 'created_at_desc',
  };
  return {
    page: async ({ cursor }) => {
      const page = Number(cursor ?? 1);
      const call: ApiRequest = {
        method: 'GET',
        path: '/conversations',
        query: { ...query, page },
        // The one filter that the server looks up.
        ...(query.team_id !== undefined && { subject: `team ${query.team_id}` }),
      };
      return accountRequest(client, call, (data, own) => pageOf(conversationsIn(own, data), page));
    },
  };
}
