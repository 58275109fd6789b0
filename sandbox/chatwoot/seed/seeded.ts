/** The access tokens of the seed. */
export const keys = {
  /** Jane Cooper, administrator of account 1 only. */
  administrator: 'qN4vR8sT2wXy6ZbC1dEf5GhJ',
  /** Omar Haddad, agent of account 1 only. */
  agent: 'Lk7mP3nQ9rSt5UvW1xYz4AbD',
  /** Priya Nair, administrator of accounts 1 and 2. */
  secondAdministrator: 'Hj2kM6pR8tVx4Za7Cd1Fg3Nq',
  /** Lena Fischer, administrator of account 3, which is suspended. */
  suspended: 'Wd5fG9hK2lZx7Cv3Bn8Mq1Rt',
  bot: 'Bt3yU7iO1pLk5Jh9Gf2Ds6Az',
  platformApp: 'Xc4vB8nM2qWe6Rt1Yu5Io9Pa',
} as const;

/** Ids and secrets of the seed that tests refer to. */
export const seeded = {
  accounts: { acme: 1, globex: 2, suspended: 3 },
  inboxes: { website: 1, api: 2, secureApi: 3, email: 4, whatsapp: 5, locked: 6 },
  apiInbox: {
    inbox_identifier: 'aY7nR2kVbT4mQ9sWx3Zc6HdF',
    hmac_token: 'Gd8sK3vNq5RtYw2Xz7BcMf4L',
    source_id: '5f0c1a52-8f3e-4c0b-9a56-3d1f6a7b2c10',
  },
  secureApiInbox: {
    inbox_identifier: 'pE5tJ8uLcS1rV6yBn4Mk2GhX',
    hmac_token: 'Zr6wQ1mXc9VbNh3Kj5TpLd8S',
    source_id: 'c7b9e0d4-1a2f-4e63-8b7d-90f5a4c3e621',
  },
  lockedApiInbox: {
    inbox_identifier: 'Lq8wE2rTyU5iOp1AsDfGh7Jk',
    hmac_token: 'Xn3bV6cZm9QaWs2EdRf5TgYh',
    source_id: '0b6a2d1e-3c4f-4d5a-8e9b-6f7a8b9c0d12',
  },
  /** Display ids of account 1's conversations, by the part they play. Number 1 is Jane Doe's. */
  conversations: {
    janeDoe: 1,
    /** Open, urgent, in the website inbox, with messages of every kind; nobody's. */
    website: 2,
    /** Pending, in an inbox the agent isn't a member of. */
    secureApp: 3,
    /** Resolved e-mail with two labels, attributes, a team and an agent; its team is the agent's. */
    email: 4,
    /** Snoozed, in the WhatsApp inbox, whose window for free text is over. */
    whatsapp: 5,
    /** The only one its contact can have, in the locked inbox; with a satisfaction survey. */
    locked: 6,
  },
  /** Contacts of account 1 with a part to play. */
  contacts: {
    janeDoe: 1,
    widgetVisitor: 2,
    blankIdentifier: 3,
    blocked: 4,
    sameName: [5, 6, 7],
    secureUser: 8,
  },
} as const;
