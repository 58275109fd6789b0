import { touchCacheKey } from './account_details.js';
import { teamJson } from './team_json.js';
import { isBlank } from '../rails/params.js';
import { resource } from '../resource.js';
import { teamColumns } from '../store.js';

/** The teams, which every member reads and only administrators change. Names are kept in small letters. */
export const teams = resource({
  path: '/teams',
  rows: (store) => store.teams,
  everyone: ['list', 'show'],
  administrators: ['create', 'update', 'delete'],
  root: 'team',
  columns: teamColumns,

  save(draft, errors, { store }) {
    const name = (draft.name ?? '')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .toLowerCase();
    if (isBlank(name)) errors.add('name', 'must not be blank');
    errors.uniqueness(store.teams, { ...draft, name }, 'name', 'account_id');
    errors.raise();
    touchCacheKey(store, draft.account_id, 'team');
    return { ...draft, name };
  },
  deleted(team, { store }) {
    for (const conversation of store.conversations) {
      if (conversation.team_id === team.id) conversation.team_id = null;
    }
    touchCacheKey(store, team.account_id, 'team');
  },

  json: (team, { user }) => teamJson(team, user),
});
