import { platforms } from '../platforms/index.js';
import type { Brand } from './brand.js';

/** Everything, for one's own use: an app for several companies' APIs can't be listed publicly. */
export const brand: Brand = {
  name: 'Contact Bridge',
  description:
    'Keeps contacts up to date on Konverte Digital, 99digital, Chatwoot, Vixiees and HighLevel.',
  version: '0.1.0',
  platforms,
};
