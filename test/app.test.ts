// One file for all tests that load zapier-platform-core with nock: each file that does pays half a second for it.
import nock from 'nock';
import './app/authentication.js';
import './app/contact_actions.js';
import './app/contract_chatwoot.js';
import './app/contract_highlevel.js';
import './app/definition.js';
import './app/find_contact.js';
import './app/highlevel.js';
import './app/inbox_contact.js';
import './app/sandbox_flow.js';
import './app/update_contact.js';
import './app/vixiees.js';
import './app/wire.js';

// Node's own http module is shared by all files of a Jest worker, and nock has patched it.
afterAll(() => nock.restore());
