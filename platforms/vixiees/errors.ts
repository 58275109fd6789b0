import type { ErrorRule, Facts } from '../../http/error_rule.js';

/** Vixiees' refusals in plain words. Its documents give the statuses; the bodies aren't published. */
export const vixieesErrors: ErrorRule[] = [
  {
    // The one documented 401 is "unauthorized", and an account has a single key with all rights.
    status: 401,
    kind: 'expired',
    text: ({ platform }) =>
      `Your API key does not appear to be valid: ${platform} does not accept it. Copy the secret key from Settings → Account → API in ${platform}, see that the API is enabled there, and reconnect this account.`,
  },
  {
    // The body of "contact not found" isn't published, so any answer of an API counts, but no proxy's.
    status: 404,
    missing: isMissingContact,
    text: (facts) =>
      isMissingContact(facts)
        ? `${facts.platform} has no ${facts.subject}. Check the ID, or map it from a Find Contact step.`
        : `${facts.platform} has no contacts at this address. Check the connection's API URL: it is the API's address with its path, up to the word before \`/contacts\`.`,
  },
  {
    status: 422,
    says: /\S/,
    text: ({ platform, subject, said }) =>
      `${platform} refused the values${subject ? ` for ${subject}` : ''}. It says: "${said}".`,
  },
];

/** Vixiees' own cases that no status tells. */
export const vixieesTexts = {
  missingUrl: (platform: string) =>
    `API URL: ${platform} needs it, because its API's address is in no public document. Enter the address that ${platform} gives you with the key, in Settings → Account → API or its developer documentation, together with its path; or ask ${platform}'s support.`,
  badId: (field: string, id: string) =>
    `${field}: \`${id}\` is not a contact ID. Choose a contact from the list, or map its ID from a Find Contact step.`,
  badLanguage: (field: string, value: string) =>
    `${field}: \`${value}\` is not a language. Enter its two-letter code (ISO 639-1), like \`es\`, or its English name.`,
  phoneWithoutCountry: (field: string, value: string) =>
    `${field}: \`${value}\` has no country code. Write every number in this field like \`+34600000101\`; Default Country does not complete these.`,
  badAttributes: (field: string) =>
    `${field}: fill it in row by row, the attribute's name on the left and its value on the right; or give a JSON object, like \`{"plan": "gold"}\`.`,
  unknownAttributeForm: (field: string, platform: string, id: string) =>
    `${field}: ${platform} holds the custom attributes of contact ${id} in a form that this integration does not know, and writing might lose some. Nothing was changed. Leave the field blank and tell this integration's support.`,
  emailOrPhoneNeeded: (platform: string) =>
    `Email or Phone: ${platform} needs at least one of them for a new contact. Fill one in.`,
  tooManyContacts: (platform: string, read: number) =>
    `${platform}'s API cannot look contacts up by email or phone, so they are read page by page, and there are more than ${read}, which is all that one run can read. Nothing was changed. Use the contact's ID or external ID instead: these are looked up directly.`,
};

function isMissingContact({ subject, kind, said }: Facts): boolean {
  return (
    subject !== '' &&
    ['json', 'empty'].includes(kind) &&
    !/page not found|no (such |matching )?(path|route)/i.test(said)
  );
}
