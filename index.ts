import zapier, { type App, type Create, type Search, type Trigger } from 'zapier-platform-core';
import { authentication } from './authentication.js';
import { updateContactCreate } from './creates/update_contact.js';
import packageJson from './package.json' with { type: 'json' };
import { findContactSearch } from './searches/find_contact.js';

/** The Zapier app: everything it offers, in one list. */
export default {
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  // Our own error tables decide about statuses, and blanks are dropped in one place of ours.
  // Every request goes through z.request, which logs by itself: node's http needs no patch for it.
  flags: {
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    cleanInputData: false,
    skipHttpPatch: true,
  },
  triggers: {},
  searches: { find_contact: findContactSearch },
  creates: { update_contact: updateContactCreate },
} satisfies App<Record<string, Trigger>, Record<string, Create>, Record<string, Search>>;
