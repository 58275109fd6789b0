import type { Team, User } from '../store.js';

/** A team as the application API answers it, also inside a conversation; bots are members of none. */
export function teamJson(team: Team, viewer: User | undefined): object {
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    allow_auto_assign: team.allow_auto_assign,
    icon: team.icon,
    icon_color: team.icon_color,
    account_id: team.account_id,
    is_member: viewer !== undefined && team.member_ids.includes(viewer.id),
  };
}
