import { contactTaggedTrigger } from '../../triggers/contact_tagged.js';
import { newContactTrigger } from '../../triggers/new_contact.js';
import { updatedContactTrigger } from '../../triggers/updated_contact.js';
import {
  changesOfHighlevel,
  contactsOfHighlevel,
  highlevelStage,
  renamingsOfHighlevel,
  TAGS,
  taggingsOfHighlevel,
} from './zapier/highlevel.js';
import { inThorough } from '../helpers/thorough.js';
import { randomOf, seed } from './zapier/random.js';

const random = randomOf(seed + 1);
const play = highlevelStage();

// In `npm test` the stories tell of new and changed contacts, and a chosen field and a tag want more than they.
inThorough('new contacts', () =>
  play(({ store }) => ({
    trigger: newContactTrigger,
    source: contactsOfHighlevel(store),
    isVariant: true,
  })),
);

inThorough('changed contacts', () =>
  play(({ store }) => ({
    trigger: updatedContactTrigger,
    source: changesOfHighlevel(store, random),
  })),
);

test('tagged contacts', () =>
  play(({ store }) => ({
    trigger: contactTaggedTrigger,
    inputData: { tag: TAGS.slice(0, 1) },
    source: taggingsOfHighlevel(store, random, TAGS.slice(0, 1)),
  })));

inThorough('contacts with one of several tags', () =>
  play(({ store }) => ({
    trigger: contactTaggedTrigger,
    inputData: { tag: TAGS },
    source: taggingsOfHighlevel(store, random, TAGS),
    isVariant: true,
  })),
);

test('changes of a chosen field', () =>
  play(({ store }) => ({
    trigger: updatedContactTrigger,
    inputData: { changed_fields: ['first_name'] },
    source: renamingsOfHighlevel(store, random),
    keepsCache: true,
    isVariant: true,
  })));
