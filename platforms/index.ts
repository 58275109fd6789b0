import { chatwootPlatforms } from './chatwoot/index.js';
import { highlevelPlatform } from './highlevel/index.js';
import { vixieesPlatform } from './vixiees/index.js';
import type { Lists } from './contract/list.js';
import type { Operation } from './contract/operations.js';
import type { Platform } from './contract/platform.js';

/** Every platform the app offers, in the order of the connection form. */
export const platforms: Platform[] = [...chatwootPlatforms, vixieesPlatform, highlevelPlatform];

/** Every operation that has a step of its own, whatever platforms have it in their catalogue. */
export const operations: Operation[] = [
  ...new Set(platforms.flatMap(({ operations = [] }) => operations)),
];

/** Every list that fills a dropdown, whatever platform has it. */
export const lists: Lists = Object.fromEntries(
  platforms.flatMap((platform) => Object.entries(platform.lists ?? {})),
);
