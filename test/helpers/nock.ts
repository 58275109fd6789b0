import nock from 'nock';
import { BASE, KEY } from './running/app.js';

/** Nock for the connection's server; every request must carry the key in the header Chatwoot reads. */
export function server(): nock.Scope {
  return nock(BASE, { reqheaders: { 'api-access-token': KEY } });
}

// Node's own http module is shared by all files of a Jest worker, and nock patches it when it is loaded. What takes
// it back can't be an `afterAll`: Jest leaves that out of a file whose tests are all skipped.
nock.restore();

/** During each test: no request leaves but to loopback, and none that was expected is missing. */
export function guardNetwork(): void {
  beforeEach(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    nock.restore();
    expect(pending).toEqual([]);
  });
}
