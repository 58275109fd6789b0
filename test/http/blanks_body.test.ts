import { isBlank, withoutBlanks } from '../../http/blanks.js';
import { asText, isRecord, isTooDeep, readBody } from '../../http/body.js';

describe('isBlank', () => {
  it.each([undefined, null, '', ' \t\n', '\u00a0', [], ['', null, []], {}])(
    'holds for %j',
    (value) => {
      expect(isBlank(value)).toBe(true);
    },
  );

  it.each([false, 0, NaN, 'x', ' x ', ['', 'x'], [0], { a: undefined }])(
    'does not hold for %j',
    (value) => {
      expect(isBlank(value)).toBe(false);
    },
  );
});

describe('withoutBlanks', () => {
  it('drops blank fields and keeps false and 0', () => {
    const record = { a: '', b: null, c: undefined, d: [], e: {}, f: ' ', no: false, zero: 0 };
    expect(withoutBlanks(record)).toEqual({ no: false, zero: 0 });
    expect(Object.keys(withoutBlanks(record))).toEqual(['no', 'zero']);
  });

  it('drops the blank entries of lists, and lists of nothing else', () => {
    expect(withoutBlanks({ labels: ['vip', '', ' ', null, 0], none: ['', null] })).toEqual({
      labels: ['vip', 0],
    });
  });

  it('leaves texts and objects as they are', () => {
    const object = { inner: '' };
    const result = withoutBlanks({ text: ' x ', object });
    expect(result).toEqual({ text: ' x ', object: { inner: '' } });
    expect(result['object']).toBe(object);
  });
});

describe('readBody of JSON', () => {
  it.each<[string, unknown, string[]]>([
    ['`error` text', { error: 'Invalid token' }, ['Invalid token']],
    ['`error` text with blanks around it', { error: '  Invalid token ' }, ['Invalid token']],
    ['`errors` list', { errors: ['No access', 'Too old'] }, ['No access', 'Too old']],
    ['`errors` list of objects', { errors: [{ message: 'No access' }] }, ['No access']],
    [
      '`errors` object of lists',
      { errors: { email: ['is taken', 'is odd'], name: 'is long' } },
      ['email: is taken', 'email: is odd', 'name: is long'],
    ],
    ['`message` text', { message: 'Email has been taken' }, ['Email has been taken']],
    ['`message` list', { message: ['First', 'Second'] }, ['First', 'Second']],
    ['nested `error`', { error: { message: 'Deep', code: 5 } }, ['Deep']],
    ['nested field', { error: { details: { phone: ['is short'] } } }, ['details: phone: is short']],
    ['`error_description`', { error: 'denied', error_description: 'Why' }, ['denied', 'Why']],
    ['`detail`', { detail: 'Not found' }, ['Not found']],
    ['the same words twice', { error: 'Same', message: 'Same' }, ['Same']],
    ['other fields only', { id: 1, name: 'Jane' }, []],
    ['blank words', { error: ' ', message: null, errors: [] }, []],
    ['a number', { error: 17 }, []],
    ['a list', ['a'], ['a']],
    ['`null`', null, []],
  ])('finds the words in %s', (_what, data, messages) => {
    expect(readBody(JSON.stringify(data), 'application/json')).toEqual({
      kind: 'json',
      data,
      messages,
      attributes: [],
    });
  });

  it('orders the words by key, whatever their order in the answer', () => {
    const { messages } = readBody('{"detail":"4","message":"3","errors":["2"],"error":"1"}', '');
    expect(messages).toEqual(['1', '2', '3', '4']);
  });

  it('names the refused fields', () => {
    const body = readBody('{"message":"Taken","attributes":["email",5,null,"phone_number"]}', '');
    expect(body.messages).toEqual(['Taken']);
    expect(body.attributes).toEqual(['email', 'phone_number']);
  });

  it('takes `attributes` only as a list', () => {
    expect(readBody('{"message":"Taken","attributes":"email"}', '').attributes).toEqual([]);
  });

  it.each(['application/json', 'application/vnd.api+json; charset=utf-8', 'text/plain', ''])(
    'reads JSON sent as %j',
    (contentType) => {
      expect(readBody(' {"id":1}\n', contentType)).toMatchObject({ kind: 'json', data: { id: 1 } });
    },
  );
});

