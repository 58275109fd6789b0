import {
  perform as createContact,
  platformFields as createFields,
} from '../../../creates/create_contact.js';
import {
  perform as createInboxContact,
  platformFields as createInboxFields,
} from '../../../creates/create_inbox_contact.js';
import { perform as updateContact, platformFields } from '../../../creates/update_contact.js';
import {
  perform as updateInboxContact,
  platformFields as inboxFields,
} from '../../../creates/update_inbox_contact.js';
import { platformFields as conversationFields } from '../../../creates/update_conversation.js';
import { omit } from '../../../platforms/toolkit/values/index.js';
import { keys, seeded } from '../../../sandbox/chatwoot/index.js';
import { conversationServer, type Field } from '../../helpers/servers/conversation_server.js';
import { failureOf, run as runInCore } from '../../helpers/running/app.js';
import { run, runKeepingCache } from '../../helpers/running/light_app.js';

const { janeDoe, widgetVisitor } = seeded.contacts;
const { email: emailConversation } = seeded.conversations;
const { inbox_identifier: inbox, source_id: sourceId } = seeded.apiInbox;
const DEFINITIONS = 'GET custom_attribute_definitions';
const OTHER = 'Other Custom Attributes';
const AS_JSON = 'Custom Attributes (JSON)';

describe('attributes the account hasn’t defined', () => {
  const server = conversationServer();
  const on = (perform: Parameters<typeof run>[0], inputData: Record<string, unknown>, meta = {}) =>
    run(perform, { authData: server.authData, inputData, meta });
  const update = (inputData: Record<string, unknown>, meta = {}) =>
    on(updateContact, { contact: String(janeDoe), ...inputData }, meta);
  const held = (id: number = janeDoe) => server.sandbox.store.contact(1, id)?.custom_attributes;
  const bodyOf = (index: number) => server.bodyOf(index) as Record<string, unknown>;

  it('have two fields in every form of the platform', async () => {
    for (const fields of [
      platformFields,
      createFields,
      inboxFields,
      createInboxFields,
      conversationFields,
    ]) {
      const loaded = (await run<Field[]>(fields, { authData: server.authData })).filter(
        ({ group }) => group === 'custom_fields',
      );
      expect(loaded.slice(-2)).toMatchObject([
        { key: 'other_attributes', dict: true, required: false },
        { key: 'attributes_json', type: 'json', required: false },
      ]);
    }
  });

  it('are written to a contact beside the typed ones, and the others stay', async () => {
    const before = { ...held() };
    const contact = await update({
      attr_seats: '31',
      other_attributes: { ' brand_new ': ' yes ', blank: ' ' },
      attributes_json: '{"score": 7, "source": {"campaign": "spring"}, "tags": ["a"], "none": ""}',
    });
    const written = {
      seats: 31,
      brand_new: 'yes',
      score: 7,
      source: { campaign: 'spring' },
      tags: ['a'],
    };
    expect(bodyOf(-1)).toEqual({ custom_attributes: written });
    expect(held()).toEqual({ ...before, ...written });
    expect(contact).toMatchObject({ custom_attributes: { ...before, ...written } });
    expect(server.sent()).toEqual([DEFINITIONS, `PUT contacts/${String(janeDoe)}`]);
  });

  it('cost the look at the definitions once in ten minutes', async () => {
    const inputData = { contact: String(janeDoe), other_attributes: { brand_new: 'yes' } };
    await run(updateContact, { authData: server.authData, inputData });
    server.sandbox.requests.length = 0;
    await runKeepingCache(updateContact, { authData: server.authData, inputData });
    expect(server.sent()).toEqual([`PUT contacts/${String(janeDoe)}`]);
  });

  it('that are defined all the same are checked as in their own fields', async () => {
    await update({ other_attributes: { seats: '12', plan_tier: 'enterprise' } });
    expect(held()).toMatchObject({ seats: 12, plan_tier: 'Enterprise' });
    const failure = async (input: Record<string, unknown>) =>
      (await failureOf(update(input))).message;
    expect(await failure({ other_attributes: { seats: 'many' } })).toMatch(
      /^Other Custom Attributes, .+: `many` is not a number/,
    );
    expect(await failure({ attributes_json: { plan_tier: 'Gold' } })).toMatch(
      /^Custom Attributes \(JSON\), .+: `Gold` is not one of its options/,
    );
  });

  it('are emptied by name, by the key of a field, and by null', async () => {
    const store = server.sandbox.store.contact(1, janeDoe);
    if (store) store.custom_attributes = { a: 1, b: 2, 'c d': 3, e: 4, seats: 5 };
    await update({ clear_fields: ['a', 'attr_b', 'c d'], attributes_json: { e: null, f: 'x' } });
    expect(held()).toEqual({ seats: 5, f: 'x' });
    expect(server.sent().slice(-2)).toEqual([
      `PUT contacts/${String(janeDoe)}`,
      `POST contacts/${String(janeDoe)}/destroy_custom_attributes`,
    ]);
  });

  it.each([
    [
      { other_attributes: { plan: 'a' }, attributes_json: { plan: 'b' } },
      `${OTHER}, plan and ${AS_JSON}, plan hold different values for the attribute \`plan\`.`,
    ],
    [
      { attr_seats: 3, other_attributes: { seats: '4' } },
      `Seats and ${OTHER}, Seats hold different values for the attribute \`seats\`.`,
    ],
    [
      { other_attributes: { plan: 'a', ' plan': 'b' } },
      `${OTHER}, plan: \`plan\` stands there twice, with different values.`,
    ],
    [
      { clear_fields: ['plan'], other_attributes: { plan: 'a' } },
      `Clear Fields empties the attribute \`plan\`, but it also has a value in ${OTHER}.`,
    ],
    [
      { clear_fields: ['seats'], attr_seats: 3 },
      'Clear Fields empties the attribute `seats`, but it also has a value in its own field.',
    ],
    [
      { attributes_json: { plan: null }, other_attributes: { plan: 'a' } },
      `${AS_JSON} empties the attribute \`plan\`, but it also has a value in ${OTHER}.`,
    ],
    [{ attributes_json: '[1]' }, `${AS_JSON}: this JSON must be an object`],
    [{ attributes_json: '{"a":' }, `${AS_JSON}: this is not valid JSON`],
    [{ attributes_json: { ' ': 1 } }, `${AS_JSON}: give every attribute a key.`],
    [{ other_attributes: 'plan=gold' }, `${OTHER}: give every attribute a key.`],
    [{ other_attributes: { ' ': 'x' } }, `${OTHER}: give every attribute a key.`],
    [{ other_attributes: { a: ' ' } }, 'Nothing to change'],
    [{ clear_fields: ['blocked'] }, 'Clear Fields: `blocked` is not one of the fields'],
    [{ clear_fields: ['Phone Number'] }, 'Clear Fields: `Phone Number` is not one of the fields'],
    [{ clear_fields: ['identifier'] }, 'Clear Fields: `identifier` is not one of the fields'],
    [{ clear_fields: ['other_attributes'] }, 'Clear Fields: `other_attributes` is not one of'],
    [
      { attr_brand_new: 'x' },
      '`attr_brand_new`: this account has no such custom attribute, or none any more. Remove the field; to write it all the same, put `brand_new` into Other Custom Attributes.',
    ],
  ])('%j is refused, and nothing is written', async (input, text) => {
    const { message } = await failureOf(update(input));
    expect(message).toContain(text);
    expect(message.length).toBeLessThanOrEqual(250);
    expect(server.sent().filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it('are the same twice where both say the same', async () => {
    await update({
      attr_seats: '3',
      other_attributes: { seats: '3' },
      attributes_json: { seats: 3 },
    });
    expect(held()).toMatchObject({ seats: 3 });
  });

  it('may have the names of JavaScript’s own', async () => {
    await update({
      attributes_json: '{"__proto__": {"polluted": 1}, "constructor": "x", "toString": 2}',
      other_attributes: { hasOwnProperty: 'y' },
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.entries(held() ?? {})).toEqual(
      expect.arrayContaining([
        ['constructor', 'x'],
        ['toString', 2],
        ['hasOwnProperty', 'y'],
      ]),
    );
    await update({ clear_fields: ['constructor', '__proto__'] });
    expect(Object.hasOwn(held() ?? {}, 'constructor')).toBe(false);
  });

  it('are written to a new contact', async () => {
    await on(createContact, {
      email: 'new@example.com',
      other_attributes: { brand_new: 'yes' },
      attributes_json: { score: 7, none: null },
    });
    expect(server.sandbox.store.contactsOf(1).at(-1)?.custom_attributes).toEqual({
      brand_new: 'yes',
      score: 7,
    });
  });

  it('are written through an inbox, and taken off by null with the connection’s key', async () => {
    const made = (await on(createInboxContact, {
      inbox,
      name: 'App',
      other_attributes: { brand_new: 'yes' },
      attributes_json: { score: 7 },
    })) as { id: string };
    expect(held(Number(made.id))).toEqual({ brand_new: 'yes', score: 7 });
    const before = { ...held() };
    const input = {
      inbox,
      contact_identifier: sourceId,
      other_attributes: { brand_new: 'yes' },
      attributes_json: { score: 8, plan_tier: null },
    };
    expect(await on(updateInboxContact, input)).not.toHaveProperty('not_stored');
    expect(held()).toEqual({ ...omit(before, ['plan_tier']), brand_new: 'yes', score: 8 });
  });

  it('an inbox can’t take off without a key that may are named in the output', async () => {
    server.useKey(keys.bot);
    const input = { inbox, contact_identifier: sourceId, attributes_json: { plan_tier: null } };
    expect(await on(updateInboxContact, input)).toMatchObject({
      id: String(janeDoe),
      not_stored: [AS_JSON],
    });
  });

  it('are written to conversations, where the server forgets what isn’t sent', async () => {
    const conversation = String(emailConversation);
    const before = { ...server.stored(conversation).custom_attributes };
    await server.runUpdate({
      conversation,
      other_attributes: { brand_new: 'yes', parcels: '3' },
      attributes_json: { gift: null, score: 7 },
      clear_fields: ['order_number'],
    });
    expect(server.stored(conversation).custom_attributes).toEqual({
      ...omit(before, ['gift', 'order_number']),
      brand_new: 'yes',
      parcels: 3,
      score: 7,
    });
    const made = await server.runCreate({
      contact: String(widgetVisitor),
      inbox: String(seeded.inboxes.website),
      other_attributes: { brand_new: 'yes' },
      attributes_json: '{"score": 7}',
    });
    expect(made).toMatchObject({ custom_attributes: { brand_new: 'yes', score: 7 } });
  });

  it('are written to conversations with a bot’s key, which isn’t shown the definitions', async () => {
    server.useKey(keys.bot);
    const fields = (await runInCore(conversationFields, { authData: server.authData })) as Field[];
    const own = fields.filter(({ group }) => group === 'custom_fields');
    expect(own.map(({ key }) => key)).toEqual(['other_attributes', 'attributes_json']);
    // One without a team: the server fails to show a bot such a conversation.
    const conversation = String(seeded.conversations.website);
    await server.runUpdate({ conversation, other_attributes: { parcels: '3' } });
    expect(server.stored(conversation).custom_attributes).toMatchObject({ parcels: '3' });
  });

  it.each([
    [{ other_attributes: { note: 'x'.repeat(1501) } }, `${OTHER}, note: the text has 1501`],
    [
      { attributes_json: { count: 10_000_000_000 } },
      `${AS_JSON}, count: \`10000000000\` is too big`,
    ],
    [{ clear_fields: ['status'] }, 'Clear Fields: `status` is not one of the fields'],
    [{ clear_fields: ['Snooze Until'] }, 'Clear Fields: `Snooze Until` is not one of the fields'],
    [{ clear_fields: ['plan'], other_attributes: { plan: 'a' } }, 'Clear Fields empties the'],
  ])('a conversation can’t hold are refused (%#)', async (input, text) => {
    const { message } = await failureOf(
      server.runUpdate({ conversation: String(emailConversation), ...input }),
    );
    expect(message).toContain(text);
    expect(server.sent().filter((line) => !line.startsWith('GET'))).toEqual([]);
  });
});
