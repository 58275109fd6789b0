import type { ChatwootEntry } from '../entry.js';

/** What every list of agents tells of one. */
export const agentTold = {
  sample: {
    id: '2',
    account_id: '1',
    availability_status: 'online',
    auto_offline: true,
    confirmed: true,
    email: 'omar.haddad@example.com',
    provider: 'email',
    available_name: 'Omar Haddad',
    name: 'Omar Haddad',
    role: 'agent',
  },
  more: {
    thumbnail: 'string',
    custom_attributes__phone_number: 'string',
    custom_role_id: 'string',
  },
} as const satisfies Partial<ChatwootEntry>;

/** What the writes of a list of agents tell, by the ID of what has them. */
export const memberListTold = {
  sample: { id: '1', agents: [agentTold.sample] },
  more: {
    'agents[]thumbnail': 'string',
    'agents[]custom_attributes__phone_number': 'string',
    'agents[]custom_role_id': 'string',
  },
} as const satisfies Partial<ChatwootEntry>;
