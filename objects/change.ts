/** What an event of a change tells besides the record. */
export interface Change {
  /** Names of the record's fields that changed, as the record has them. */
  changed_fields: string[];
  /** What these fields held before; a field that was empty is absent. */
  previous_values: Record<string, unknown>;
}

/** The change part of a sample. */
export function changeSample(fields: string[]): Change {
  return { changed_fields: fields, previous_values: {} };
}

export const changeOutputFields = [
  { key: 'changed_fields', label: 'Changed Fields', list: true },
  { key: 'previous_values', label: 'Previous Values', dict: true },
] as const;
