import { requireAdministrator, type AccountRoute } from '../auth.js';
import { serverError } from '../rails/errors.js';
import { toInteger, type JsonObject } from '../rails/params.js';
import { unixSeconds } from '../unix_time.js';

const pageSize = 25;

/** Who did what in account 1 so far. The sandbox adds nothing to it. */
const entries: JsonObject[] = [
  // A channel's change is the inbox's, with whatever columns changed (`enterprise/channelable.rb`).
  entry(3, '2026-01-21T08:00:00.000Z', {
    auditable_id: 9,
    auditable_type: 'Inbox',
    auditable: null,
    action: 'update',
    audited_changes: {
      page_access_token: ['EAAold4Tq8', 'EAAnew7Ws2'],
      instagram_id: [null, '17841400000000001'],
    },
    version: 2,
  }),
  entry(2, '2026-01-20T08:00:00.000Z', {
    auditable_id: 1,
    auditable_type: 'Inbox',
    auditable: { id: 1, name: 'Acme Website' },
    action: 'update',
    audited_changes: { name: ['Website', 'Acme Website'] },
    version: 2,
  }),
  entry(1, '2026-01-06T09:00:00.000Z', {
    auditable_id: 1,
    auditable_type: 'Team',
    auditable: { id: 1, name: 'sales' },
    action: 'create',
    audited_changes: { name: 'sales', description: 'New customers', account_id: 1 },
    version: 1,
  }),
];

function entry(id: number, time: string, values: JsonObject): JsonObject {
  return {
    id,
    ...values,
    associated_id: 1,
    associated_type: 'Account',
    user_id: 1,
    user_type: 'User',
    username: 'jane.cooper@example.com',
    comment: null,
    request_uuid: `6d1f0b52-3c4e-4a5b-9c8d-00000000000${id}`,
    created_at: unixSeconds(new Date(time)),
    remote_address: '203.0.113.7',
  };
}

/** Adds the audit log, which servers of the Enterprise edition have; the others know no such route. */
export function auditLogRoutes(route: AccountRoute): void {
  route('GET', '/audit_logs', (context) => {
    requireAdministrator(context);
    const page = Math.max(1, toInteger(context.params['page'] ?? 1));
    const own = context.account.id === 1 ? entries : [];
    return {
      per_page: pageSize,
      total_entries: own.length,
      current_page: page,
      audit_logs: own.slice((page - 1) * pageSize, page * pageSize),
    };
  });
}

/** Adds what is left of it where the enterprise code is there but switched off (`DISABLE_ENTERPRISE`). */
export function brokenAuditLogRoutes(route: AccountRoute): void {
  route('GET', '/audit_logs', (context) => {
    requireAdministrator(context);
    throw serverError();
  });
}
