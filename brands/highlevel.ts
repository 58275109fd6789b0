import { highlevelPlatform } from '../platforms/highlevel/index.js';
import type { Brand } from './brand.js';

export const brand: Brand = {
  name: 'HighLevel',
  description: 'HighLevel is a sales and marketing platform for agencies and their customers.',
  homepage: 'https://www.gohighlevel.com',
  version: '0.1.0',
  platforms: [highlevelPlatform],
  // 100 requests in 10 s: most steps take two or three.
  throttle: { window: 10, limit: 30 },
  words: { 'labels and tags': 'tags', label: 'tag' },
};
