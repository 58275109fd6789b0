import type { Scenario } from '../scenario.js';
import { apiInboxes } from './api_inboxes.js';
import { connection } from './connection.js';
import { contacts } from './contacts.js';
import { conversations } from './conversations.js';
import { labelsAndAttributes } from './labels_and_attributes.js';
import { limits } from './limits.js';
import { triggers } from './triggers.js';

/** All of them, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  ...connection,
  ...contacts,
  ...labelsAndAttributes,
  ...apiInboxes,
  ...conversations,
  ...triggers,
  ...limits,
];
