import { contactTaggedTrigger } from '../../triggers/contact_tagged.js';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { updatedContactTrigger } from '../../triggers/updated_contact.js';
import {
  changesOfHighlevel,
  contactsOfHighlevel,
  highlevelStage,
  TAG,
  taggingsOfHighlevel,
} from '../helpers/zapier_simulator_highlevel.js';
import { randomOf, seed } from '../helpers/zapier_simulator_random.js';

const random = randomOf(seed + 1);
const play = highlevelStage();

test('new contacts', () =>
  play(({ store }) => ({ trigger: newContactTrigger, source: contactsOfHighlevel(store) })));

test('changed contacts', () =>
  play(({ store }) => ({
    trigger: updatedContactTrigger,
    source: changesOfHighlevel(store, random),
  })));

test('tagged contacts', () =>
  play(({ store }) => ({
    trigger: contactTaggedTrigger,
    inputData: { tag: TAG },
    source: taggingsOfHighlevel(store, random),
  })));
