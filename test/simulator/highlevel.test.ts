import { contactTaggedTrigger } from '../../triggers/contact_tagged.js';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { updatedContactTrigger } from '../../triggers/updated_contact.js';
import {
  changesOfHighlevel,
  contactsOfHighlevel,
  highlevelStage,
  TAG,
  taggingsOfHighlevel,
} from './zapier/highlevel.js';
import { randomOf, seed } from './zapier/random.js';

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
