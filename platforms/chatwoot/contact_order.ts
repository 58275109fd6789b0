/**
 * Contacts in an order that is all but total, so that no page repeats one and misses another: an e-mail is
 * an account's only one, and so is a phone number. Servers apply these keys in this order, whether they
 * go by the request (3.5) or by their own list (4.15), where no order that begins with another key can
 * be made total.
 */
export const TOTAL_ORDER = 'email,name,phone_number,created_at';
