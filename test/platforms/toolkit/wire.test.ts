import type { Connection } from '../../../platforms/contract/connection.js';
import { RUN_SECONDS, wireOf } from '../../../platforms/toolkit/wire.js';

const connection: Connection = {
  platform: 'acme',
  apiKey: 'the-key',
  baseUrl: undefined,
  accountId: undefined,
  hmacToken: undefined,
  timeoutSeconds: 12,
  allowSelfSigned: true,
  proxyUrl: undefined,
};
const platform = {
  platform: 'Acme Desk',
  baseUrl: 'https://acme.example.com',
  headers: { 'x-key': 'the-key' },
  errors: [],
  rateWindowSeconds: 60,
  allowanceHeader: 'x-left',
};

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a wire', () => {
  it('is the platform’s, with what the connection says, until the run ends', () => {
    expect(RUN_SECONDS).toBe(28);
    expect(wireOf(connection, platform)).toEqual({
      ...platform,
      secrets: ['the-key'],
      timeoutSeconds: 12,
      deadline: 1_028_000,
      allowSelfSigned: true,
    });
    expect(wireOf(connection, platform)).not.toHaveProperty('proxyUrl');
  });

  it('knows everything in the connection that nobody may see', () => {
    const proxyUrl = 'http://jane:pass@proxy.example.com:3128';
    const wire = wireOf({ ...connection, hmacToken: 'hmac', proxyUrl }, platform);
    expect(wire.secrets).toEqual(['the-key', 'hmac', 'pass', 'jane:pass']);
    expect(wire.proxyUrl).toBe(proxyUrl);
  });
});
