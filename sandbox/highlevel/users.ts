import { forbidden } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import type { HighlevelStore, User } from './store.js';
import { digits, text, validate } from './validation.js';

/** Adds the deprecated `GET /users/` and `GET /users/search`. */
export function addUserRoutes(route: AddRoute, store: HighlevelStore): void {
  route('GET', '/users/', 'users.readonly', ({ query }) => {
    checkLocation(query.locationId);
    validate(query, { locationId: { check: text, required: true } });
    return { body: { users: ownUsers(store) } };
  });

  // The specification's other filters (type, role, ids, sort) are left out and so answer 422.
  route('GET', '/users/search', 'users.readonly', (call) => {
    checkLocation(call.query.locationId);
    const { companyId, query, skip, limit } = validate<Record<string, string | undefined>>(
      call.query,
      {
        companyId: { check: text, required: true },
        locationId: { check: text },
        query: { check: text },
        skip: { check: digits(0, Infinity) },
        limit: { check: digits(1, Infinity) },
      },
    );
    if (companyId !== store.location.companyId) {
      throw forbidden('You do not have permission to access this resource');
    }
    const found = ownUsers(store).filter((user) => matches(user, query));
    const first = Number(skip ?? 0);
    const users = found.slice(first, first + Number(limit ?? 25));
    return { body: { users, count: found.length } };
  });
}

function ownUsers(store: HighlevelStore): User[] {
  return store.users.filter((user) => user.roles.locationIds.includes(store.location.id));
}

function matches(user: User, query = ''): boolean {
  const wanted = query.toLowerCase();
  return [user.name, user.email, user.phone].some((value) => value.toLowerCase().includes(wanted));
}
