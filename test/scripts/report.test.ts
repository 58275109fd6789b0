import { stripVTControlCharacters } from 'node:util';
import { comparison, paragraph, stepLine, summary, wireLines } from '../../scripts/report.js';
import { wrap } from '../../scripts/terminal.js';
import { startCommand } from '../../scripts/start_command.js';

const before = {
  id: '1',
  name: 'Jane Doe',
  email: 'jane.doe@example.com',
  custom_attributes: { seats: 25, crm_link: 'https://crm.example.com/contacts/1001' },
  phones: ['+5511987654321'],
};
const after = {
  ...before,
  name: 'Jane Doe-Silva',
  url: `https://chat.example.com/app/accounts/1/contacts/${'0123456789'.repeat(8)}`,
  labels: ['vip', 'lead'],
  custom_attributes: {
    ...before.custom_attributes,
    seats: 40,
    what_was_agreed_on_the_phone_last_time: 'Renews every January, unless they say so before it',
  },
};
const entries = [
  { method: 'GET', path: '/api/v1/profile', status: 200, milliseconds: 3 },
  {
    method: 'PATCH',
    path: `/public/api/v1/inboxes/aY7nR2kVbT4mQ9sWx3Zc6HdF/contacts/5f0c1a52-8f3e-4c0b-9a56-3d1f6a7b2c10`,
    status: 404,
    milliseconds: 1234.5,
  },
];
const rows = [
  {
    platform: 'Konverte Digital',
    operation: 'PATCH inboxes/{inbox}/contacts/{source id}',
    changed: ['name', 'custom_attributes.seats'],
    requests: 3,
  },
  { platform: 'HighLevel', operation: 'PUT contacts/{contactId}', changed: ['city'], requests: 1 },
];

const linesOf = (text: string): string[] => stripVTControlCharacters(text).split('\n');
const longest = (text: string): number => Math.max(...linesOf(text).map((line) => line.length));

describe.each([80, 200])('in %i columns', (width) => {
  it.each([
    [
      'a step',
      stepLine(
        {
          number: 5,
          title: 'Update Contact in API Inbox',
          result: 'by name, '.repeat(20),
          requests: 2,
        },
        width,
      ),
    ],
    ['the comparison', comparison(before, after, width)],
    ['the requests', wireLines(entries, width)],
    ['the summary', summary(rows, width)],
    ['a paragraph', paragraph('the main job, on a sandbox of every platform. '.repeat(5), width)],
    ['the help', startCommand(width).helpInformation()],
  ])('%s fits', (_what, text) => {
    expect(longest(text)).toBeLessThanOrEqual(width);
    expect(longest(text)).toBeGreaterThan(40);
  });
});

describe('the report', () => {
  it('breaks lines at words, and sets what goes on below the result', () => {
    const line = stepLine(
      {
        number: 5,
        title: 'Update Contact',
        result: 'by email: name, a national phone number',
        requests: 2,
      },
      60,
    );
    expect(linesOf(line)).toEqual([
      '  5  Update Contact    by email: name, a national phone',
      '                       number  · 2 requests',
    ]);
  });

  it('begins a word that fits in no line where there is room', () => {
    expect(wrap(`see ${'x'.repeat(20)}`, 10, 2)).toBe('see xxxxxx\n  xxxxxxxx\n  xxxxxx');
    expect(wrap(`see  yes  ${'x'.repeat(12)}`, 10, 2)).toBe('see  yes\n  xxxxxxxx\n  xxxx');
  });

  it('shows what changed alone, and counts the others', () => {
    const text = stripVTControlCharacters(comparison(before, after, 200));
    for (const shown of ['name', 'Jane Doe-Silva', 'custom_attributes.seats', 'labels', 'url']) {
      expect(text).toContain(shown);
    }
    for (const hidden of ['email', 'jane.doe@example.com', 'crm_link', 'phones']) {
      expect(text).not.toContain(hidden);
    }
    expect(text).toContain('4 other fields stayed as they were.');
    expect(comparison(before, before, 80)).toContain('6 fields stayed as they were.');
    expect(comparison(before, { ...before, id: '2' }, 80)).toContain('5 other fields stayed');
    const one = comparison({ a: 1, b: 2 }, { a: 1, b: 3 }, 80);
    expect(one).toContain('1 other field stayed as it was.');
  });

  it('says nothing of others where there are none', () => {
    expect(comparison({ a: 1 }, { a: 2 }, 80)).not.toMatch(/stayed/);
  });

  it('loses nothing of a value that is wider than its column', () => {
    const bare = linesOf(comparison(before, after, 80))
      .map((line) => line.split('│').at(-2)?.trim() ?? '')
      .join('');
    expect(bare).toContain('0123456789'.repeat(8));
  });

  it('counts the changed fields of each platform', () => {
    const text = stripVTControlCharacters(summary(rows, 200));
    expect(text).toMatch(/Konverte Digital.*2 fields.*3/);
    expect(text).toMatch(/HighLevel.*1 field .*1/);
  });
});

describe('the help', () => {
  it('uses the width there is, and breaks no word', () => {
    const wide = linesOf(startCommand(200).helpInformation());
    expect(Math.max(...wide.map((line) => line.length))).toBeGreaterThan(120);
    const words = (width: number): string[] =>
      startCommand(width).helpInformation().split(/\s+/).sort();
    expect(words(80)).toEqual(words(200));
  });

  it('tells of the requests', () => {
    expect(startCommand(80).helpInformation()).toMatch(/--verbose/);
  });
});
