import { missingIn } from '../../../platforms/highlevel/contacts/answer.js';
import type { CustomFieldWrite } from '../../../platforms/highlevel/custom_fields/writes.js';

type Input = Record<string, unknown>;

function customField(id: string, value: unknown, box = ''): CustomFieldWrite {
  const field = { id, key: id, attribute: id, label: id, type: 'TEXT', options: [] };
  return { field: { ...field, allowsOther: false, box }, value };
}

describe('what an answer of HighLevel shows of a write', () => {
  it.each<[Input, Input]>([
    [{ city: 'Mobile' }, { city: 'Mobile' }],
    [{ city: 'Mobile' }, { city: ' mobile ' }],
    [{ city: 'Mobile' }, {}],
    [{ city: null }, { city: '' }],
    [{ city: null }, {}],
    [{ website: 'https://example.com/' }, { website: 'example.com' }],
    [{ phone: '+15552010101' }, { phone: '+1 555-201-0101' }],
    [{ postalCode: '35061' }, { postalCode: 35061 }],
    [{ dateOfBirth: '1990-09-25' }, { dateOfBirth: '1990-09-25T00:00:00.000Z' }],
    [{ dateOfBirth: '1990-09-25' }, { dateOfBirth: Date.UTC(1990, 8, 24, 22) }],
    [{ name: 'Jane Doe' }, { name: 'jane d.' }],
    [{ country: 'US' }, { country: 'United States' }],
    [{ dnd: true }, { dnd: true }],
    [{ tags: ['VIP'] }, { tags: ['vip', 'lead'] }],
    [{ tags: [] }, { tags: [] }],
    [{ gender: 'female' }, {}],
    [{ dndSettings: { SMS: { status: 'active', message: 'a' } } }, { dndSettings: {} }],
    [
      { dndSettings: { SMS: { status: 'active', message: 'a' } } },
      { dndSettings: { SMS: { status: 'active', message: 'b' }, Email: { status: 'inactive' } } },
    ],
  ])('%j is there in %j', (body, raw) => {
    expect(missingIn(raw, body, [])).toEqual({ labels: [], notEmptied: [] });
  });

  it.each<[Input, Input, string]>([
    [{ city: 'Mobile' }, { city: 'Dolomite' }, 'City'],
    [{ city: 'Mobile' }, { city: null }, 'City'],
    [{ city: null }, { city: 'Dolomite' }, 'City'],
    [{ assignedTo: 'u1' }, { assignedTo: null }, 'Assigned To'],
    [{ country: 'US' }, { country: null }, 'Country'],
    [{ dateOfBirth: '1990-09-25' }, { dateOfBirth: '1990-09-20' }, 'Date of Birth'],
    [{ dnd: true }, { dnd: false }, 'Do Not Disturb'],
    [{ tags: ['vip'] }, { tags: ['lead'] }, 'Tags'],
    [{ tags: [] }, { tags: ['lead'] }, 'Tags'],
    [
      { dndSettings: { SMS: { status: 'active' } } },
      { dndSettings: { SMS: { status: 'inactive' } } },
      'Do Not Disturb by channel',
    ],
  ])('%j is not there in %j', (body, raw, label) => {
    expect(missingIn(raw, body, []).labels).toEqual([label]);
  });

  it.each<[unknown, unknown]>([
    ['JD', 'JD'],
    ['a\r\nb ', 'a\nb'],
    [1250.5, '1,250.5'],
    [9, 9],
    [
      ['A', 'B'],
      ['B', 'A'],
    ],
    ['2026-03-14', 1773446400000],
    ['+15552010101', '(1) 555 201 0101'],
    ['', undefined],
    ['', []],
  ])('the custom value %j is there as %j', (value, held) => {
    const raw = { customFields: held === undefined ? [] : [{ id: 'f', value: held }] };
    expect(missingIn(raw, {}, [customField('f', value)]).labels).toEqual([]);
  });

  it.each<[unknown, unknown]>([
    ['JD', undefined],
    ['x'.repeat(300), 'x'.repeat(256)],
    [9, '8'],
    [['A', 'B'], ['A']],
    [['A'], ['A', 'B']],
    ['Gold', 'Basic'],
  ])('the custom value %j is not there as %j', (value, held) => {
    const raw = { customFields: held === undefined ? [] : [{ id: 'f', value: held }] };
    expect(missingIn(raw, {}, [customField('f', value)])).toEqual({
      labels: ['f'],
      notEmptied: [],
    });
  });

  it('tells what was to be emptied, and looks into the boxes of a list', () => {
    const plan = customField('plan', '');
    const boxes = [customField('family', 'Joe', 'spouse'), customField('family', '', 'child')];
    const raw = {
      customFields: [
        { id: 'plan', value: 'Basic' },
        { id: 'family', value: { spouse: 'Jim', child: 'Ann' } },
      ],
    };
    expect(missingIn(raw, {}, [plan, ...boxes])).toEqual({
      labels: ['plan', 'family', 'family'],
      notEmptied: [plan],
    });
  });

  it('says nothing of custom fields where the answer has none at all', () => {
    expect(missingIn({ id: 'x' }, {}, [customField('f', 'JD')]).labels).toEqual([]);
  });
});
