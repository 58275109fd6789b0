import type { Bundle, ZObject } from 'zapier-platform-core';
import { operationCreates } from '../../creates/operations.js';
import { operationSearches } from '../../searches/operations.js';
import { perform as addLabels } from '../../creates/add_contact_labels.js';
import { perform as addNote } from '../../creates/add_contact_note.js';
import { perform as createConversation } from '../../creates/create_conversation.js';
import { perform as deleteContact } from '../../creates/delete_contact.js';
import { perform as mergeContacts } from '../../creates/merge_contacts.js';
import { perform as removeLabels } from '../../creates/remove_contact_labels.js';
import { perform as sendMessage } from '../../creates/send_message.js';
import { perform as updateContact } from '../../creates/update_contact.js';
import { perform as findContact } from '../../searches/find_contact.js';
import { perform as findConversation } from '../../searches/find_conversation.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { listTrigger } from '../helpers/running/list_trigger.js';
import { sampleOf } from '../helpers/thorough.js';
import { failureOf } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { connected, itWith } from './connected.js';
import type { Harness } from './harness.js';
import type { ServerNow } from './index.js';
import { JANE, JOHN } from './people.js';

type Input = Record<string, unknown>;

/** A step that names a contact. */
interface Step {
  key: string;
  perform: (z: ZObject, bundle: Bundle) => Promise<unknown>;
  has: (platform: ConnectedPlatform) => unknown;
  /** What else it needs. */
  input: (harness: Harness) => Input | undefined;
  /** What it does can't be undone: it looks twice where a lookup may not tell of all. */
  isFinal?: true;
  /** It searches: a miss is no failure. */
  isSearch?: true;
}

const STEPS: Step[] = [
  {
    key: 'update_contact',
    perform: updateContact,
    has: ({ contacts }) => contacts,
    input: ({ firstName }) => ({ [firstName.input]: 'Ann' }),
  },
  {
    key: 'add_contact_labels',
    perform: addLabels,
    has: ({ contacts }) => contacts.labels,
    input: () => ({ add_labels: ['lead'] }),
  },
  {
    key: 'remove_contact_labels',
    perform: removeLabels,
    has: ({ contacts }) => contacts.labels,
    input: () => ({ remove_labels: ['lead'] }),
  },
  {
    key: 'add_contact_note',
    perform: addNote,
    has: ({ contacts }) => contacts.addNote,
    input: () => ({ note: 'Called.' }),
  },
  {
    key: 'delete_contact',
    perform: deleteContact,
    has: ({ contacts }) => contacts.remove,
    input: () => ({}),
    isFinal: true,
  },
  {
    key: 'create_conversation',
    perform: createConversation,
    has: ({ conversations }) => conversations,
    input: ({ conversation }) => conversation,
  },
  {
    key: 'send_message',
    perform: sendMessage,
    has: ({ messages }) => messages?.isToContact,
    input: ({ message }) => message,
  },
  {
    key: 'find_conversation',
    perform: findConversation,
    has: ({ conversations }) => conversations,
    input: () => ({}),
    isSearch: true,
  },
  {
    key: 'find_contact',
    perform: findContact,
    has: ({ contacts }) => contacts,
    input: () => ({}),
    isSearch: true,
  },
];

const NOBODY = 'nobody.at.all@example.com';

