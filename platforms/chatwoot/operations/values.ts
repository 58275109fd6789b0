import type { ValueRules } from '../../catalogue/values.js';
import { BIGGEST_INTEGER, toId } from '../ids.js';

/** How the server takes values. It compares ids of a list as numbers, and finds none among texts. */
export const chatwootValues: ValueRules = {
  toId: (label, given) => Number(toId(label, given)),
  biggest: BIGGEST_INTEGER,
  listName: (name) => `${name}[]`,
};
