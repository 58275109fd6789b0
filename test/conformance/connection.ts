import { test as performTest } from '../../authentication.js';
import { perform as performUpdate } from '../../creates/update_contact.js';
import { perform as performFind } from '../../searches/find_contact.js';
import { failureOf, run } from '../helpers/running/app.js';
import type { Harness } from './harness.js';
import type { ServerNow } from './index.js';
import { JANE } from './people.js';

/** Zapier cuts what is longer. */
const LONGEST = 250;

/** Only a dead key asks to reconnect, and no key is told. */
export function connectionClaims(harness: Harness, server: ServerNow): void {
  const updateJane = () => {
    const contact = server().arrive(JANE, new Date());
    const inputData = { contact, email: 'jane.new@example.com' };
    return run(performUpdate, { authData: server().authData, inputData });
  };

  it('a connection is tested in one request and named without its key', async () => {
    const { authData, requests } = server();
    const { label } = await run(performTest, { authData });
    expect(label).not.toBe('');
    expect(label).not.toContain(authData['apiKey']);
    expect(requests).toHaveLength(1);
  });

  it('a dead key asks to reconnect', async () => {
    const authData = { ...server().authData, apiKey: 'dead-key-0123456789abcdef' };
    const test = await failureOf(run(performTest, { authData }));
    expect(test.name).toBe('ExpiredAuthError');
    expect(test.message).not.toContain(authData.apiKey);
    const found = await failureOf(run(performFind, { authData, inputData: { text: 'x' } }));
    expect(found.name).toBe('ExpiredAuthError');
    server().fail(harness.deadKey);
    const { name, message } = await failureOf(updateJane());
    expect(name).toBe('ExpiredAuthError');
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('a missing right does not', async () => {
    server().fail(harness.missingRight);
    const { name, message } = await failureOf(updateJane());
    expect(name).toBe('AppError');
    expect(message).not.toMatch(/reconnect this account/i);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });
}
