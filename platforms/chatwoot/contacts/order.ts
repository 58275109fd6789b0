/** What the server sorts contacts by, in the order in which new releases apply it, whatever is sent first. */
const SORT_KEYS = [
  'email',
  'name',
  'phone_number',
  'last_activity_at',
  'created_at',
  'company_name',
  'city',
  'country',
];

/**
 * What is sent for an order (a key, with `-` for the other direction): it, and those behind it to settle contacts that share what they are
 * sorted by. Only by e-mail is it all but total (an account has each once), so that no page repeats a
 * contact and misses another: a key that stands before the chosen one would be sorted by first, except on
 * 3.5. Unknown keys are skipped: before 4.14 the company is `company`.
 */
export function sortFor(order: string): string {
  const others = SORT_KEYS.slice(SORT_KEYS.indexOf(order.replace('-', '')) + 1);
  return [order, ...others]
    .flatMap((key) => (key.endsWith('company_name') ? [key, key.replace('_name', '')] : [key]))
    .join(',');
}

/** All but total, see `sortFor`: a phone number is an account's only one as well. */
export const TOTAL_ORDER = 'email,name,phone_number,created_at';
