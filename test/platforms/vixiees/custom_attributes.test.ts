// What becomes of a contact's attributes, without a server.
import type { Contact } from '../../../objects/contact.js';
import type { VixieesClient } from '../../../platforms/vixiees/client.js';
import {
  attributeItems,
  attributesOutput,
  customAttributesField,
  mergedItems,
  readAttributes,
  writtenAttributes,
} from '../../../platforms/vixiees/custom_attributes.js';
import { wireWith } from '../../helpers/fakes/fake_platform.js';

const client = { wire: wireWith() } as VixieesClient;
const contact = (given: Record<string, unknown>): Contact => ({ id: '7', ...given });
const merged = (given: Record<string, unknown>, attributes: Record<string, unknown>) =>
  mergedItems(client, contact(given), attributes);

it('only an update says that others stay', () => {
  const stays = 'Attributes that are not listed here stay as they are.';
  expect(customAttributesField('update')).toMatchObject({
    key: 'custom_attributes',
    type: 'string',
    dict: true,
    required: false,
  });
  expect(customAttributesField('update').helpText).toMatch(new RegExp(` its value\\. ${stays}$`));
  expect(customAttributesField('create').helpText).toMatch(/ on the right its value\.$/);
});

describe('what steps give out', () => {
  it('is a map where it says all', () => {
    expect(attributesOutput(undefined)).toEqual({});
    expect(attributesOutput(null)).toEqual({ custom_attributes: {} });
    expect(attributesOutput([])).toEqual({ custom_attributes: {} });
    expect(
      attributesOutput([
        { key: 'plan', value: 'gold' },
        { key: 'score', value: 7 },
      ]),
    ).toEqual({ custom_attributes: { plan: 'gold', score: 7 } });
  });

  it.each<[string, unknown[], Record<string, unknown>]>([
    ['more about one', [{ key: 'plan', value: 'gold', type: 'text' }], { plan: 'gold' }],
    [
      'more about the second',
      [
        { key: 'a', value: 1 },
        { key: 'plan', value: 'gold', type: 'text' },
      ],
      { a: 1, plan: 'gold' },
    ],
    [
      'a key twice',
      [
        { key: 'plan', value: 'gold' },
        { key: 'plan', value: 'tin' },
      ],
      { plan: 'tin' },
    ],
    ['one without a value', [{ key: 'plan', value: 1 }, { key: 'score' }], { plan: 1 }],
    ['a key that is no text', [{ key: 5, value: 'gold' }], {}],
    ['texts', ['gold'], {}],
  ])('is the list as well where it holds %s', (_, list, byKey) => {
    expect(attributesOutput(list)).toEqual({
      custom_attributes: byKey,
      custom_attribute_items: list,
    });
  });
});

describe('what a step sets', () => {
  it('is read from rows and from JSON, without blanks', () => {
    expect(readAttributes(undefined)).toEqual({});
    expect(readAttributes({ ' plan ': ' gold ', score: 7, none: '', nil: undefined })).toEqual({
      plan: 'gold',
      score: 7,
    });
    expect(readAttributes('{"plan": "gold"}')).toEqual({ plan: 'gold' });
  });

  it.each([['plan: gold'], ['["gold"]'], [['gold']], [5], [{ ' ': 'gold' }], [{ a: 1, ' ': 'b' }]])(
    '%j is refused',
    (given) => {
      expect(() => readAttributes(given)).toThrow(/^Custom Attributes: fill it in row by row/);
    },
  );

  it('makes items of a new contact', () => {
    expect(attributeItems({ plan: 'gold', score: 7 })).toEqual([
      { key: 'plan', value: 'gold' },
      { key: 'score', value: 7 },
    ]);
  });
});

describe('what an update writes', () => {
  it('keeps what was there, changes what is named, and adds the rest', () => {
    const map = { custom_attributes: { plan: 'tin', score: 7 } };
    expect(merged(map, { plan: 'gold', city: 'Rio' })).toEqual([
      { key: 'plan', value: 'gold' },
      { key: 'score', value: 7 },
      { key: 'city', value: 'Rio' },
    ]);
    expect(merged({}, { plan: 'gold' })).toEqual([{ key: 'plan', value: 'gold' }]);
  });

  it('keeps what an item has beside its value', () => {
    const items = [
      { key: 'plan', value: 'tin', type: 'text' },
      { key: 'score', value: 7, type: 'number' },
    ];
    const map = { custom_attributes: { plan: 'tin', score: 7 }, custom_attribute_items: items };
    expect(merged(map, { plan: 'gold' })).toEqual([
      { key: 'plan', value: 'gold', type: 'text' },
      { key: 'score', value: 7, type: 'number' },
    ]);
  });

  it.each<[unknown, unknown, unknown]>([
    [7, '8', 8],
    [7, '8.5', 8.5],
    [7, 'eight', 'eight'],
    [7, 'Infinity', 'Infinity'],
    ['7', '8', '8'],
    [true, 'false', false],
    [false, 'TRUE', true],
    [false, 'true', true],
    [true, 'untrue', 'untrue'],
    [true, 'falsely', 'falsely'],
    [true, 'trues', 'trues'],
    [true, '1', '1'],
    ['true', 'false', 'false'],
  ])('%j becomes %j as %j', (held, value, written) => {
    expect(merged({ custom_attributes: { a: held } }, { a: value })).toEqual([
      { key: 'a', value: written },
    ]);
  });

  it.each([
    [['gold']],
    [[{ key: 5, value: 1 }]],
    [[{ key: 'a' }]],
    [[{ key: 'a', value: 1 }, null]],
  ])('touches nothing where the contact holds %j', (items) => {
    expect(() =>
      merged({ custom_attributes: {}, custom_attribute_items: items }, { plan: 'gold' }),
    ).toThrow(/^Custom Attributes: .* contact 7 in a form/);
  });
});

describe('what the answer tells of what was written', () => {
  const raw = {
    custom_attributes: [
      { key: 'plan', value: 'tin' },
      { key: 'score', value: 7 },
    ],
  };

  it('is each attribute beside what is held', () => {
    expect(writtenAttributes({ score: '7', city: 'Rio' }, raw)).toEqual([
      { field: '`score`', sent: '7', held: 7 },
      { field: '`city`', sent: 'Rio', held: undefined },
    ]);
  });

  it.each([
    [undefined],
    ['text'],
    [{}],
    [{ custom_attributes: { plan: 'tin' } }],
    [{ custom_attributes: [{ key: 'plan', value: 'tin' }, 'tin'] }],
  ])('is nothing for %j', (answer) => {
    expect(writtenAttributes({ plan: 'gold' }, answer)).toEqual([]);
  });
});