describe('readBody of everything else', () => {
  it.each<[string, string, string, ReturnType<typeof readBody>['kind']]>([
    ['nothing', '', 'application/json', 'empty'],
    ['blanks', ' \r\n', 'text/html', 'empty'],
    ['HTML by its type', '{"error":"x"}', 'text/HTML; charset=utf-8', 'html'],
    ['XHTML by its type', 'x', 'application/xhtml+xml', 'html'],
    ['HTML by its doctype', '\n<!doctype html><p>x', 'application/json', 'html'],
    ['HTML by its first tag', '<HTML lang="en">', '', 'html'],
    ['cut JSON', '{"payload":[{"id":1', 'application/json; charset=utf-8', 'broken'],
  ])('gives no words for %s', (_what, text, contentType, kind) => {
    expect(readBody(text, contentType)).toEqual({
      kind,
      data: undefined,
      messages: [],
      attributes: [],
    });
  });

  it.each([
    ['Retry later', 'text/plain'],
    ['Retry later', ''],
    ['See <html> at line 5', ''],
    ['{"payload":[', 'text/plain'],
  ])('quotes the text %j sent as %j', (text, contentType) => {
    expect(readBody(` ${text}\n`, contentType)).toEqual({
      kind: 'text',
      data: undefined,
      messages: [text],
      attributes: [],
    });
  });
});

describe('JSON of levels without end', () => {
  const nested = (levels: number, open: string, close: string) =>
    `${open.repeat(levels)}1${close.repeat(levels)}`;

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s is not read: what walks it would end the stack', (_what, open, close) => {
    expect(readBody(nested(200, open, close), 'application/json').kind).toBe('json');
    const tooDeep = nested(201, open, close);
    expect(readBody(tooDeep, 'application/json')).toMatchObject({ kind: 'text', messages: [] });
    expect(isTooDeep(tooDeep)).toBe(true);
  });

  it.each([
    ['many neighbours', JSON.stringify(Array.from({ length: 500 }, () => [{ a: [] }]))],
    ['brackets in a text', JSON.stringify({ a: '[{'.repeat(500) })],
    ['brackets behind a quote in a text', JSON.stringify({ a: `"${'[{'.repeat(500)}` })],
    ['a text that ends in a backslash', JSON.stringify(['\\', '[{'.repeat(500)])],
    ['a text that is cut', `["${'['.repeat(500)}`],
  ])('is told apart from %s', (_what, json) => {
    expect(isTooDeep(json)).toBe(false);
  });

  it('is seen behind texts, whatever is in them', () => {
    for (const before of ['x', '', ']]', 'a"b', '\\', '\\"']) {
      expect(isTooDeep(`[${JSON.stringify(before)},${nested(200, '[', ']')}]`)).toBe(true);
    }
  });
});

describe('words of a server', () => {
  it('are kept whole: what is a secret among them must be seen before they are cut', () => {
    const whole = 'x'.repeat(5000);
    expect(readBody(whole, 'text/plain').messages).toEqual([whole]);
    expect(readBody(JSON.stringify({ error: whole }), 'application/json').messages).toEqual([
      whole,
    ]);
  });

  it.each([
    ['Node’s', 'Boom\n    at run (/srv/app.js:10:5)\n    at main (/srv/app.js:2:1)'],
    ['Ruby’s', "Boom\napp/models/contact.rb:42:in `save'\napp/x.rb:1:in `y'"],
    ['Node’s, far down', 'Boom\n    at run (/srv/app.js:1000:5)'],
    ['Ruby’s, far down', "Boom\napp/models/contact.rb:4242:in `save'"],
    ['Python’s last line', 'Boom\n  File "/srv/app.py", line 312, in x'],
    ['Python’s', 'Boom\nTraceback (most recent call last):\n  File "/srv/app.py", line 3, in x'],
  ])('end where a stack trace begins: %s', (_whose, text) => {
    expect(readBody(text, 'text/plain').messages).toEqual(['Boom']);
    expect(readBody(JSON.stringify({ error: text }), 'application/json').messages).toEqual([
      'Boom',
    ]);
  });

  it('are none where a stack trace is all', () => {
    expect(readBody('    at run (/srv/app.js:10:5)', 'text/plain').messages).toEqual([]);
  });
});

describe('asText and isRecord', () => {
  it.each<[unknown, string]>([
    ['x', 'x'],
    [0, '0'],
    [42, '42'],
    [true, ''],
    [null, ''],
    [undefined, ''],
    [['x'], ''],
    [{}, ''],
  ])('asText(%j) is %j', (value, text) => {
    expect(asText(value)).toBe(text);
  });

  it.each<[unknown, boolean]>([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['x', false],
    [1, false],
    [undefined, false],
  ])('isRecord(%j) is %j', (value, expected) => {
    expect(isRecord(value)).toBe(expected);
  });
});
