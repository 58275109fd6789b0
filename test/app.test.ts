// Loads zapier-platform-core with nock. Each such file pays half a second for it, and core ends the process of a
// file with more than 250 runs once it is large: hence few files, but not one.
import './app/authentication.js';
import './app/contact_actions.js';
import './app/definition.js';
import './app/find_contact.js';
import './app/inbox_contact.js';
import './app/wire.js';
