import { konverteDigitalPlatform } from '../platforms/chatwoot/index.js';
import type { Brand } from './brand.js';
import { brand as chatwoot } from './chatwoot.js';

const { words, without, catalogue } = chatwoot;

export const brand: Brand = {
  name: 'Konverte Digital',
  description:
    'Konverte Digital is a platform that brings WhatsApp, social media and web chat into one inbox.',
  version: '0.1.0',
  platforms: [konverteDigitalPlatform],
  words,
  without,
  catalogue,
};
