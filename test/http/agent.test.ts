import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { agentFor, proxySecrets } from '../../http/agent.js';
import { publicLookup } from '../../http/network.js';
import { problemOf, wireWith } from '../helpers/fakes/fake_platform.js';

describe('the agent on Zapier', () => {
  beforeEach(() => (process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'x'));
  afterEach(() => delete process.env['AWS_LAMBDA_FUNCTION_NAME']);

  it.each([
    ['https', 'https://chat.example.com', HttpsAgent],
    ['http', 'http://127.0.0.1', HttpAgent],
  ])('looks names up so that none leads inside: %s', async (_protocol, baseUrl, kind) => {
    const agent = await agentFor(wireWith({ baseUrl }));
    expect(agent?.constructor).toBe(kind);
    expect(agent).toMatchObject({ options: { lookup: publicLookup } });
  });

  it('looks the proxy’s name up so too', async () => {
    const agent = await agentFor(wireWith({ proxyUrl: 'http://proxy.example.com:3128' }));
    expect(agent).toMatchObject({ connectOpts: { lookup: publicLookup } });
  });

  it('is none for a proxy inside', async () => {
    const wire = wireWith({ proxyUrl: 'http://10.0.0.1:3128' });
    const { message } = await problemOf(() => agentFor(wire));
    expect(message).toMatch(/^Proxy URL: Zapier cannot reach 10\.0\.0\.1:3128,/);
  });
});

describe('the agent elsewhere', () => {
  it('takes a proxy inside, and leaves the lookup to Node', async () => {
    const agent = await agentFor(wireWith({ proxyUrl: 'http://10.0.0.1:3128' }));
    expect(agent).toBeDefined();
    expect(agent).not.toHaveProperty('connectOpts.lookup');
  });

  it('is the usual one for http, whatever certificates the connection takes', async () => {
    const baseUrl = 'http://localhost:3000';
    expect(await agentFor(wireWith({ baseUrl, allowSelfSigned: true }))).toBeUndefined();
  });

  it.each(['httpsx://proxy.example.com', 'xhttp://proxy.example.com'])(
    'is none for %s',
    async (proxyUrl) => {
      const { message } = await problemOf(() => agentFor(wireWith({ proxyUrl })));
      expect(message).toMatch(/^Proxy URL: this is not a proxy address\./);
    },
  );
});

describe('what of a proxy’s address is secret', () => {
  it.each<[string, string[]]>([
    ['http://jane:s%40cret@proxy.example.com:3128', ['s@cret', 'jane:s@cret']],
    ['http://t0ken@proxy.example.com', ['t0ken']],
    ['http://proxy.example.com', []],
    ['http://%zz:secret@proxy.example.com', []],
    ['no address', []],
  ])('%s', (address, secrets) => {
    expect(proxySecrets(address)).toEqual(secrets);
  });
});
