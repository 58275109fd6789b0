import type { InputField, OutputField, OutputTypes } from './form.js';
import type { ListFacts, ListKey } from './list.js';

/** A field of an operation, as its form shows it. */
export interface OperationField {
  /** Input key; public. */
  key: string;
  label: string;
  /** Label of the form's group that it is in, folded up; shown at once unless told. */
  group?: string;
  /**
   * `string` unless told. Decides how the value is read and sent: numbers as numbers, json parsed. `id` is
   * a record's number where no dropdown lists the records, `file` a picture by its address.
   */
  type?:
    | 'string'
    | 'text'
    | 'email'
    | 'integer'
    | 'id'
    | 'number'
    | 'boolean'
    | 'datetime'
    | 'json'
    | 'file';
  required?: true;
  helpText?: string;
  /** Values with their labels. */
  choices?: Record<string, string>;
  /** The hidden trigger that lists what can be chosen. */
  dynamic?: ListKey;
  /** The search that finds such an id, where it isn't the one of `dynamic`'s list; false for none. */
  search?: ListFacts['search'] | false;
  /** Fields that must be filled before, as `dynamic`'s list needs them. */
  dependsOn?: readonly string[];
  /** Several values. */
  list?: true;
}

interface OperationBase {
  /** Zapier key; public. */
  key: string;
  /** What a record is called: one word. */
  noun: string;
  label: string;
  description: string;
  /** Said in the form before anything else: what can't be undone, or what others will be able to read. */
  warning?: string;
  /** Required ones first. */
  fields: readonly OperationField[];
  /** What a run gives out, at least; `{ id: '1' }` unless told. */
  sample?: Record<string, unknown>;
  /** What not every run gives out besides. */
  more?: OutputTypes;
  /** Labels of both; made of the catalogue (`withOutputs`). */
  outputs?: () => OutputField[];
}

/** An operation that changes something: a create of its own. */
export interface WriteOperation extends OperationBase {
  kind: 'create';
}

/** An operation that only reads: a search of its own. */
export interface ReadOperation extends OperationBase {
  kind: 'search';
  /** The API gives the list page by page. */
  paged?: true;
  /** Records are given out as the steps that all platforms share give them out. */
  shape?: 'contact' | 'conversation';
}

/** What the steps know of an operation; how it is run is its platform's affair. */
export type Operation = WriteOperation | ReadOperation;

/** What a search gives out page by page. */
export interface OperationPage {
  results: Record<string, unknown>[];
  paging_token: string | null;
}

/** Runs a platform's own operations, by their keys. Whoever asks sees to it that one is in its catalogue. */
export interface Operations {
  write(key: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  read(
    key: string,
    input: Record<string, unknown>,
    cursor: string | undefined,
  ): Promise<OperationPage>;
}

/**
 * The operations of all platforms; one that several have (an API under several names) once.
 * @throws Error where one key stands for different operations: one step can't be both
 */
export function joinCatalogues(
  platforms: readonly { operations?: readonly Operation[] }[],
): Operation[] {
  const byKey = new Map<string, Operation>();
  for (const operation of platforms.flatMap(({ operations = [] }) => operations)) {
    const { key } = operation;
    if ((byKey.get(key) ?? operation) !== operation) {
      throw new Error(`two operations have the key ${key}: one of them needs another`);
    }
    byKey.set(key, operation);
  }
  return [...byKey.values()];
}

/** What the form calls each type. */
const FORM_TYPES = {
  string: 'string',
  text: 'text',
  email: 'string',
  integer: 'integer',
  id: 'integer',
  number: 'number',
  boolean: 'boolean',
  datetime: 'datetime',
  json: 'json',
  file: 'file',
} as const satisfies Record<NonNullable<OperationField['type']>, InputField['type']>;

/** The form field of an operation's field. */
export function toInputField(field: OperationField): InputField {
  const { key, label, type = 'string', required, helpText, choices, dynamic, search, list } = field;
  const { dependsOn } = field;
  return {
    key,
    label,
    type: FORM_TYPES[type],
    // Zapier keeps an optional field locked until what it depends on is filled, unless it says false.
    ...((required ?? !dependsOn) && { required: required ?? false }),
    ...(helpText && { helpText }),
    ...(choices && { choices }),
    ...(dynamic && { dynamic: `${dynamic}.id.name` }),
    ...(dependsOn && { dependsOn: [...dependsOn] }),
    ...(search && !list && { search }),
    ...(list && { list }),
  };
}
