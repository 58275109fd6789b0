import { perform as performUpdate } from '../../../creates/update_contact.js';
import { onPlatform } from '../../../steps/on_platform.js';
import { contactOutputFields } from '../../../objects/contact.js';
import type { ConnectedPlatform } from '../../../platforms/contract/platform.js';
import { failureOf, KEY, run as runInCore } from '../../helpers/running/app.js';
import { run } from '../../helpers/running/light_app.js';
import { guardNetwork } from '../../helpers/nock.js';
import {
  answerPage,
  BASE,
  connection,
  create,
  find,
  raw,
  server,
  strangers,
  update,
  written,
} from '../../helpers/vixiees_contacts.js';
import { shortestWaits } from '../../helpers/shortest_waits.js';

shortestWaits();

type Input = Record<string, unknown>;
const inspect = <Result>(look: (platform: ConnectedPlatform) => Result | Promise<Result>) =>
  run(
    onPlatform((platform) => Promise.resolve(look(platform))),
    { authData: connection },
  );

describe('vixiees', () => {
  guardNetwork();

  describe('create', () => {
    it('is one request', async () => {
      server()
        .post('/contacts', {
          phone: '+34600000777',
          external_reference_id: 'crm-7',
          custom_attributes: [{ key: 'plan', value: 'basic' }],
        })
        .reply(201, (_uri: string, body: unknown) => ({
          data: raw({ ...(body as Input), id: '66b9' }),
        }));
      const input = { phone: '+34 600000777', external_id: 'crm-7' };
      expect(await create({ ...input, custom_attributes: { plan: 'basic' } })).toMatchObject({
        id: '66b9',
      });
    });

    it('halts where the answer shows that something is missing, since a repeat would make another', async () => {
      server()
        .post('/contacts')
        .reply(201, raw({ id: '66b9', phone: '+34600000777', custom_attributes: [] }));
      const input = { phone: '+34600000777', custom_attributes: { plan: 'basic' } };
      const { name, message } = await failureOf(create(input));
      expect([name, message]).toEqual([
        'HaltedError',
        expect.stringMatching(/^`plan`: Vixiees created the contact \(ID 66b9\), but/),
      ]);
    });

    it('needs an e-mail or a phone before anything is sent', async () => {
      const { message } = await failureOf(create({ first_name: 'Nobody' }));
      expect(message).toBe(
        'Email or Phone: Vixiees needs at least one of them for a new contact. Fill one in.',
      );
    });
  });

  describe('find', () => {
    it('by id is one request', async () => {
      server().get('/contacts/66b1').reply(200, raw());
      expect(await find({ contact: '66b1' })).toMatchObject([{ id: '66b1' }]);
    });

    it('by an unknown id finds nobody', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      expect(await find({ contact: 'none' })).toEqual([]);
    });

    it('reads no page when the external ID finds somebody', async () => {
      server().get('/contacts/crm-1001').reply(200, raw());
      expect(await find({ external_id: 'crm-1001', email: 'other@example.com' })).toHaveLength(1);
    });

    it('tries the e-mail when the external ID finds nobody; best match first', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      const byPhone = raw({ id: 'a', email: null });
      const byMail = raw({ id: 'b', phone: null });
      answerPage(1, { results: [byPhone, raw({ id: 'c', email: null, phone: null }), byMail] });
      const found = await find({
        external_id: 'none',
        email: 'jane.doe@example.com',
        phone: '+34600000101',
      });
      expect(found.map(({ id }) => id)).toEqual(['b', 'a']);
    });

    it.each([
      ['dOE', ['66b1']],
      ['jane.doe@', ['66b1']],
      ['00000101', ['66b1']],
      ['CRM-1001', ['66b1']],
      ['premium', []],
    ])('by the text %s looks through the first thousand', async (text, ids) => {
      answerPage(1, { items: [{ id: '66b0' }, raw()] });
      expect((await find({ text })).map(({ id }) => id)).toEqual(ids);
    });

    it('does not take a failing server for a miss', async () => {
      server().get('/contacts/crm-1').reply(500, { message: 'boom' });
      const { message } = await failureOf(find({ external_id: 'crm-1' }));
      expect(message).toMatch(/^Vixiees has a problem of its own \(status 500, contact crm-1\)/);
    });
  });

  describe('bad input is refused before any request', () => {
    it.each([
      [{ contact: '..' }, /^Contact: `\.\.` is not a contact ID/],
      [{ priority: 6 }, /^Priority: `6` is not one of its options: `1`, `2`/],
      [{ source: 'fax' }, /^Source: `fax` is not one of its options: `manual`/],
      [{ country: 'Atlantis' }, /^Country: `Atlantis` is not a country/],
      [{ language: 'xx' }, /^Language: `xx` is not a language.*`es`/],
      [
        { whatsapp_marketing_opt_in: 'perhaps' },
        /^WhatsApp Marketing Opt-In: `perhaps` is neither/,
      ],
      [{ additional_phones: ['600000102'] }, /^Additional Phones: `600000102` has no country code/],
      [{ additional_phones: ['+34 6'] }, /^Additional Phones: `\+34 6` is not a phone number/],
      [{ additional_emails: ['a@b.co', 'jane'] }, /^Additional Emails: `jane` is not an email/],
      [{ external_reference_url: 'crm' }, /^External Reference URL: `crm` is not a web address/],
      [{ custom_attributes: 'plan' }, /^Custom Attributes: fill it in row by row/],
      [{ custom_attributes: { ' ': 'x' } }, /^Custom Attributes: fill it in row by row/],
      [{ nickname: 'x' }, /^`nickname` is not a field of this step/],
      [
        { clear_fields: ['email'] },
        /^Clear Fields: `email` is not one of the fields that can be emptied/,
      ],
      [{ clear_fields: ['skills'], skills: ['a'] }, /^Clear Fields: `skills` .*also has a value/],
    ])('%j', async (input, text) => {
      const { name, message } = await failureOf(
        update({ contact: '66b1', first_name: 'x', ...input }),
      );
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });
  });

  describe('what the server refuses', () => {
    const refuse = (status: number, body: unknown, headers = {}) =>
      server()
        .put('/contacts/66b1')
        .reply(status, body as string, headers);
    const failure = () => failureOf(update({ contact: '66b1', priority: 1 }));

    it.each([
      [404, { message: 'contact not found' }, /^Vixiees has no contact 66b1\. Check the ID/],
      [404, {}, /^Vixiees has no contact 66b1/],
      [404, '404 page not found', /no contacts at this address.*API URL/],
      [404, { message: 'no Route matched' }, /no contacts at this address.*API URL/],
      [
        422,
        { message: 'invalid', errors: { email: ['is taken'] } },
        /^Vixiees refused the values for contact 66b1\. Correct them in the step\. It says: "email: is taken invalid"\.$/,
      ],
      [403, { error: 'Forbidden' }, /refused the request \(status 403, contact 66b1\).*Forbidden/],
      [503, '<html>', /problem of its own \(status 503, contact 66b1\)/],
    ])('with %s %j', async (status, body, text) => {
      refuse(status, body);
      const { name, message } = await failure();
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it.each([{ error: 'unauthorized' }, {}, ''])(
      'as unauthorized (%j) asks to reconnect',
      async (body) => {
        refuse(401, body);
        expect((await failure()).name).toBe('ExpiredAuthError');
      },
    );

    it('by a missing id is no error when the step may skip it', async () => {
      refuse(404, { message: 'contact not found' });
      expect(await update({ contact: '66b1', priority: 1, if_missing: 'skip' })).toEqual({
        outcome: 'not_found',
      });
    });

    it.each([
      [{}, 60],
      [{ 'retry-after': '7' }, 7],
    ])('as too many requests is left to Zapier to retry %j', async (headers, delay) => {
      refuse(429, { error: 'TooManyRequests' }, headers);
      expect(await failure()).toMatchObject({ name: 'ThrottledError', delay });
    });
  });

  describe('the form', () => {
    it('offers every parameter of the API as a field, lists with a warning', async () => {
      const fields = await inspect(({ contacts }) => contacts.inputFields('update'));
      expect(fields.map(({ key }) => key).sort()).toEqual(
        [
          'additional_emails',
          'additional_phones',
          'company_name',
          'country',
          'custom_attributes',
          'email_marketing_opt_in',
          'email_transactional_opt_in',
          'external_id',
          'external_reference_url',
          'first_name',
          'language',
          'last_name',
          'priority',
          'second_last_name',
          'skills',
          'source',
          'whatsapp_marketing_opt_in',
          'whatsapp_transactional_opt_in',
        ].sort(),
      );
      const field = (key: string) => fields.find((candidate) => candidate.key === key);
      expect(field('language')?.choices).toContainEqual({
        value: 'he',
        sample: 'he',
        label: 'Hebrew (he)',
      });
      expect(field('language')?.choices).toHaveLength(183);
      expect(field('country')?.choices).toContainEqual({
        value: 'ES',
        sample: 'ES',
        label: 'Spain (ES)',
      });
      expect(field('priority')).toMatchObject({ type: 'integer', required: false });
      expect(field('custom_attributes')).toMatchObject({ dict: true });
      for (const list of fields.filter((candidate) => candidate.list)) {
        expect(list.helpText).toMatch(/^\*\*Careful:\*\* .*loses all others/);
      }
      expect(fields.filter((candidate) => candidate.list)).toHaveLength(3);
    });

    it('labels its own outputs, without those every step labels', async () => {
      const own = await inspect(({ contacts }) => Promise.resolve(contacts.outputFields));
      const shared: string[] = contactOutputFields.map(({ key }) => key);
      expect(own).toContainEqual({ key: 'priority', label: 'Priority', type: 'integer' });
      expect(own.filter(({ key }) => shared.includes(key))).toEqual([]);
    });

    it('offers to empty only what the API can empty', async () => {
      const choices = await inspect(({ contacts }) => contacts.clearableFields());
      expect(choices).toEqual([
        { id: 'additional_phones', label: 'Additional Phones' },
        { id: 'additional_emails', label: 'Additional Emails' },
        { id: 'skills', label: 'Skills' },
        { id: 'custom_attributes', label: 'Custom Attributes' },
      ]);
    });

    it('offers contacts by their IDs, page by page', async () => {
      const full = [...strangers(1).slice(0, 99), raw()];
      server().get('/contacts?limit=100&page=1').reply(200, { contacts: full });
      const list = (number: number) =>
        inspect(async ({ lists }) => lists.list_contacts?.(number, {}) ?? []);
      expect((await list(1)).at(-1)).toEqual({
        id: '66b1',
        label: 'Jane Doe (jane.doe@example.com, +34600000101, crm-1001)',
      });
      server()
        .get('/contacts?limit=100&page=2')
        .reply(200, [{ id: '9' }]);
      expect(await list(2)).toEqual([{ id: '9', label: 'Contact 9' }]);
    });

    it('has nothing for what the API cannot do', async () => {
      const absent = await inspect(({ contacts, lists, inboxContacts }) => [
        contacts.labels,
        contacts.remove,
        contacts.addNote,
        contacts.merge,
        inboxContacts,
        Object.keys(lists),
      ]);
      expect(absent).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        ['list_contacts'],
      ]);
    });
  });
});

