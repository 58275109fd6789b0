import { at } from './seed_time.js';
import { keys } from './seeded.js';
import { newRow } from './seed_row.js';
import { labelColumns, teamColumns, type Store, type User } from '../store.js';

/** Adds the accounts, who works in them, and how they sort their work. */
export function addPeople(store: Store): void {
  store.accounts = [
    { id: 1, name: 'Acme Support', status: 'active' },
    { id: 2, name: 'Globex Care', status: 'active' },
    { id: 3, name: 'Initech Archive', status: 'suspended' },
  ];
  store.users = [
    user(1, 'Jane Cooper', keys.administrator, 'Kx2pW7vTn4RsYq9ZbM6cDf1G'),
    user(2, 'Omar Haddad', keys.agent, 'Tn8yB3xVq6WrKs1MzP5jLc4H'),
    user(3, 'Priya Nair', keys.secondAdministrator, 'Vq4nS9kRw7XtJb2ZyC6mGf3D'),
    user(4, 'Lena Fischer', keys.suspended, 'Rw1jM5bTx8NqLz3VkS7pHd6C'),
  ];
  const membership = { availability: 'online', auto_offline: true } as const;
  store.accountUsers = [
    { account_id: 1, user_id: 1, role: 'administrator', active_at: at(900), ...membership },
    { account_id: 1, user_id: 2, role: 'agent', active_at: at(901), ...membership },
    { account_id: 1, user_id: 3, role: 'administrator', active_at: at(700), ...membership },
    { account_id: 2, user_id: 3, role: 'administrator', active_at: at(902), ...membership },
    { account_id: 3, user_id: 4, role: 'administrator', active_at: at(300), ...membership },
  ];
  store.agentBots = [
    {
      id: 1,
      account_id: 1,
      name: 'Acme Greeter',
      description: 'Says hello outside office hours',
      outgoing_url: 'https://bots.example.com/greeter',
      access_token: keys.bot,
    },
  ];
  store.platformApps = [
    {
      id: 1,
      name: 'Provisioning',
      access_token: keys.platformApp,
      agent_bot_ids: [1],
      account_ids: [2],
      user_ids: [3],
    },
  ];
  store.teams = [
    { id: 1, name: 'sales', description: 'New customers' },
    { id: 2, name: 'support', description: null },
  ].map((team) => newRow(teamColumns, { ...team, member_ids: [2] }, at(0)));
  store.labels = [
    { title: 'vip', description: 'Looked after in person', color: '#e4b51d' },
    { title: 'newsletter', description: null, color: '#1f93ff' },
    { title: 'lead', description: 'Not a customer yet', color: '#28ad21' },
    { title: 'churned', description: null, color: '#8f8f8f' },
  ].map((label, index) =>
    newRow(labelColumns, { ...label, id: index + 1, show_on_sidebar: true }, at(0)),
  );
}

function user(id: number, name: string, accessToken: string, pubsubToken: string): User {
  return {
    id,
    name,
    display_name: null,
    email: emailOf(name),
    access_token: accessToken,
    pubsub_token: pubsubToken,
    ui_settings: { is_contact_sidebar_open: true },
  };
}

/** Where somebody of the seed gets mail. */
export function emailOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@example.com`;
}
