import { test } from '../../../../authentication.js';
import { creates } from '../../../../creates/index.js';
import { platformFields } from '../../../../creates/update_contact.js';
import { keys, locationId, startHighlevelSandbox } from '../../../../sandbox/highlevel/index.js';
import { searches } from '../../../../searches/index.js';
import { run as runInCore } from '../../../helpers/running/app.js';
import { run } from '../../../helpers/running/light_app.js';
import { hasSpecs, unexplained, violations, type Exception } from '../../../helpers/contract.js';
import { guardNetwork } from '../../../helpers/nock.js';
import { listTrigger } from '../../../helpers/running/list_trigger.js';

const exceptions: Exception[] = [
  {
    reason: 'Typed as text, and a list everywhere it was seen (reference §1.6).',
    covers: { '*': /^answer 20\d .*\/attachments must be string .*is array$/ },
  },
  {
    reason: 'Values have the type of their field: numbers, lists, boxes (reference §1.5).',
    covers: { '*': /^answer 20\d .*\/customFields\/\d+\/value must be string/ },
  },
  {
    reason:
      'A number field’s value is typed as an object, with 100 as its example (reference §1.5).',
    covers: {
      'PUT /contacts/{contactId}':
        /^request \/requestBody\/customFields\/\d+(\/field_value)? must .*is (number|object)$/,
    },
  },
  {
    reason: 'Typed as an object; the eight formats it documents are texts (reference §1.5).',
    covers: {
      'PUT /contacts/{contactId}':
        /^request \/requestBody\/dateOfBirth must be object .*is string$/,
    },
  },
  {
    reason: 'Accepted on PUT, missing from the document (reference §1.5).',
    covers: { 'PUT /contacts/{contactId}': /^request \/(companyName|type) is not documented/ },
  },
  {
    reason: 'The boxes of a text box list are objects (reference §3.2).',
    covers: {
      'GET /locations/{locationId}/customFields':
        /picklistOptions\/\d+ must be string .*is object$/,
    },
  },
];

(hasSpecs ? describe : describe.skip)('the contract with HighLevel', () => {
  guardNetwork();

  it('holds for every request of the contact steps, and for the sandbox’s answers', async () => {
    const sandbox = await startHighlevelSandbox();
    const authData = {
      platform: 'highlevel',
      apiKey: keys.all,
      baseUrl: sandbox.url,
      accountId: locationId,
    };
    const step = (perform: Parameters<typeof run>[0], inputData: Record<string, unknown> = {}) =>
      run(perform, { authData, inputData });
    const jane = 'contact0000000000001';

    await step(test);
    await step(platformFields);
    await step(listTrigger('list_contacts').operation.perform);
    await step(listTrigger('list_tags').operation.perform);
    await step(listTrigger('list_users').operation.perform);
    await step(searches.find_contact.operation.perform, { contact: jane });
    await step(searches.find_contact.operation.perform, { email: 'jane.doe@example.com' });
    await step(searches.find_contact.operation.perform, { phone: '+15552010101' });
    await step(searches.find_contact.operation.perform, { text: 'jane' });
    await step(creates.update_contact.operation.perform, {
      contact: jane,
      first_name: 'Jane',
      email: 'jane2@example.com',
      phone: '+12025550123',
      address1: '1 Main Street',
      city: 'Toronto',
      state: 'ON',
      country: 'Canada',
      postal_code: 'M5V 1A1',
      website: 'https://example.com',
      timezone: 'America/Toronto',
      source: 'Zapier',
      date_of_birth: '1990-09-25',
      company_name: 'Doe Dental',
      assigned_to: 'userBob0000000000001',
      dnd: 'true',
      dnd_on: ['SMS'],
      dnd_off: ['Call', 'Inbound'],
      dnd_permanent: ['WhatsApp'],
      dnd_messages: { SMS: 'Asked by phone', Inbound: 'May write' },
      attr_nickname: 'JD',
      attr_visits: '4',
      attr_plan: 'Premium',
      attr_insured: 'No',
      attr_interests: ['Whitening'],
      attr_last_visit: '2026-03-14',
      attr_work_phone: '+12025550123',
      add_labels: ['vip'],
      remove_labels: ['newsletter'],
    });
    await step(creates.update_contact.operation.perform, {
      contact: jane,
      clear_fields: ['website', 'attr_nickname'],
      replace_labels: ['a', 'b'],
    });
    const { id } = await runInCore(creates.create_contact.operation.perform, {
      authData,
      inputData: {
        email: 'new@example.com',
        first_name: 'New',
        gender: 'female',
        type: 'lead',
        attr_plan: 'Basic',
        add_labels: ['lead'],
      },
    });
    await step(creates.add_contact_labels.operation.perform, { contact: id, add_labels: ['vip'] });
    await step(creates.remove_contact_labels.operation.perform, {
      contact: id,
      remove_labels: ['vip'],
    });
    await step(creates.add_contact_note.operation.perform, { contact: id, note: 'Hello' });
    await step(creates.delete_contact.operation.perform, { contact: id });
    await sandbox.close();

    expect(sandbox.requests.length).toBeGreaterThan(18);
    const of = (part: RegExp) => sandbox.requests.filter(({ path }) => part.test(path));
    const found = [
      ...(await violations('highlevel/apps/contacts.json', of(/^\/contacts/))),
      ...(await violations('highlevel/apps/locations.json', of(/^\/locations/))),
      ...(await violations('highlevel/apps/users.json', of(/^\/users/))),
    ];
    expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
  });
});
