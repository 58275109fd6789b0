import zapier, { defineApp } from 'zapier-platform-core';
import { authentication } from './authentication.js';
import { updateContactCreate } from './creates/update_contact.js';
import packageJson from './package.json' with { type: 'json' };
import { findContactSearch } from './searches/find_contact.js';

/** The Zapier app: everything it offers, in one list. */
export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  // Our own error tables decide about statuses, and blanks are dropped in one place of ours.
  flags: { skipThrowForStatus: true, throwForThrottlingEarly: false, cleanInputData: false },
  searches: { [findContactSearch.key]: findContactSearch },
  creates: { [updateContactCreate.key]: updateContactCreate },
});
