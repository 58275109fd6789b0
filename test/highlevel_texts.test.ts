import type { ErrorRule, Facts } from '../http/error_rule.js';
import { problem, type ProblemText } from '../http/problem.js';
import { highlevelErrors, highlevelTexts, scopeError } from '../platforms/highlevel/errors.js';

/** What Zapier shows of an error. */
const LONGEST = 250;

const said = 'Cannot send message as DND is active for WhatsApp because of a very long reason.';
const facts = {
  platform: 'HighLevel',
  host: 'services.leadconnectorhq.com',
  subject: 'conversation tDtDnQdgm2LXpyiqYvZ6',
  said,
  code: '',
  attributes: [],
  kind: 'json',
} satisfies Omit<Facts, 'status'>;

const LABEL = 'Date of the last appointment';
const VALUE = 'Jane Doe <jane.doe@example.com>, +1 555 201 0101';
const ID = 'ocQHyuzHvysMo5N5VsXc';
const statuses = { active: 'On: block what the contact sends', permanent: 'On for good: only …' };

/** Every text that a failure may show; the others stand in forms. */
const texts: Record<string, string> = {
  missingLocation: highlevelTexts.missingLocation(),
  badLocation: highlevelTexts.badLocation(VALUE),
  badContactId: highlevelTexts.badContactId('Contact', VALUE),
  badUserId: highlevelTexts.badUserId('Assigned To', VALUE),
  badConversationId: highlevelTexts.badConversationId(VALUE),
  notOfConversation: highlevelTexts.notOfConversation(
    'agent',
    'A conversation belongs to whom its contact is assigned to: use Update Contact with Assigned To.',
  ),
  startedWithoutMessage: highlevelTexts.startedWithoutMessage(ID),
  notForChannel: highlevelTexts.notForChannel('Template ID', 'Live Chat', [
    'Email',
    'SMS',
    'WhatsApp',
  ]),
  emptyMessage: highlevelTexts.emptyMessage(true),
  senderNeedsCountryCode: highlevelTexts.senderNeedsCountryCode('From Number', VALUE),
  noExternalId: highlevelTexts.noExternalId(),
  countryNotListed: highlevelTexts.countryNotListed('Country', 'Bonaire, Saint Eustatius (BQ)'),
  badTimeZone: highlevelTexts.badTimeZone('Time Zone', VALUE),
  badDnd: highlevelTexts.badDnd('Do Not Disturb for Google Business (GMB)', VALUE, statuses),
  messageWithoutStatus: highlevelTexts.messageWithoutStatus(
    'Do Not Disturb Message for Google Business (GMB)',
    'Do Not Disturb for Google Business (GMB)',
  ),
  phoneNeedsCountryCode: highlevelTexts.phoneNeedsCountryCode(LABEL, VALUE),
  unknownCustomField: highlevelTexts.unknownCustomField('attr_date_of_the_last_appointment'),
  timeField: highlevelTexts.timeField(LABEL),
  notTaken: highlevelTexts.notTaken(
    Array<string>(9)
      .fill(LABEL)
      .map((x, i) => `${i} ${x}`),
    ID,
    'updated',
  ),
};

function ownWords(text: string | ProblemText): string {
  const { what, todo = '' } = typeof text === 'string' ? { what: text } : text;
  return `${what} ${todo}`.trim();
}

describe('texts of HighLevel', () => {
  const scopes = ['locations/customFields.readonly', 'conversations/message.readonly'];
  const rows = [...highlevelErrors, ...scopes.map(scopeError)];

  it.each(rows.map((row): [string, ErrorRule] => [nameOf(row), row]))(
    'fit into what Zapier shows: %s',
    (_name, row) => {
      const text = row.text({ ...facts, status: row.status });
      expect(ownWords(text).length).toBeLessThanOrEqual(LONGEST);
      expect(problem(text).message.length).toBeLessThanOrEqual(LONGEST);
    },
  );

  it.each(Object.entries(texts))('fit into what Zapier shows: %s', (_name, text) => {
    expect(text.length).toBeLessThanOrEqual(LONGEST);
  });

  it('quote HighLevel only where all else fits', () => {
    const row = highlevelErrors.find((row) => row.status === 400 && row.says?.test(said));
    const { message } = problem(row?.text({ ...facts, status: 400 }) ?? '');
    expect(message).toMatch(/^Contact: conversation .*Update Contact step\./);
  });
});

function nameOf({ status, says, code }: ErrorRule): string {
  return `${String(status)} ${says?.source ?? ''} ${code?.source ?? ''}`;
}
