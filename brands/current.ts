import type { Lists } from '../platforms/contract/list.js';
import { joinCatalogues, type Operation } from '../platforms/contract/operations.js';
import { brand } from './all.js';

/** The brand that is built: everything, until `npm run brand` puts another one's file in the place of `all`. */
export { brand };

/** Every operation that has a step of its own, whatever platforms of the brand have it in their catalogue. */
export const operations: Operation[] = joinCatalogues(brand.platforms);

/** Every list that fills a dropdown, whatever platform of the brand has it. */
export const lists: Lists = Object.fromEntries(
  brand.platforms.flatMap((platform) => Object.entries(platform.lists ?? {})),
);
