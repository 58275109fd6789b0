import { touchCacheKey } from './account_details.js';
import { agentJson } from './agent_json.js';
import {
  accountRow,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { serverError, unauthorized } from '../rails/errors.js';
import { toInteger } from '../rails/params.js';
import type { Store, Team } from '../store.js';

type UserId = string | number;

/** Adds the members of a team; the ids to add, keep or remove are in `user_ids`. */
export function teamMemberRoutes(route: AccountRoute, store: Store): void {
  const path = '/teams/:team_id/team_members';

  route('GET', path, (context) => {
    const team = accountRow(store.teams, context, 'team_id');
    return membersJson(store, team, team.member_ids);
  });

  route('POST', path, (context) => {
    const { team, userIds } = readChange(store, context);
    // Only numbers are recognised as members already; as text an id is answered again.
    const added = newIds(team, userIds);
    addMembers(store, team, added);
    return membersJson(store, team, added.map(toInteger));
  });

  route('PATCH', path, (context) => {
    const { team, userIds } = readChange(store, context);
    const before = team.member_ids;
    addMembers(store, team, newIds(team, userIds));
    // Ids as text match no member, so those who are members already lose their place.
    const removed = before.filter((id) => !userIds.includes(id));
    team.member_ids = team.member_ids.filter((id) => !removed.includes(id));
    return membersJson(store, team, team.member_ids);
  });

  route('DELETE', path, (context) => {
    const { team, userIds } = readChange(store, context);
    const removed = userIds.map(toInteger);
    team.member_ids = team.member_ids.filter((id) => !removed.includes(id));
    touchCacheKey(store, team.account_id, 'team');
    return undefined;
  });
}

/**
 * The team and the user ids of a change.
 * @throws 404 for the team, 401 for agents and for ids of users outside the account, 500 when
 * `user_ids` isn't a list of ids
 */
function readChange(store: Store, context: AccountContext): { team: Team; userIds: UserId[] } {
  const team = accountRow(store.teams, context, 'team_id');
  requireAdministrator(context);
  const list = context.params['user_ids'];
  if (!Array.isArray(list)) throw serverError();
  const userIds = list.map((id) => {
    if (typeof id !== 'string' && typeof id !== 'number') throw serverError();
    return id;
  });
  if (!userIds.every((id) => store.member(team.account_id, toInteger(id)))) {
    throw unauthorized('Invalid User IDs');
  }
  return { team, userIds };
}

function newIds({ member_ids }: Team, userIds: UserId[]): UserId[] {
  return userIds.filter((id) => typeof id === 'string' || !member_ids.includes(id));
}

function addMembers(store: Store, team: Team, userIds: UserId[]): void {
  team.member_ids = [...new Set([...team.member_ids, ...userIds.map(toInteger)])];
  touchCacheKey(store, team.account_id, 'team');
}

function membersJson(store: Store, team: Team, userIds: number[]): object[] {
  return store.usersOf(userIds).map((user) => agentJson(store, user, team.account_id));
}
