import {
  attributeIn,
  attributePath,
  choiceLabel,
  conversationLabel,
  splitName,
  tellApart,
  valueUnder,
  withoutAbsent,
} from '../../../platforms/toolkit/output.js';

it('what is absent is left out, what is false or nought stays', () => {
  expect(
    withoutAbsent({ a: undefined, b: null, c: '', d: 0, e: false, f: [], g: {}, h: 'x' }),
  ).toEqual({ d: 0, e: false, f: [], g: {}, h: 'x' });
});

it('a custom attribute is told from a field by its key', () => {
  expect(attributePath('plan')).toBe('custom_attributes.plan');
  expect(attributeIn('custom_attributes.plan')).toBe('plan');
  expect(attributeIn('custom_attributes.a.b')).toBe('a.b');
  for (const key of ['email', 'custom_attributes', 'my_custom_attributes.plan']) {
    expect(attributeIn(key)).toBeUndefined();
  }
});

it('the value under a key is the field’s or the attribute’s', () => {
  const contact = {
    id: '7',
    email: 'a@example.com',
    plan: 'x',
    custom_attributes: { plan: 'Pro' },
  };
  expect(valueUnder(contact, 'email')).toBe('a@example.com');
  expect(valueUnder(contact, 'plan')).toBe('x');
  expect(valueUnder(contact, 'custom_attributes.plan')).toBe('Pro');
  expect(valueUnder(contact, 'custom_attributes.email')).toBeUndefined();
  expect(valueUnder({ id: '7' }, 'custom_attributes.plan')).toBeUndefined();
  expect(valueUnder({ id: '7' }, 'constructor')).toBeUndefined();
});

it.each<[string | undefined, object]>([
  [undefined, {}],
  ['', {}],
  ['  ', {}],
  ['Jane', { first_name: 'Jane' }],
  [' Jane \n Doe ', { first_name: 'Jane', last_name: 'Doe' }],
  ['Jane  van  Doe', { first_name: 'Jane', last_name: 'van Doe' }],
])('the name %j is split into %j', (name, parts) => {
  expect(splitName(name)).toEqual(parts);
});

describe('a choice', () => {
  it.each<[object, string]>([
    [{ name: 'Jane' }, 'Jane (ID 7)'],
    [{}, 'Contact 7'],
    [{ email: 'a@example.com' }, 'Contact 7 (a@example.com)'],
    [
      { name: 'Jane', email: 'a@example.com', phone: '+1555', external_id: 'X' },
      'Jane (a@example.com, +1555, X)',
    ],
    [{ name: 'Jane', phone: '+1555' }, 'Jane (+1555)'],
  ])('of a contact with %j is %j', (facts, label) => {
    expect(choiceLabel({ id: '7', ...facts })).toBe(label);
  });

  it('has its ID where another looks alike', () => {
    const choices = [
      { id: '1', label: 'Sales' },
      { id: '2', label: 'Support' },
      { id: '3', label: 'Sales' },
    ];
    expect(tellApart(choices)).toEqual([
      { id: '1', label: 'Sales (ID 1)' },
      { id: '2', label: 'Support' },
      { id: '3', label: 'Sales (ID 3)' },
    ]);
  });

  it.each<[object, string]>([
    [{}, 'Conversation 9 – #9'],
    [
      { contact: { id: '7', name: 'Jane' }, channel: 'email', status: 'open' },
      'Jane (ID 7) – #9, email, open',
    ],
    [
      { status: 'open', last_message: 'x'.repeat(50) },
      `Conversation 9 – #9, open: ${'x'.repeat(40)}`,
    ],
  ])('of a conversation with %j is %j', (facts, label) => {
    expect(conversationLabel({ id: '9', ...facts })).toBe(label);
  });
});
