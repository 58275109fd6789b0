import { serves } from '../conversations/conversation_assignments.js';
import { botOfInboxJson } from '../settings/agent_bots.js';
import { avatarUrl, checkAvatar, sentAvatar } from '../avatar.js';
import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { ApiError, notFound, serverError, ValidationErrors } from '../rails/errors.js';
import { findVisibleInbox, seesInbox } from './inbox_access.js';
import { changedChannel, mailServerProblem, newChannel } from './inbox_channels.js';
import { inboxJson } from './inbox_json.js';
import { changedSchedule, permittedSettings, validateSettings } from './inbox_settings.js';
import { asText, isBlank, isObject, toInteger, toText, type JsonObject } from '../rails/params.js';
import type { Inbox, Store } from '../store.js';
import { weeklySchedule } from './working_hours.js';

/** Adds the inboxes; agents see theirs, only administrators change them. */
export function inboxRoutes(route: AccountRoute, store: Store): void {
  // The published specification writes some of these paths with a slash at the end.
  for (const path of ['/inboxes', '/inboxes/']) {
    route('GET', path, ({ account, user, accountUser }) => ({
      payload: store.inboxes
        .filter(
          (inbox) => inbox.account_id === account.id && seesInbox(inbox, user, accountUser.role),
        )
        .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
        .map((inbox) => inboxJson(store, inbox, accountUser.role)),
    }));
    route('POST', path, (context) => createInbox(store, context));
  }

  for (const path of ['/inboxes/:id', '/inboxes/:id/']) {
    route('GET', path, (context) =>
      inboxJson(store, findVisibleInbox(store, context, 'id'), context.accountUser.role),
    );
    route(['PATCH', 'PUT'], path, (context) => updateInbox(store, context));
    route('DELETE', path, (context) => {
      const inbox = findVisibleInbox(store, context, 'id');
      requireAdministrator(context);
      store.later(() => removeInbox(store, inbox));
      return { message: 'Your inbox deletion request will be processed in some time.' };
    });
  }

  route('GET', '/inboxes/:id/agent_bot', (context) => {
    const inbox = findVisibleInbox(store, context, 'id');
    const bot = store.agentBots.find((row) => row.id === inbox.agent_bot_id);
    return bot ? { agent_bot: botOfInboxJson(bot, context) } : {};
  });

  route('POST', '/inboxes/:id/set_agent_bot', (context) => {
    const inbox = findVisibleInbox(store, context, 'id');
    const { account, params } = context;
    const asked = params['agent_bot'];
    const bot = store.agentBots.find(
      (row) => row.id === toInteger(asked) && serves(row, account.id),
    );
    // The server looks for the bot before it asks for the role.
    if (!isNothing(asked) && !bot) throw notFound();
    requireAdministrator(context);
    inbox.agent_bot_id = bot?.id ?? null;
    return undefined;
  });
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false;
}

function createInbox(store: Store, context: AccountContext): object {
  requireAdministrator(context);
  const params = withoutNullTexts(context.params);
  if (!isObject(params['channel'])) throw serverError();
  const channel = newChannel(store, asText(params['channel']['type']), params['channel']);
  const name = sentName(params) ?? null;
  const settings = permittedSettings(store, params);
  const avatar = sentAvatar(params);
  const errors = new ValidationErrors();
  validateSettings(errors, name, settings);
  checkAvatar(errors, avatar);
  if (!channel) errors.add('channel', 'must exist');
  if (!channel || name === null) throw errors.toError();
  errors.raise();
  const now = new Date();
  const inbox: Inbox = {
    id: store.nextId('inboxes', store.inboxes),
    account_id: context.account.id,
    channel_id: 1 + Math.max(100, ...store.inboxes.map((row) => row.channel_id)),
    name,
    provider: null,
    member_ids: [],
    ...channel,
    settings,
    ...(avatar && { avatar_url: avatarUrl(avatar) }),
    created_at: now,
    updated_at: now,
  };
  store.inboxes.push(inbox);
  return inboxJson(store, inbox, context.accountUser.role);
}

function updateInbox(store: Store, context: AccountContext): object {
  const inbox = findVisibleInbox(store, context, 'id');
  requireAdministrator(context);
  const params = withoutNullTexts(context.params);
  const settings = { ...inbox.settings, ...permittedSettings(store, params, inbox) };
  const name = sentName(params) === undefined ? inbox.name : (sentName(params) ?? null);
  const avatar = sentAvatar(params);
  const errors = new ValidationErrors();
  validateSettings(errors, name, settings);
  checkAvatar(errors, avatar);
  errors.raise();
  if (params['working_hours'] !== undefined && params['working_hours'] !== null) {
    const schedule = scheduleOf(settings);
    settings['working_hours'] = changedSchedule(schedule, params['working_hours']);
  }
  const channel = isObject(params['channel']) ? params['channel'] : {};
  const next = changedChannel(store, inbox, channel);
  Object.assign(inbox, next, { name, settings, updated_at: new Date() });
  if (avatar) inbox.avatar_url = avatarUrl(avatar);
  const problem = inbox.channel_type === 'Channel::Email' ? mailServerProblem(channel) : undefined;
  // The server complains about the mail server and keeps the change all the same.
  if (problem) throw new ApiError(422, { message: problem });
  return inboxJson(store, inbox, context.accountUser.role);
}

/** The dashboard sends the word null for "nothing", so the server takes it for that. */
function withoutNullTexts(params: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value === 'null' ? null : value]),
  );
}

function sentName(params: JsonObject): string | null | undefined {
  const name = params['name'];
  if (name === undefined || typeof name === 'object') return name === null ? null : undefined;
  return isBlank(name) ? '' : toText(name);
}

function scheduleOf(settings: JsonObject): JsonObject[] {
  const schedule = settings['working_hours'];
  return Array.isArray(schedule) ? schedule.filter(isObject) : weeklySchedule();
}

function removeInbox(store: Store, inbox: Inbox): void {
  const stays = (row: { inbox_id: number | null }): boolean => row.inbox_id !== inbox.id;
  store.inboxes = store.inboxes.filter((row) => row !== inbox);
  store.contactInboxes = store.contactInboxes.filter(stays);
  store.conversations = store.conversations.filter(stays);
  store.messages = store.messages.filter(stays);
  store.integrationHooks = store.integrationHooks.filter(stays);
}
