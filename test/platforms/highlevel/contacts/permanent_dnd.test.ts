import { explain } from '../../../../http/errors.js';
import { highlevelErrors } from '../../../../platforms/highlevel/errors.js';

const wire = {
  platform: 'HighLevel',
  baseUrl: 'https://services.leadconnectorhq.com',
  errors: highlevelErrors,
  secrets: [],
} as unknown as Parameters<typeof explain>[0];

it.each([
  ['Not authorized to update permanent dnd setting for SMS', 'SMS'],
  ['Not authorized to update permanent dnd setting', 'this channel'],
])('names the channel that a contact ended for good, of %j', (said, channel) => {
  const body = { kind: 'json', data: {}, messages: [said], attributes: [] } as unknown;
  const answer = {
    status: 401,
    body,
    retryAfter: undefined,
    subject: 'contact 1',
    writes: 'repeatable',
  };
  const { message } = explain(wire, answer as Parameters<typeof explain>[1]);
  expect(message).toMatch(new RegExp(`^Do Not Disturb for ${channel}: the contact ended`));
});
