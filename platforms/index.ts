import { chatwootPlatforms } from './chatwoot/index.js';
import { highlevelPlatform } from './highlevel/index.js';
import { vixieesPlatform } from './vixiees/index.js';
import type { Platform } from './contract/platform.js';

/** Every platform there is, in the order of the connection form. */
export const platforms: Platform[] = [...chatwootPlatforms, vixieesPlatform, highlevelPlatform];
