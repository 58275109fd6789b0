import { chatwootPlatform } from '../platforms/chatwoot/index.js';
import type { Brand } from './brand.js';

/** Chatwoot Cloud and servers of one's own. What the white labels list is the same. */
export const brand: Brand = {
  name: 'Chatwoot',
  description: 'Chatwoot is a customer support platform: chat, email and messengers in one inbox.',
  homepage: 'https://www.chatwoot.com',
  version: '0.1.0',
  platforms: [chatwootPlatform],
  words: { 'labels and tags': 'labels' },
  // A login without a password would stand in Zap history.
  without: ['find_sso_link'],
  catalogue: {
    hiddenBut: ['find_contacts_by_filter', 'find_conversations_by_filter', 'find_inbox_contact'],
  },
};
