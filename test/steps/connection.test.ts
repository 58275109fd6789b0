import { readConnection } from '../../steps/connection.js';
import { problemOf } from '../helpers/fakes/fake_platform.js';

describe('readConnection', () => {
  it('fills in the defaults', () => {
    expect(readConnection({ apiKey: 'key' })).toEqual({
      platform: '',
      apiKey: 'key',
      baseUrl: undefined,
      accountId: undefined,
      hmacToken: undefined,
      timeoutSeconds: 20,
      allowSelfSigned: false,
      proxyUrl: undefined,
    });
  });

  it('reads every field without outer blanks', () => {
    const authData = {
      platform: 'chatwoot',
      apiKey: ' key\n',
      baseUrl: ' chat.example.com ',
      accountId: 7,
      hmacToken: ' hmac ',
      timeoutSeconds: ' 5 ',
      allowSelfSigned: 'true',
      proxyUrl: ' http://proxy.example.com ',
    };
    expect(readConnection(authData)).toEqual({
      platform: 'chatwoot',
      apiKey: 'key',
      baseUrl: 'chat.example.com',
      accountId: '7',
      hmacToken: 'hmac',
      timeoutSeconds: 5,
      allowSelfSigned: true,
      proxyUrl: 'http://proxy.example.com',
    });
  });

  it('takes blank fields as unfilled', () => {
    const blank = {
      baseUrl: ' ',
      accountId: '',
      hmacToken: null,
      timeoutSeconds: '',
      proxyUrl: '',
    };
    expect(readConnection({ ...blank, apiKey: 'key' })).toEqual(readConnection({ apiKey: 'key' }));
  });

  it.each([{}, { apiKey: '' }, { apiKey: ' \n' }, { apiKey: null }])(
    'asks for the key of %j',
    async (authData) => {
      const { kind, message } = await problemOf(() => readConnection(authData));
      expect(kind).toBe('error');
      expect(message).toBe(
        'API Key: enter your key. The help text below the field says where to find it.',
      );
    },
  );

  it.each(['the key', 'кey', 'kéy', 'key\u200b', '\u200bkey', 'key\tkey'])(
    'refuses the key %j, which no header can carry',
    async (apiKey) => {
      const { message } = await problemOf(() => readConnection({ apiKey }));
      expect(message).toMatch(/^API Key: /);
      expect(message).not.toContain(apiKey);
    },
  );

  it('takes every character that a header can carry', () => {
    const all = Array.from({ length: 94 }, (_one, at) => String.fromCharCode(0x21 + at)).join('');
    expect(readConnection({ apiKey: all }).apiKey).toBe(all);
  });

  it.each<[unknown, number]>([
    ['1', 1],
    ['28', 28],
    [12, 12],
    ['2.5', 2.5],
  ])('takes the timeout %j', (timeoutSeconds, expected) => {
    expect(readConnection({ apiKey: 'key', timeoutSeconds }).timeoutSeconds).toBe(expected);
  });

  it.each(['0', '0.5', '28.1', '29', '-5', '20s', 'Infinity', 'NaN'])(
    'refuses the timeout %j',
    async (timeoutSeconds) => {
      const { message } = await problemOf(() => readConnection({ apiKey: 'key', timeoutSeconds }));
      expect(message).toBe('Timeout: enter a number of seconds from 1 to 28.');
    },
  );

  it.each<[unknown, boolean]>([
    ['true', true],
    ['True', true],
    [true, true],
    ['false', false],
    [false, false],
    ['', false],
  ])('reads Allow Self-Signed %j as %j', (allowSelfSigned, expected) => {
    expect(readConnection({ apiKey: 'key', allowSelfSigned }).allowSelfSigned).toBe(expected);
  });
});
