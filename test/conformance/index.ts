import { guardNetwork } from '../helpers/nock.js';
import { connectionClaims } from './connection.js';
import { contactClaims } from './contacts.js';
import type { Harness, Server } from './harness.js';
import { namedContactClaims } from './named_contact.js';
import { operationClaims } from './operations.js';
import { pollingClaims } from './polling.js';

/** The server of the test that runs, back at its seed. */
export type ServerNow = () => Server;

/** What every platform promises, as tests, in a file of each platform's own. */
export function conforms(harness: Harness): void {
  describe(`${harness.platform} keeps what every platform promises`, () => {
    guardNetwork();
    let server: Server;
    beforeAll(async () => {
      server = await harness.start();
    });
    afterAll(() => server.close());
    beforeEach(() => {
      server.reset();
    });
    const now = (): Server => server;
    connectionClaims(harness, now);
    contactClaims(harness, now);
    namedContactClaims(harness, now);
    pollingClaims(harness, now);
    operationClaims(harness, now);
  });
}
