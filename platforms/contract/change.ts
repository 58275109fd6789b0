import type { FormInput } from './form.js';

/** What a step asks for in a contact or a conversation; once it is checked, with the phone in E.164. */
export interface RecordChange extends FormInput {
  /** Input keys of the fields to empty. */
  clear: string[];
  labels: LabelChange;
}

/** What becomes of a record's labels. */
export interface LabelChange {
  add: string[];
  remove: string[];
  /** The whole new list; undefined leaves the list alone. */
  replace: string[] | undefined;
}
