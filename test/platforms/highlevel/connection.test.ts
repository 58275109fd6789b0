import nock from 'nock';
import { test as performTest } from '../../../authentication.js';
import { highlevelPlatform } from '../../../platforms/highlevel/index.js';
import { failureOf, run } from '../../helpers/running/app.js';
import { guardNetwork } from '../../helpers/nock.js';
import {
  connection,
  LOCATION,
  NO_SCOPE,
  refused,
  server,
  TOKEN,
} from '../../helpers/highlevel/contacts.js';
import { shortestWaits } from '../../helpers/shortest_waits.js';

shortestWaits();

describe('HighLevel', () => {
  guardNetwork();

  describe('connection', () => {
    const test = (fields = {}) => run(performTest, { authData: { ...connection, ...fields } });

    it('is tested in one request and named after the location, without secrets', async () => {
      server()
        .get(`/locations/${LOCATION}`)
        .reply(200, { location: { id: LOCATION, name: 'Acme Dental' } });
      const result = await test();
      expect(result).toEqual({
        label: 'Acme Dental (Private Integration on services.leadconnectorhq.com)',
      });
    });

    it('is tried on contacts where the token may not read the location', async () => {
      server().get(`/locations/${LOCATION}`).reply(401, NO_SCOPE);
      server()
        .post('/contacts/search', { locationId: LOCATION, pageLimit: 1 })
        .reply(200, { contacts: [], total: 0 });
      expect(await test()).toEqual({
        label: `Location ${LOCATION} (Private Integration on services.leadconnectorhq.com)`,
      });
    });

    it.each(['Invalid token: access token is invalid', 'Invalid Private Integration token'])(
      'asks to reconnect for "%s"',
      async (message) => {
        server().get(`/locations/${LOCATION}`).reply(401, refused(401, message));
        const failure = await failureOf(test());
        expect(failure.name).toBe('ExpiredAuthError');
        expect(failure.message).toMatch(
          /^Your API key does not appear to be valid: HighLevel does not know it\. .*Private Integrations/,
        );
        expect(failure.message).not.toContain(TOKEN);
      },
    );

    it.each([
      [
        401,
        refused(401, 'version header is invalid'),
        /did not accept the API version.*`Version`.*key itself is fine/,
      ],
      [
        401,
        refused(401, 'This authClass type is not allowed'),
        /not of the agency\. It says: "This authClass type is not allowed"\.$/,
      ],
      [
        403,
        refused(403, 'The token does not have access to this location.'),
        /^Location ID: the Private Integration Token has no access.*after `\/location\/`.*key itself is fine/,
      ],
      [
        403,
        refused(403, 'Plan expired'),
        /does not permit this\. Check the scopes.*It says: "Plan expired"/,
      ],
      [
        400,
        refused(400, `Location with id ${LOCATION} not found`),
        /^Location ID: HighLevel has no such location\..*after `\/location\/`/,
      ],
      [404, refused(404, 'Cannot GET /locations'), /found nothing at this address.*API URL/],
      [200, { hello: 'world' }, /does not understand.*API URL leads to HighLevel/],
    ])('explains %s %j without calling the key dead', async (status, body, text) => {
      server().get(`/locations/${LOCATION}`).reply(status, body);
      const { name, message } = await failureOf(test());
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it('names the scope that even the second try lacks', async () => {
      server().get(`/locations/${LOCATION}`).reply(401, NO_SCOPE);
      server().post('/contacts/search').reply(401, NO_SCOPE);
      const { name, message } = await failureOf(test());
      expect(name).toBe('AppError');
      expect(message).toMatch(
        /lacks the scope `contacts\.readonly`\. In HighLevel, open Settings → Private Integrations/,
      );
    });

    it('leaves too many requests to Zapier, for as long as the rate window lasts', async () => {
      server().get(`/locations/${LOCATION}`).reply(429, refused(429, 'Too Many Requests'));
      expect(await failureOf(test())).toMatchObject({ name: 'ThrottledError', delay: 10 });
    });

    it.each(['0', '4'])('leaves them to the user where %s are left for the day', async (left) => {
      server()
        .get(`/locations/${LOCATION}`)
        .reply(429, refused(429, 'Too Many Requests'), { 'x-ratelimit-daily-remaining': left });
      const { name, message } = await failureOf(test());
      expect(name).toBe(left === '0' ? 'AppError' : 'ThrottledError');
      if (left === '0') expect(message).toMatch(/^HighLevel allows no more requests today/);
    });

    it.each([
      [{ accountId: '' }, /^Location ID: enter the Location ID.*after `\/location\/`/],
      [{ accountId: 'Acme Dental' }, /^Location ID: `Acme Dental` is not a Location ID/],
      [{ apiKey: '' }, /^API Key: enter your key/],
      [{ baseUrl: 'http://example.com' }, /^API URL: the address must start with/],
    ])('refuses %j without a request', async (fields, text) => {
      expect((await failureOf(test(fields))).message).toMatch(text);
    });

    it('takes another address of the API, cut at a page’s path', async () => {
      nock('https://api.example.com')
        .get(`/locations/${LOCATION}`)
        .reply(200, { location: { name: 'Acme' } });
      expect(
        await test({ baseUrl: `https://api.example.com/v2/location/${LOCATION}/dashboard` }),
      ).toEqual({ label: 'Acme (Private Integration on api.example.com)' });
    });

    it('says where the token is, with a link and the scopes', () => {
      expect(highlevelPlatform.connection.keyHelp).toMatch(
        /\(https:\/\/app\.gohighlevel\.com\).*Settings → Private Integrations.*scopes of contacts/,
      );
    });
  });
});
