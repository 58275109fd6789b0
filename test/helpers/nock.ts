import nock from 'nock';
import { BASE, KEY } from './app.js';

/** Nock for the connection's server; every request must carry the key in the header Chatwoot reads. */
export function server(): nock.Scope {
  return nock(BASE, { reqheaders: { 'api-access-token': KEY } });
}

/** Before and after each test: no request leaves but to loopback, and none that was expected is missing. */
export function guardNetwork(): void {
  beforeEach(() => {
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    expect(pending).toEqual([]);
  });
}
