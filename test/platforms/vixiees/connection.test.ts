import nock from 'nock';
import { test as performTest } from '../../../authentication.js';
import { failureOf, KEY, run } from '../../helpers/running/app.js';
import { guardNetwork } from '../../helpers/nock.js';
import { BASE, connection, server } from '../../helpers/vixiees_contacts.js';

describe('vixiees', () => {
  guardNetwork();

  describe('the connection', () => {
    const test = (authData: Record<string, string>) => run(performTest, { authData });

    it('is tested in one request and named after its host and the end of the key', async () => {
      server().get('/contacts?limit=1').reply(200, []);
      expect(await test(connection)).toEqual({
        label: 'Vixiees account on crm.example.com (key ending in 5GhJ)',
      });
    });

    it.each([
      ['a-key-of-account-7f3c', 'Vixiees account on crm.example.com (key ending in 7f3c)'],
      ['short-key-7f3c', 'Vixiees account on crm.example.com'],
    ])(
      'tells accounts apart by the end of a key that is long enough: %s',
      async (apiKey, label) => {
        nock(BASE, { reqheaders: { 'x-api-key': apiKey } })
          .get('/contacts?limit=1')
          .reply(200, []);
        expect(await test({ ...connection, apiKey })).toEqual({ label });
      },
    );

    it.each([`${BASE}/`, `${BASE}/contacts`, `${BASE}/contacts/66b1?x=1`, BASE.slice(8)])(
      'keeps the path of the address %s',
      async (baseUrl) => {
        server().get('/contacts?limit=1').reply(200, { data: [] });
        expect(await test({ ...connection, baseUrl })).toHaveProperty('label');
      },
    );

    it('needs the API’s address and says where it comes from', async () => {
      const { name, message } = await failureOf(test({ ...connection, baseUrl: '' }));
      expect(name).toBe('AppError');
      expect(message).toMatch(/^API URL: Vixiees needs it.*Settings → Account → API/);
    });

    it('asks to reconnect when the key is refused', async () => {
      server().get('/contacts?limit=1').reply(401, { message: 'unauthorized' });
      const { name, message } = await failureOf(test(connection));
      expect(name).toBe('ExpiredAuthError');
      expect(message).toMatch(
        /^Your API key does not appear to be valid.*Settings → Account → API/,
      );
      expect(message).not.toContain(KEY);
    });

    it('blames the address when there is no such path', async () => {
      server().get('/contacts?limit=1').reply(404, { message: 'Not Found' });
      const { name, message } = await failureOf(test(connection));
      expect(name).toBe('AppError');
      expect(message).toMatch(/^Vixiees has no contacts at this address.*API URL/);
    });

    it.each([[{ contacts: 40 }], ['no'], [{ data: [{ name: 'no id' }] }]])(
      'does not take %j for a list of contacts',
      async (answer) => {
        server()
          .get('/contacts?limit=1')
          .reply(200, JSON.stringify(answer), { 'content-type': 'application/json' });
        expect((await failureOf(test(connection))).message).toMatch(/does not understand.*API URL/);
      },
    );
  });
});
