// What servers and accounts may hold that would stop a run, or never let it end.
import type { Bundle } from 'zapier-platform-core';
import { perform as update, platformFields } from '../../creates/update_contact.js';
import { path } from '../../http/path.js';
import { toCountryCode } from '../../platforms/toolkit/values/countries.js';
import { changeOf } from '../../platforms/chatwoot/events/changes.js';
import { attributeInputField } from '../../platforms/chatwoot/custom_attributes/definitions.js';
import { chatwootErrors } from '../../platforms/chatwoot/errors.js';
import { directionOf } from '../../platforms/chatwoot/messages/shape.js';
import { toRecord } from '../../platforms/chatwoot/operations/record.js';
import { misfits } from '../../platforms/chatwoot/custom_attributes/patterns.js';
import { time } from '../../platforms/chatwoot/read.js';
import {
  fillIn,
  templatesIn,
  variablesIn,
} from '../../platforms/chatwoot/content/template_shape.js';
import { slotsOf } from '../../platforms/chatwoot/content/template_slots.js';
import { isWritable } from '../../platforms/highlevel/custom_fields/definitions.js';
import { highlevelErrors } from '../../platforms/highlevel/errors.js';
import { channelOf } from '../../platforms/highlevel/messages/terms.js';
import { toDay, toEpoch, toInstant } from '../../platforms/highlevel/times.js';
import { toLanguageCode } from '../../platforms/vixiees/languages.js';
import { toLabels } from '../../platforms/toolkit/labels.js';
import { recordIn } from '../../platforms/toolkit/answer.js';
import { toJsonObject, toNumber } from '../../platforms/toolkit/values/index.js';
import { storableRecord } from '../../platforms/toolkit/values/storable.js';
import { readBody } from '../../http/body.js';
import { wireProblems } from '../../http/problems.js';
import type { ErrorRule, Facts } from '../../http/error_rule.js';
import { keys, startChatwootSandbox, type ChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { problemOf } from '../helpers/fakes/fake_platform.js';
import { emptyZ } from '../simulator/zapier/z.js';

const INHERITED = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];

describe('an account’s pattern that never comes to an end', () => {
  const endless = { pattern: '/^(a+)+$/', text: `${'a'.repeat(34)}!` };

  it('is left to the server, and so are those after it', async () => {
    const wrong = { pattern: '/^[A-Z]+$/', text: 'abc' };
    expect(await misfits([endless, wrong])).toEqual([]);
  });

  it.each([
    ['/^[A-Z]{2}$/', 'AB', true],
    ['/^[A-Z]{2}$/', 'ABC', false],
    ['/^[a-z]+$/gi', 'ABC', true],
    ['^\\d+$', '12', true],
    ['^\\d+$', 'x', false],
    ['/(/', 'x', true],
    ['', 'x', true],
  ])('%s takes %s: %s', async (pattern, text, fits) => {
    expect((await misfits([{ pattern, text }])).length === 0).toBe(fits);
  });

  describe('in an update', () => {
    let sandbox: ChatwootSandbox;
    beforeAll(async () => {
      sandbox = await startChatwootSandbox();
    });
    afterAll(() => sandbox.close());

    it('lets the value through, with the form’s memory of it and without', async () => {
      const [definition] = sandbox.store.customAttributeDefinitions.filter(
        ({ attribute_model: model, regex_pattern: pattern }) =>
          model === 'contact_attribute' && pattern,
      );
      if (!definition) throw new Error('the seed has no attribute with a pattern');
      definition.regex_pattern = endless.pattern;
      const input = `attr_${String(definition.attribute_key)}`;
      const bundle = {
        authData: {
          platform: 'chatwoot',
          apiKey: keys.administrator,
          baseUrl: sandbox.url,
          accountId: '1',
        },
        inputData: { contact: '1', [input]: endless.text },
        meta: {},
      };
      const z = emptyZ();
      const run = (meta = {}) => update(z, { ...bundle, meta } as unknown as Bundle);
      const held = { custom_attributes: { [String(definition.attribute_key)]: endless.text } };
      expect(await run()).toMatchObject(held);
      const fields = await platformFields(z, bundle as unknown as Bundle);
      const { meta } = fields.find(({ key }) => key === input) ?? {};
      expect(await run({ inputFields: { [input]: meta } })).toMatchObject(held);
    });
  });
});

describe('numbers and texts without bound', () => {
  it('a number of more digits than any has is refused by its length', async () => {
    const { message } = await problemOf(() => toNumber('Seats', '1'.repeat(401)));
    expect(message).toMatch(/^Seats: `1{60,}…?` is not a number/);
    expect(toNumber('Seats', `${'0'.repeat(399)}7`)).toBe(7);
  });

  it('labels are told apart in one go', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `l${String(index)}`);
    expect(toLabels([...many, ...many, 'L1'])).toEqual(many);
  });

  it('variables of a template are read without looking back', () => {
    expect(variablesIn('Hi {{ 1 }}, {{name}} and {{1}}')).toEqual(['1', 'name']);
    expect(fillIn('Hi {{ 1 }} {{x}}', (name) => (name === '1' ? 'Ann' : undefined))).toBe(
      'Hi Ann {{x}}',
    );
  });
});

