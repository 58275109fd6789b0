import { findContactSearch } from './find_contact.js';

/** Every search, by its key. */
export const searches = { find_contact: findContactSearch };
