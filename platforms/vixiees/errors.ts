import type { ErrorRule, Facts } from '../../http/error_rule.js';

const whose = (subject: string): string => subject && ` for ${subject}`;

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
    text: ({ platform, subject, said }) => ({
      what: `${platform} refused the values${whose(subject)}.`,
      todo: 'Correct them in the step.',
      said,
    }),
  },
];

function isMissingContact({ subject, kind, said }: Facts): boolean {
  return (
    subject !== '' &&
    ['json', 'empty'].includes(kind) &&
    !/page not found|no (such |matching )?(path|route)/i.test(said)
  );
}
