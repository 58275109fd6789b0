import type { FieldMeta } from './form.js';

/** What a step asks for in a contact or a conversation; blank fields are already gone. */
export interface RecordChange {
  /** By input key; e-mail checked and phone in E.164. */
  values: Record<string, unknown>;
  /** Input keys of the fields to empty. */
  clear: string[];
  labels: LabelChange;
  fieldMeta: FieldMeta;
}

/** What becomes of a record's labels. */
export interface LabelChange {
  add: string[];
  remove: string[];
  /** The whole new list; undefined leaves the list alone. */
  replace: string[] | undefined;
}
