import { vixieesPlatform } from '../platforms/vixiees/index.js';
import type { Brand } from './brand.js';

export const brand: Brand = {
  name: 'Vixiees',
  description: 'Vixiees is a CRM in which B2B sales teams keep their contacts and campaigns.',
  homepage: 'https://vixiees.com',
  version: '0.1.0',
  platforms: [vixieesPlatform],
  // 40 requests in 2 s, and 25 in a minute for each licence, of which nobody can know how many there are.
  throttle: { window: 10, limit: 20 },
};
