import type { AccountRoute } from './auth.js';
import { slimInboxJson } from './contact_json.js';
import type { Inbox, Role, Store, User } from './store.js';

/** Adds the lists that dropdowns are made of: agents, teams, inboxes, labels. */
export function accountListRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/agents', ({ account }) => {
    const members = store.accountUsers.filter((row) => row.account_id === account.id);
    return store.users
      .filter((user) => members.some((member) => member.user_id === user.id))
      .toSorted(byName)
      .map((user) => agentJson(store, user, account.id));
  });

  route('GET', '/teams', ({ account, user }) =>
    store.teams
      .filter((team) => team.account_id === account.id)
      .map(({ member_ids, ...team }) => ({
        id: team.id,
        name: team.name,
        description: team.description,
        allow_auto_assign: team.allow_auto_assign,
        icon: null,
        icon_color: null,
        account_id: team.account_id,
        is_member: member_ids.includes(user.id),
      })),
  );

  route('GET', '/inboxes', ({ account, user, accountUser }) => ({
    payload: store.inboxes
      .filter(
        (inbox) => inbox.account_id === account.id && seesInbox(inbox, user, accountUser.role),
      )
      .toSorted(byName)
      .map((inbox) => inboxJson(inbox, accountUser.role)),
  }));

  route('GET', '/labels', ({ account }) => ({
    payload: store.labels
      .filter((label) => label.account_id === account.id)
      .toSorted((a, b) => (a.title < b.title ? -1 : 1))
      .map(({ id, title, description, color, show_on_sidebar }) => ({
        id,
        title,
        description,
        color,
        show_on_sidebar,
      })),
  }));
}

/** Whether a user may see an inbox: administrators all, agents their own. */
export function seesInbox(inbox: Inbox, user: User, role: Role): boolean {
  return role === 'administrator' || inbox.member_ids.includes(user.id);
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1;
}

/** The name that contacts see. */
export function availableName(user: User): string {
  return user.display_name === null || user.display_name === '' ? user.name : user.display_name;
}

/** A user as a member of an account. */
export function agentJson(store: Store, user: User, accountId: number): object {
  const member = store.accountUsers.find(
    (row) => row.account_id === accountId && row.user_id === user.id,
  );
  return {
    id: user.id,
    account_id: accountId,
    availability_status: member?.availability ?? null,
    auto_offline: member?.auto_offline ?? null,
    confirmed: true,
    email: user.email,
    provider: 'email',
    available_name: availableName(user),
    name: user.name,
    role: member?.role ?? null,
    thumbnail: '',
  };
}

function inboxJson(inbox: Inbox, role: Role): object {
  return {
    ...slimInboxJson(inbox),
    greeting_enabled: false,
    greeting_message: null,
    working_hours_enabled: false,
    enable_email_collect: true,
    csat_survey_enabled: false,
    csat_config: {},
    enable_auto_assignment: true,
    auto_assignment_config: {},
    out_of_office_message: null,
    working_hours: weeklySchedule(),
    timezone: 'UTC',
    callback_webhook_url: null,
    allow_messages_after_resolved: true,
    lock_to_single_conversation: false,
    sender_name_type: 'friendly',
    business_name: null,
    allowed_domains: null,
    widget_color: null,
    website_url: null,
    hmac_mandatory: null,
    welcome_title: null,
    welcome_tagline: null,
    web_widget_script: null,
    website_token: null,
    selected_feature_flags: null,
    reply_time: null,
    messaging_service_sid: null,
    phone_number: null,
    ...inbox.channel,
    ...(role === 'administrator' && inbox.secrets),
    provider: inbox.provider,
  };
}

/** The working hours a new inbox has: weekdays from nine to five. */
export function weeklySchedule(): object[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const isWeekday = day > 0 && day < 6;
    return {
      day_of_week: day,
      closed_all_day: !isWeekday,
      open_hour: isWeekday ? 9 : null,
      open_minutes: isWeekday ? 0 : null,
      close_hour: isWeekday ? 17 : null,
      close_minutes: isWeekday ? 0 : null,
      open_all_day: false,
    };
  });
}