describe('what the documents of vixiees leave open', () => {
  guardNetwork();
  const misses = [{}, '', { error: 'NotFound' }, { message: 'Contact does not exist' }];

  it.each(misses)('takes a 404 with %j for a missing contact', async (body) => {
    server()
      .get('/contacts/nobody')
      .reply(404, body as never);
    expect(await find({ contact: 'nobody' })).toEqual([]);
  });

  it('reads on when the server keeps its pages smaller, and says how many there are', async () => {
    const page = (number: number, contacts: Input[]) =>
      server()
        .get('/contacts')
        .query({ limit: '1000', page: String(number) })
        .reply(200, { data: contacts, total: 3, limit: 2 });
    page(1, [raw({ id: 'a', email: 'a@b.co' }), raw({ id: 'b', email: 'b@b.co' })]);
    page(2, [raw({ id: 'c', email: 'c@b.co' })]);
    expect(await find({ email: 'c@b.co' })).toMatchObject([{ id: 'c' }]);
  });

  it.each([{ data: { contacts: [raw()] } }, { records: [raw()] }, { data: [], contacts: [raw()] }])(
    'reads the envelope %#',
    async (answer) => {
      server().get('/contacts').query(true).reply(200, answer);
      expect(await find({ text: 'jane' })).toHaveLength(1);
    },
  );

  it('reads lists and attributes given as text, as agents write them', async () => {
    server()
      .get('/contacts/66b1')
      .reply(200, raw({ custom_attributes: [] }));
    server()
      .put('/contacts/66b1', {
        additional_emails: ['a@x.com', 'b@x.com'],
        skills: ['sales', 'german'],
        custom_attributes: [{ key: 'plan', value: 'gold' }],
      })
      .reply(200, written);
    await update({
      contact: '66b1',
      additional_emails: 'a@x.com, b@x.com',
      skills: '["sales","german"]',
      custom_attributes: '{"plan":"gold"}',
    });
  });

  it('makes sure that a contact exists when only its key is filled', async () => {
    server()
      .get('/contacts')
      .query(true)
      .reply(200, [raw({ email: 'jane.doe@example.com' })]);
    const input = { find_by: 'email', contact: 'jane.doe@example.com', if_missing: 'create' };
    expect(await update(input)).toMatchObject({ outcome: 'unchanged' });
  });

  it('says that there are no labels, and that the rest works', async () => {
    const platform = { platform: 'vixiees', apiKey: KEY, baseUrl: BASE };
    const inputData = { contact: '66b1', first_name: 'J', add_labels: ['vip'] };
    const labelled = runInCore(performUpdate, { authData: platform, inputData });
    expect((await failureOf(labelled)).message).toMatch(
      /^Vixiees has no labels\. .*rest of this step works/,
    );
  });
});