describe('what is nested without end', () => {
  const deep = (levels: number): string => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;

  it('is no input, and no JSON of one', async () => {
    const { message } = await problemOf(() => toJsonObject('Attributes', deep(20_000)));
    expect(message).toMatch(/^A value of this step has more than 200 levels/);
    expect(toJsonObject('Attributes', deep(50))).toHaveProperty('a');
    const input = JSON.parse(deep(400)) as Record<string, unknown>;
    expect((await problemOf(() => storableRecord(input))).message).toBe(message);
  });

  it('is no answer, though brackets in a text are', () => {
    expect(readBody(deep(20_000), 'application/json')).toMatchObject({ kind: 'text' });
    expect(readBody(deep(50), 'application/json')).toMatchObject({ kind: 'json' });
    const quoted = JSON.stringify({ message: `"\\${'['.repeat(20_000)}` });
    expect(readBody(quoted, 'application/json')).toMatchObject({ kind: 'json' });
  });
});

describe('a record whose ID is none', () => {
  it.each([[], {}, true, '', null, ['7']])('is no record: %j', async (id) => {
    const wire = { platform: 'Acme' };
    const expected = wireProblems.unexpectedAnswer('Acme').message;
    expect((await problemOf(() => recordIn(wire, { id }))).message).toBe(expected);
    const place = { has: ['source_id', 'tags'] };
    const row = { source_id: id, tags: [] };
    expect((await problemOf(() => recordIn(wire, row, place))).message).toBe(expected);
  });
});

describe('times beyond the end of time', () => {
  const BEYOND = 8.64e12 + 1;

  it('are none', () => {
    expect(time(BEYOND)).toBeUndefined();
    expect(time(BEYOND - 1)).toBe('+275760-09-13T00:00:00.000Z');
    expect(time(Number.MAX_VALUE)).toBeUndefined();
    expect(toRecord({ id: 1, created_at: BEYOND })).toEqual({ id: '1', created_at: BEYOND });
    expect(toInstant(BEYOND * 1000)).toBeUndefined();
    expect(toInstant(String(BEYOND * 1000))).toBeUndefined();
    expect(toEpoch(BEYOND * 1000)).toBe(0);
    expect(toDay(BEYOND * 1000)).toBeUndefined();
  });
});

describe('IDs that cannot be encoded', () => {
  it.each(['\ud83d', 'a\ude00', 'a\0', '7\0'])('%j is no ID', async (id) => {
    const { message } = await problemOf(() => path`/contacts/${id}`);
    expect(message).toMatch(/is not an ID/);
  });

  it('whole emojis can be', () => {
    expect(path`/contacts/${'😀'}`).toBe('/contacts/%F0%9F%98%80');
  });
});

describe.each(INHERITED)('a name that every object has: %s', (name) => {
  const facts: Facts = {
    platform: 'Acme',
    host: 'chat.example.com',
    status: 422,
    subject: '',
    said: `${name} must be a string`,
    code: '',
    attributes: [name],
    kind: 'json',
  };
  /** A rule's text, whatever its parts. */
  const textOf = (rules: readonly ErrorRule[]): string => {
    const fits = ({ status, says }: ErrorRule) =>
      status === 422 && (!says || says.test(facts.said));
    return JSON.stringify(rules.find(fits)?.text(facts));
  };

  it('is no country, language, direction or channel', async () => {
    expect((await problemOf(() => toCountryCode('Country', name))).message).toContain(
      `Country: \`${name}\` is not a country.`,
    );
    await problemOf(() => toLanguageCode('Language', name));
    expect(directionOf({ message_type: name })).toBeUndefined();
    expect(typeof channelOf(`TYPE_${name}`)).toBe('string');
    expect(channelOf(`TYPE_${name}`)).not.toMatch(/native code|object/);
  });

  it('is no type of an attribute or custom field', () => {
    const definition = { key: name, label: name, description: '', options: [], regex: '', cue: '' };
    expect(attributeInputField({ ...definition, type: name }).type).toBe('string');
    const field = { id: '1', key: name, attribute: name, label: name, type: name };
    expect(isWritable({ ...field, options: [], allowsOther: false, box: '' })).toBe(false);
  });

  it('is quoted as the field it is in a refusal', () => {
    expect(textOf(chatwootErrors)).toContain(`"${name}: Acme refused`);
    expect(textOf(highlevelErrors)).toContain(`${name} must be a string`);
  });

  it('has no example in a template, and no value before a change', () => {
    const [template] = templatesIn({
      message_templates: [
        { name: 't', status: 'APPROVED', components: [{ type: 'BODY', text: `Hi {{${name}}}` }] },
      ],
    });
    expect(template && slotsOf(template).map(({ helpText }) => helpText)).toEqual([undefined]);
    const before = { plan: 'Pro' };
    const after = Object.fromEntries([...Object.entries(before), [name, 'x']]);
    const change = changeOf([
      { custom_attributes: { previous_value: before, current_value: after } },
    ]);
    expect(JSON.stringify(change)).not.toMatch(/native code/);
    expect(change.changed_fields).toEqual([`custom_attributes.${name}`]);
  });
});
