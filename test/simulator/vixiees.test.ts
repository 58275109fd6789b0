import { basePath, keys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { updatedContactTrigger } from '../../triggers/updated_contact.js';
import { randomOf, seed } from './zapier/random.js';
import { stage } from './zapier/stage.js';
import { changesOfVixiees, contactsOfVixiees, renamingsOfVixiees } from './zapier/vixiees.js';

const random = randomOf(seed + 1);
const play = stage({
  platform: 'Vixiees',
  start: startVixieesSandbox,
  authData: ({ url }) => ({
    platform: 'vixiees',
    apiKey: keys.account,
    baseUrl: `${url}${basePath}`,
  }),
  reset: (server) => {
    server.reset();
    server.store.rateLimit = { licences: 1e9, perLicence: 1, minuteMs: 1, burst: 1e9, burstMs: 1 };
  },
});

test('new contacts', () =>
  play(({ store }) => ({ trigger: newContactTrigger, source: contactsOfVixiees(store, random) })));

test('changed contacts', () =>
  play(({ store }) => ({
    trigger: updatedContactTrigger,
    source: changesOfVixiees(store, random),
  })));

test('changes of a chosen field', () =>
  play(({ store }) => ({
    trigger: updatedContactTrigger,
    inputData: { changed_fields: ['first_name'] },
    source: renamingsOfVixiees(store, random),
    keepsCache: true,
    isVariant: true,
  })));
