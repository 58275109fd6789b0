import type { AccountDetails } from '../records/admin.js';
import type { AccountSettings } from '../records/platform.js';
import type { Account, Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** What an account of a new installation may use. */
const defaultFeatures = (
  'inbound_emails channel_email channel_facebook help_center agent_bots macros ' +
  'agent_management team_management inbox_management labels custom_attributes automations ' +
  'canned_responses integrations voice_recorder channel_website campaigns reports crm ' +
  'auto_resolve_conversations chatwoot_v4 contact_chatwoot_support_team channel_instagram ' +
  'assignment_v2 channel_tiktok captain_tasks api_and_webhooks'
).split(' ');

/** What the platform API sets of an account too, with the columns' defaults to begin with. */
export function accountSettings(account: Account): AccountSettings {
  return (
    account.settings ?? {
      locale: 'en',
      domain: null,
      support_email: null,
      custom_attributes: {},
      limits: {},
      features: defaultFeatures,
    }
  );
}

/** What only its members see of an account. */
export function detailsOf(store: Store, accountId: number): AccountDetails {
  const known = store.accountDetails.find((row) => row.account_id === accountId);
  if (known) return known;
  const details: AccountDetails = {
    account_id: accountId,
    preferences: {},
    cache_keys: {},
    created_at: new Date(),
  };
  store.accountDetails.push(details);
  return details;
}

/** Notes that the account's labels or teams changed, which invalidates dashboards' caches. */
export function touchCacheKey(store: Store, accountId: number, name: 'label' | 'team'): void {
  detailsOf(store, accountId).cache_keys[name] = String(unixSeconds(new Date()));
}
