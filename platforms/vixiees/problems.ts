import { problem } from '../../http/problem.js';

/** Vixiees' own cases that no status tells. */
export const vixieesProblems = {
  missingUrl: (platform: string) =>
    problem(
      `API URL: ${platform} needs it, because its API's address is in no public document. Enter the address that ${platform} gives you with the key, in Settings → Account → API or its developer documentation, together with its path; or ask ${platform}'s support.`,
    ),
  badId: (field: string, id: string) =>
    problem(
      `${field}: \`${id}\` is not a contact ID. Choose a contact from the list, or map its ID from a Find Contact step.`,
    ),
  badLanguage: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a language. Enter its two-letter code (ISO 639-1), like \`es\`, or its English name.`,
    ),
  phoneWithoutCountry: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` has no country code. Write every number in this field like \`+34600000101\`; Default Country does not complete these.`,
    ),
  badAttributes: (field: string) =>
    problem(
      `${field}: fill it in row by row, the attribute's name on the left and its value on the right; or give a JSON object, like \`{"plan": "gold"}\`.`,
    ),
  unknownAttributeForm: (field: string, platform: string, id: string) =>
    problem(
      `${field}: ${platform} holds the custom attributes of contact ${id} in a form that this integration does not know, and writing might lose some. Nothing was changed. Leave the field blank and tell this integration's support.`,
    ),
  emailOrPhoneNeeded: (platform: string) =>
    problem(
      `Email or Phone: ${platform} needs at least one of them for a new contact. Fill one in.`,
    ),
  tooManyContacts: (platform: string, read: number) =>
    problem(
      `${platform}'s API cannot look contacts up by email or phone, so they are read page by page, and there are more than ${read}, which is all that one run can read. Nothing was changed. Use the contact's ID or external ID instead: these are looked up directly.`,
    ),
};
