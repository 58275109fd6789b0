import zapier, { type App, type Create, type Search, type Trigger } from 'zapier-platform-core';
import { authentication } from './authentication.js';
import { creates } from './creates/index.js';
import { brand } from './brands/current.js';
import { stepsOf } from './fields/brand_steps.js';
import { searches } from './searches/index.js';
import { triggers } from './triggers/index.js';

/** The Zapier app: everything it offers, in one list. */
export default {
  version: brand.version,
  platformVersion: zapier.version,
  authentication,
  flags: {
    // Our own error tables decide about statuses, and blanks are dropped in one place of ours.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    cleanInputData: false,
    // Every request goes through z.request, which logs by itself: node's http needs no patch for it.
    skipHttpPatch: true,
  },
  ...stepsOf(brand, { triggers, searches, creates }),
  searchOrCreates: {
    [searches.find_contact.key]: {
      key: searches.find_contact.key,
      search: searches.find_contact.key,
      create: creates.create_contact.key,
      display: {
        label: 'Find or Create Contact',
        description: 'Finds a contact, or creates it when there is none.',
      },
    },
  },
} satisfies App<Record<string, Trigger>, Record<string, Create>, Record<string, Search>>;
