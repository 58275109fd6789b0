import { agentJson } from '../account/agent_json.js';
import {
  accountRow,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { serverError, ValidationErrors } from '../rails/errors.js';
import { findVisibleInbox } from './inbox_access.js';
import { toInteger, type Json } from '../rails/params.js';
import type { Inbox, Store } from '../store.js';

/** Adds the agents of an inbox; only administrators may change them. */
export function inboxMemberRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/inbox_members/:inbox_id', (context) => {
    return membersJson(store, findVisibleInbox(store, context));
  });

  route('POST', '/inbox_members', (context) => {
    const inbox = findInbox(store, context);
    addMembers(store, inbox, newIds(inbox, userIds(context)));
    return membersJson(store, inbox);
  });

  route('PATCH', '/inbox_members', (context) => {
    const inbox = findInbox(store, context);
    const ids = userIds(context);
    const leaving = inbox.member_ids.filter((id) => !ids.includes(id));
    addMembers(store, inbox, newIds(inbox, ids));
    inbox.member_ids = inbox.member_ids.filter((id) => !leaving.includes(id));
    return membersJson(store, inbox);
  });

  route('DELETE', '/inbox_members', (context) => {
    const inbox = findInbox(store, context);
    const sent = context.params['user_ids'] ?? [];
    const ids = (Array.isArray(sent) ? sent : [sent]).map(toInteger);
    inbox.member_ids = inbox.member_ids.filter((id) => !ids.includes(id));
    return undefined;
  });
}

/** @throws 404, 401 for agents */
function findInbox(store: Store, context: AccountContext): Inbox {
  const inbox = accountRow(store.inboxes, context, 'inbox_id');
  requireAdministrator(context);
  return inbox;
}

/** @throws 500 when user_ids is no list: the server subtracts lists without looking */
function userIds({ params }: AccountContext): Json[] {
  const ids = params['user_ids'];
  if (!Array.isArray(ids)) throw serverError();
  return ids;
}

function newIds(inbox: Inbox, ids: Json[]): Json[] {
  return ids.filter((id) => typeof id !== 'number' || !inbox.member_ids.includes(id));
}

/**
 * Makes users members; all or none. Ids as text are compared as text with the members' numbers,
 * so a member sent as text is one too many.
 * @throws 422 for a user who is a member already or doesn't exist
 */
function addMembers(store: Store, inbox: Inbox, ids: Json[]): void {
  const members = [...inbox.member_ids];
  for (const id of ids.map(toInteger)) {
    const errors = new ValidationErrors();
    if (members.includes(id)) errors.add('user_id', 'has already been taken');
    if (!store.users.some((user) => user.id === id)) errors.add('user', 'must exist');
    errors.raise();
    members.push(id);
  }
  inbox.member_ids = members;
}

/** The members who belong to the account. */
function membersJson(store: Store, inbox: Inbox): object {
  return {
    payload: store.users
      .filter(({ id }) => inbox.member_ids.includes(id) && store.member(inbox.account_id, id))
      .map((user) => agentJson(store, user, inbox.account_id)),
  };
}