/** What every platform promises of the field that names a contact, whatever step it is in. */
export function namedContactClaims(harness: Harness, server: ServerNow): void {
  const platform = connected(harness);
  const at = () => server().authData;
  const runStep = (step: Step, input: Input) =>
    run(step.perform, { authData: at(), inputData: { ...step.input(harness), ...input } });
  const arrive = (person = JANE) => server().arrive(person, new Date());
  const asked = () => server().requests.map(({ method, path }) => `${method} ${path}`);

  /** The requests of a step, with the contact's ID as `{id}`. */
  const requestsOf = async (step: Step, toInput: (id: string) => Input): Promise<string[]> => {
    server().reset();
    const id = arrive();
    await runStep(step, toInput(id));
    return asked().map((request) => request.replaceAll(id, '{id}'));
  };

  describe.each(STEPS)('$key takes a contact', (step) => {
    const has = step.has(platform);

    itWith(has, step.key, 'by an e-mail or a phone with its plus, for a lookup more', async () => {
      const byId = await requestsOf(step, (contact) => ({ contact }));
      for (const contact of [JANE.email, JANE.phone, ` ${JANE.email.toUpperCase()} `]) {
        const requests = await requestsOf(step, () => ({ contact }));
        // Finding it is all that a search for the contact does.
        const own = step.key === 'find_contact' ? [] : byId;
        const lookups = step.isFinal && platform.contacts.findEvery ? 2 : 1;
        expect(requests.slice(lookups)).toEqual(own);
      }
    });

    itWith(has, step.key, 'and says what it looked up where there is none', async () => {
      const failed = runStep(step, { contact: NOBODY });
      if (step.isSearch) {
        expect(await failed).toEqual([]);
        return;
      }
      const { name, message } = await failureOf(failed);
      expect(name).toBe('AppError');
      expect(message).toContain(`no contact with the email \`${NOBODY}\``);
      expect(asked()).toHaveLength(1);
    });

    itWith(has, step.key, 'but none that is no e-mail though it has an @', async () => {
      const { message } = await failureOf(runStep(step, { contact: 'jane@' }));
      expect(message).toContain('Contact: `jane@` is not an email address');
      expect(asked()).toEqual([]);
    });
  });

  const ofContacts = (platform.operations?.catalogue ?? []).filter(({ fields }) =>
    fields.some(({ key, dynamic }) => key === 'contact' && dynamic === 'list_contacts'),
  );

  itWith(ofContacts[0], 'operations of contacts', 'its catalogue takes a contact so', async () => {
    const found = ofContacts.filter(({ kind }) => kind === 'search');
    const made = ofContacts.filter(({ kind }) => kind === 'create');
    for (const { key, kind } of [...found, ...sampleOf(made, 3)]) {
      const { perform } = (operationCreates[key] ?? operationSearches[key])?.operation ?? {};
      if (!perform) throw new Error(`${key} has no step`);
      const has = ({ operations }: ConnectedPlatform) => operations;
      const input = () => harness.operationInput?.(key);
      const step: Step = { key, perform, has, input };
      const byId = await requestsOf(step, (contact) => ({ contact }));
      const [lookup, ...rest] = await requestsOf(step, () => ({ contact: JANE.email }));
      expect([key, lookup, rest]).toEqual([key, expect.stringContaining('contacts'), byId]);
      const missed = runStep(step, { contact: NOBODY });
      if (kind === 'search') expect([key, rowsOf(await missed)]).toEqual([key, []]);
      else expect((await failureOf(missed)).message).toContain('Contact: ');
    }
  });

  itWith(platform.contacts.merge, 'merging', 'merging takes both contacts so', async () => {
    const jane = arrive();
    const john = arrive(JOHN);
    const inputData = { contact: JANE.email, merged_contact: JOHN.phone };
    expect(await run(mergeContacts, { authData: at(), inputData })).toMatchObject({ id: jane });
    expect(server().stored(john)).toBeUndefined();
    const same = { contact: jane, merged_contact: JANE.phone };
    const { message } = await failureOf(run(mergeContacts, { authData: at(), inputData: same }));
    expect(message).toMatch(/^Contact to Merge Into It: this is the contact to keep itself/);
  });

  itWith(platform.contacts.remove, 'deleting', 'no one of several is deleted', async () => {
    const ids = [arrive(), server().arrive({ ...JOHN, email: JANE.email }, new Date())];
    const inputData = { contact: JANE.email };
    const { message } = await failureOf(run(deleteContact, { authData: at(), inputData }));
    for (const id of ids) {
      expect(message).toContain(id);
      expect(server().stored(id)).toBeDefined();
    }
  });

  it('its dropdown lists contacts by their IDs', async () => {
    arrive();
    const { perform } = listTrigger('list_contacts').operation;
    const listed = await run(perform, { authData: at() });
    expect(listed.length).toBeGreaterThan(0);
    for (const { id } of listed) expect(server().stored(id)).toBeDefined();
  });
}

/** What a search found, in pages or not. */
function rowsOf(result: unknown): unknown {
  return (result as { results?: unknown[] }).results ?? result;
}
