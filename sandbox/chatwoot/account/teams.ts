import { touchCacheKey } from './account_details.js';
import { accountRow, requireAdministrator, type AccountRoute } from '../auth.js';
import { ValidationErrors } from '../rails/errors.js';
import { isBlank, permitScalars, toBoolean, type JsonObject } from '../rails/params.js';
import {
  checkLengths,
  permitTexts,
  requireRoot,
  stringLimit,
  textLimit,
} from '../rails/root_key.js';
import type { Store, Team } from '../store.js';
import { teamJson } from './team_json.js';

const textColumns = ['name', 'description', 'icon', 'icon_color'] as const;
const columns = [
  ...textColumns,
  'id',
  'account_id',
  'allow_auto_assign',
  'created_at',
  'updated_at',
];

/** Adds the teams; every member reads them, only administrators change them. */
export function teamRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/teams', ({ account, user }) =>
    store.teams
      .filter((team) => team.account_id === account.id)
      .map((team) => teamJson(team, user)),
  );

  route('GET', '/teams/:id', (context) => teamJson(accountRow(store.teams, context), context.user));

  route('POST', '/teams', (context) => {
    requireAdministrator(context);
    const team = saved(store, {
      id: 0,
      account_id: context.account.id,
      name: null,
      description: null,
      allow_auto_assign: true,
      icon: '',
      icon_color: '',
      member_ids: [],
      ...permittedValues(requireRoot(context, 'team', columns)),
    });
    team.id = store.nextId('teams', store.teams);
    store.teams.push(team);
    return teamJson(team, context.user);
  });

  route(['PUT', 'PATCH'], '/teams/:id', (context) => {
    const team = accountRow(store.teams, context);
    requireAdministrator(context);
    const values = permittedValues(requireRoot(context, 'team', columns));
    return teamJson(Object.assign(team, saved(store, { ...team, ...values })), context.user);
  });

  route('DELETE', '/teams/:id', (context) => {
    const team = accountRow(store.teams, context);
    requireAdministrator(context);
    store.teams = store.teams.filter((row) => row !== team);
    for (const conversation of store.conversations) {
      if (conversation.team_id === team.id) conversation.team_id = null;
    }
    touchCacheKey(store, team.account_id, 'team');
    return undefined;
  });
}

type Draft = Omit<Team, 'name'> & { name: string | null };

function permittedValues(root: JsonObject): Partial<Draft> {
  const { allow_auto_assign: assigns } = permitScalars(root, ['allow_auto_assign']);
  return {
    ...permitTexts(root, textColumns),
    ...(assigns !== undefined && { allow_auto_assign: toBoolean(assigns) }),
  };
}

/** The team as the server keeps it, its name in lower case. */
function saved(store: Store, draft: Draft): Team {
  const errors = new ValidationErrors();
  checkLengths(errors, [
    ['name', draft.name, stringLimit],
    ['description', draft.description, textLimit],
    ['icon', draft.icon, stringLimit],
    ['icon_color', draft.icon_color, stringLimit],
  ]);
  const name = (draft.name ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .toLowerCase();
  if (isBlank(name)) errors.add('name', 'must not be blank');
  const isTaken = store.teams.some(
    (row) => row.account_id === draft.account_id && row.name === name && row.id !== draft.id,
  );
  if (isTaken) errors.add('name', 'has already been taken');
  errors.raise();
  touchCacheKey(store, draft.account_id, 'team');
  return { ...draft, name };
}
