import { pick } from '../rails/params.js';
import type { Team, User } from '../store.js';

/** A team as the application API answers it, also inside a conversation; bots are members of none. */
export function teamJson(team: Team, viewer: User | undefined): object {
  return {
    ...pick(team, 'id', 'name', 'description', 'allow_auto_assign', 'icon', 'icon_color'),
    account_id: team.account_id,
    is_member: viewer !== undefined && team.member_ids.includes(viewer.id),
  };
}
