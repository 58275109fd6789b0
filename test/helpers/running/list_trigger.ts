import type { ListKey } from '../../../platforms/contract/list.js';
import { hiddenLists } from '../../../triggers/hidden_lists.js';

/** The hidden trigger that fills dropdowns from a list. */
export function listTrigger(key: ListKey) {
  const trigger = hiddenLists[key];
  if (!trigger) throw new Error(`no platform declares ${key}`);
  return trigger;
}
