import { digital99Platform } from '../platforms/chatwoot/index.js';
import type { Brand } from './brand.js';
import { brand as chatwoot } from './chatwoot.js';

const { words, without, catalogue } = chatwoot;

export const brand: Brand = {
  name: '99digital',
  description:
    '99digital is a platform for WhatsApp, chatbots and customer conversations of a team.',
  homepage: 'https://online.99digital.co.il',
  version: '0.1.0',
  platforms: [digital99Platform],
  words,
  without,
  catalogue,
};
