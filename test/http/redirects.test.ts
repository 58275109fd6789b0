import { perform as find } from '../../searches/find_contact.js';
import { perform as update } from '../../creates/update_contact.js';
import { BASE, failureOf, KEY, rawContact, run, written } from '../helpers/running/app.js';
import { guardNetwork, server } from '../helpers/nock.js';

const CONTACT = '/api/v1/accounts/1/contacts/7';

describe('redirects', () => {
  guardNetwork();

  it('within the host are followed for reads', async () => {
    server().get(CONTACT).reply(301, '', { location: '/api/v1/accounts/1/contacts/7/' });
    server().get(`${CONTACT}/`).reply(200, { payload: rawContact() });
    expect(await run(find, { inputData: { contact: '7' } })).toHaveLength(1);
  });

  it('that keep the method are followed for writes, with the same body', async () => {
    server()
      .put(CONTACT)
      .reply(308, '', { location: `${BASE}/api/v1/accounts/1/contacts/7/` });
    server().put(`${CONTACT}/`, { name: 'J' }).reply(200, written());
    await run(update, { inputData: { contact: '7', name: 'J' } });
  });

  it.each([
    ['another host', 'https://evil.example.net/x'],
    ['http on the same host', 'http://chat.example.com/api'],
    ['another port', 'https://chat.example.com:8443/'],
  ])('to %s are refused and never see the key', async (_case, location) => {
    server().get(CONTACT).reply(302, '', { location });
    const { message } = await failureOf(run(find, { inputData: { contact: '7' } }));
    expect(message).toMatch(
      /chat\.example\.com sends requests on to .*Your key was not sent there/,
    );
    expect(message).not.toContain(KEY);
  });

  it('in a circle end', async () => {
    server().get(CONTACT).times(4).reply(302, '', { location: CONTACT });
    const { message } = await failureOf(run(find, { inputData: { contact: '7' } }));
    expect(message).toMatch(/^chat\.example\.com keeps redirecting the request to itself/);
  });

  it('that would turn a write into a read are refused', async () => {
    server().put(CONTACT).reply(302, '', { location: CONTACT });
    const { message } = await failureOf(run(update, { inputData: { contact: '7', name: 'J' } }));
    expect(message).toMatch(/^chat\.example\.com keeps redirecting the request to itself/);
  });
});

describe('on Zapier', () => {
  guardNetwork();
  beforeEach(() => (process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'x'));
  afterEach(() => delete process.env['AWS_LAMBDA_FUNCTION_NAME']);

  it('the usual requests go out as elsewhere', async () => {
    server().get(CONTACT).reply(200, { payload: rawContact() });
    expect(await run(find, { inputData: { contact: '7' } })).toHaveLength(1);
  });
});
