import { chatToCrm } from './chat_to_crm.js';
import { formAnswer } from './form_answer.js';
import { highlevelTo99digital } from './highlevel_to_99digital.js';
import { leadNoted } from './lead_noted.js';
import { newConversationSorted } from './new_conversation_sorted.js';
import { phoneEverywhere } from './phone_everywhere.js';
import type { Recipe } from './recipe.js';
import { spreadsheetRows } from './spreadsheet_rows.js';
import { vipConversation } from './vip_conversation.js';

/** Zaps that people want. Each is run from end to end in the tests. */
export const recipes: Recipe[] = [
  highlevelTo99digital,
  formAnswer,
  vipConversation,
  phoneEverywhere,
  spreadsheetRows,
  chatToCrm,
  newConversationSorted,
  leadNoted,
];
