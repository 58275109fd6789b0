import {
  perform as performUpdate,
  platformFields as updateFields,
} from '../../../../creates/update_contact.js';
import { perform as performFind } from '../../../../searches/find_contact.js';
import { failureOf, run as runInCore } from '../../../helpers/running/app.js';
import { run, runKeepingCache } from '../../../helpers/running/light_app.js';
import { guardNetwork } from '../../../helpers/nock.js';
import {
  answerDefinitions,
  answerUpdate,
  ask,
  CHILD,
  connection,
  CONTACT,
  CUSTOM_FIELDS,
  definition,
  fieldMeta,
  find,
  ID,
  NO_SCOPE,
  raw,
  server,
  SPOUSE,
  update,
} from '../../../helpers/highlevel/contacts.js';

describe('HighLevel', () => {
  guardNetwork();

  describe('custom fields', () => {
    it('are offered as typed fields, those that cannot be written left out', async () => {
      answerDefinitions();
      const fields = await runInCore(updateFields, { authData: connection });
      const custom = fields.filter(({ key }) => key.startsWith('attr_'));
      expect(
        custom.map(({ key, label, type, list, choices }) => [key, label, type, list, choices]),
      ).toEqual([
        ['attr_nickname', 'Nickname', 'string', undefined, undefined],
        ['attr_history', 'History', 'text', undefined, undefined],
        ['attr_visits', 'Visits', 'number', undefined, undefined],
        ['attr_balance', 'Balance', 'number', undefined, undefined],
        ['attr_work_phone', 'Work Phone', 'string', undefined, undefined],
        ['attr_last_visit', 'Last Visit', 'datetime', undefined, undefined],
        ['attr_plan', 'Plan', 'string', undefined, ['Basic', 'Premium']],
        ['attr_found_us_by', 'Found Us By', 'string', undefined, ['Google']],
        ['attr_insured', 'Insured', 'string', undefined, ['Yes', 'No']],
        ['attr_interests', 'Interests', 'string', true, ['A', 'B', 'C']],
        ['attr_colours', 'Colours', 'string', true, ['Red', 'Blue']],
        [SPOUSE, 'Family: Spouse', 'string', undefined, undefined],
        [CHILD, 'Family: Child', 'string', undefined, undefined],
        ['attr_x_7661742d6964', 'Odd', 'string', undefined, undefined],
      ]);
      expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
      for (const { meta = {}, required } of custom) {
        expect(required).toBe(false);
        for (const value of Object.values(meta)) expect(typeof value).toMatch(/string|boolean/);
      }
    });

    it('are named where they can not be written, times with the reason', async () => {
      answerDefinitions();
      const fields = await run(updateFields, { authData: connection });
      const notices = fields.filter(({ type }) => type === 'copy').map(({ helpText }) => helpText);
      expect(notices).toEqual([
        expect.stringMatching(/not fill them in: Unnamed, Scan, Signature\.$/),
        expect.stringMatching(/times.*changed.*: Call At\.$/),
      ]);
    });

    it('of the type time are refused, also by a form from before', async () => {
      const { inputFields } = await fieldMeta();
      const meta = { id: 'fTime', attribute: 'call_at', label: 'Call At', type: 'TIME' };
      const { message } = await failureOf(
        update(
          { contact: ID, attr_call_at: '14:30' },
          { inputFields: { ...inputFields, attr_call_at: { ...meta, options: '[]', box: '' } } },
        ),
      );
      expect(message).toMatch(/^Call At: HighLevel gives times back changed/);
    });

    it('give way to a notice where the token may not read them', async () => {
      server().get(CUSTOM_FIELDS).reply(401, NO_SCOPE);
      const fields = await run(updateFields, { authData: connection });
      expect(fields.find(({ key }) => key === 'first_name')).toBeDefined();
      expect(fields.find(({ key }) => key === 'custom_fields_notice')).toMatchObject({
        type: 'copy',
        group: 'custom_fields',
        helpText: expect.stringContaining('`locations/customFields.readonly`'),
      });
    });

    it('are written by ID with their types, in one request when the editor kept their meta', async () => {
      const meta = await fieldMeta();
      answerUpdate({
        customFields: [
          { id: 'fText', field_value: 'JD' },
          { id: 'fNumber', field_value: 25 },
          { id: 'fMoney', field_value: 49.9 },
          { id: 'fPhone', field_value: '+15552010199' },
          { id: 'fDate', field_value: '2027-03-14' },
          { id: 'fPlan', field_value: 'Premium' },
          { id: 'fOther', field_value: 'A friend' },
          { id: 'fInsured', field_value: 'Yes' },
          { id: 'fInterests', field_value: ['B', 'A'] },
          { id: 'fColours', field_value: ['Red'] },
          { id: 'fOddKey', field_value: 'BR-1' },
        ],
      });
      await update(
        {
          contact: ID,
          attr_nickname: 'JD',
          attr_visits: '25',
          attr_balance: 49.9,
          attr_work_phone: '+1 (555) 201-0199',
          attr_last_visit: '2027-03-14T23:30:00-03:00',
          attr_plan: 'premium',
          attr_found_us_by: 'A friend',
          attr_insured: 'yes',
          attr_interests: 'b, A',
          attr_colours: 'Red',
          attr_x_7661742d6964: 'BR-1',
        },
        meta,
      );
    });

    it('are read once when there is no meta', async () => {
      answerDefinitions();
      answerUpdate({ customFields: [{ id: 'fNumber', field_value: 3 }] });
      await update({ contact: ID, attr_visits: 3 });
    });

    it('take an option that was added after the form was loaded', async () => {
      const meta = await fieldMeta();
      answerDefinitions([
        definition('fPlan', 'Plan', 'SINGLE_OPTIONS', { picklistOptions: ['X'] }),
      ]);
      answerUpdate({ customFields: [{ id: 'fPlan', field_value: 'X' }] });
      await update({ contact: ID, attr_plan: 'x' }, meta);
    });

    it.each([
      [{ attr_plan: 'Gold' }, /^Plan: `Gold` is not one of its options: `Basic`, `Premium`/],
      [{ attr_interests: ['A', 'Z'] }, /^Interests: `Z` is not one of its options: `A`, `B`, `C`/],
      [{ attr_gone: 'x' }, /^`attr_gone`: this location has no such custom field any more/],
      [{ attr_scan: 'x' }, /^`attr_scan`: this location has no such custom field.*can be written/],
      [{ clear_fields: ['attr_gone'] }, /^`attr_gone`: this location has no such custom field/],
    ])('%j is refused after a fresh look', async (input, text) => {
      const meta = await fieldMeta();
      answerDefinitions();
      expect((await failureOf(update({ contact: ID, ...input }, meta))).message).toMatch(text);
    });

    it.each([
      [{ attr_visits: 'many' }, /^Visits: `many` is not a number/],
      [{ attr_last_visit: '2026-02-30' }, /^Last Visit: `2026-02-30` is not a date/],
      [{ attr_work_phone: '555 201 0199' }, /^Work Phone: `555 201 0199` has no country code/],
      [{ attr_work_phone: '+1 23' }, /^Work Phone: `\+1 23` is not a phone number/],
    ])('%j is refused without a request', async (input, text) => {
      const meta = await fieldMeta();
      expect((await failureOf(update({ contact: ID, ...input }, meta))).message).toMatch(text);
    });

    it('are emptied with an empty text', async () => {
      const meta = await fieldMeta();
      answerUpdate({
        city: null,
        customFields: [
          { id: 'fText', field_value: '' },
          { id: 'fInterests', field_value: '' },
        ],
      });
      await update(
        { contact: ID, clear_fields: ['attr_nickname', 'city', 'attr_interests'] },
        meta,
      );
    });

    it('keep the boxes of a list that the step did not name', async () => {
      const meta = await fieldMeta();
      const held = { boxSpouse: 'Jim', boxChild: 'Ann', boxOld: 'x' };
      const contact = raw({ customFields: [{ id: 'fFamily', value: held }] });
      server().get(CONTACT).reply(200, { contact });
      answerDefinitions();
      answerUpdate(
        {
          customFields: [
            { id: 'fFamily', field_value: { ...held, boxChild: '', boxSpouse: 'Joe' } },
          ],
        },
        contact,
      );
      const updated = await update({ contact: ID, [SPOUSE]: 'Joe', clear_fields: [CHILD] }, meta);
      const family = { ...held, boxChild: '', boxSpouse: 'Joe' };
      expect(updated).toMatchObject({ custom_attributes: { family } });
    });

    describe('in the output', () => {
      const held = [
        { id: 'fText', value: 'JD' },
        { id: 'fDate', value: 1747699200000 },
        { id: 'fInterests', value: ['A'] },
      ];
      const named = { nickname: 'JD', last_visit: '2025-05-20', interests: ['A'] };

      it('stand under their keys, for one request that later runs don’t repeat', async () => {
        answerUpdate({ city: 'x' }, raw({ customFields: held }));
        answerDefinitions();
        expect(await update({ contact: ID, city: 'x' })).toMatchObject({
          custom_attributes: named,
        });
        answerUpdate({ city: 'y' }, raw({ customFields: held }));
        const again = { authData: connection, inputData: { contact: ID, city: 'y' } };
        expect(await runKeepingCache(performUpdate, again)).toMatchObject({
          custom_attributes: named,
        });
      });

      it('need no request where the step’s own fields name them all', async () => {
        const meta = await fieldMeta();
        answerUpdate(
          { customFields: [{ id: 'fText', field_value: 'JD' }] },
          raw({ customFields: [{ id: 'fText', value: 'JD' }] }),
        );
        const updated = await update({ contact: ID, attr_nickname: 'JD' }, meta);
        expect(updated).toMatchObject({ custom_attributes: { nickname: 'JD' } });
      });

      it('keep their IDs where the token may not read the fields, and are asked for once', async () => {
        const ids = { fText: 'JD', fDate: 1747699200000, fInterests: ['A'] };
        server()
          .get(CONTACT)
          .twice()
          .reply(200, { contact: raw({ customFields: held }) });
        server().get(CUSTOM_FIELDS).reply(401, NO_SCOPE);
        const bundle = { authData: connection, inputData: { contact: ID } };
        expect(await run(performFind, bundle)).toMatchObject([{ custom_attributes: ids }]);
        expect(await runKeepingCache(performFind, bundle)).toMatchObject([
          { custom_attributes: ids },
        ]);
      });

      it('keep the ID of a field made since they were read', async () => {
        answerUpdate({ city: 'x' }, raw({ customFields: [{ id: 'fNew', value: 1 }, ...held] }));
        answerDefinitions();
        expect(await update({ contact: ID, city: 'x' })).toMatchObject({
          custom_attributes: { ...named, fNew: 1 },
        });
      });

      it('never turn a write that was done into a failure', async () => {
        answerUpdate({ city: 'x' }, raw({ customFields: [{ id: 'fText', value: 'JD' }] }));
        server().get(CUSTOM_FIELDS).reply(503, 'down');
        expect(await update({ contact: ID, city: 'x' })).toMatchObject({
          outcome: 'updated',
          custom_attributes: { fText: 'JD' },
        });
      });

      it('stop a search when they cannot be named, rather than change its shape', async () => {
        server()
          .get(CONTACT)
          .reply(200, { contact: raw({ customFields: held }) });
        server().get(CUSTOM_FIELDS).reply(503, 'down');
        expect((await failureOf(find({ contact: ID }))).message).toMatch(/status 503/);
      });

      it('have labels', async () => {
        answerDefinitions();
        const fields = await ask(
          async ({ contacts }) => (await contacts.attributeOutputs?.()) ?? [],
        );
        expect(fields).toContainEqual({ key: 'custom_attributes__nickname', label: 'Nickname' });
        expect(fields).toContainEqual({ key: 'custom_attributes__scan', label: 'Scan' });
        expect(fields).toContainEqual({
          key: 'custom_attributes__family__boxSpouse',
          label: 'Family: Spouse',
        });
      });
    });
  });
});
