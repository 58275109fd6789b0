import type { InputField, OutputField, OutputTypes } from './form.js';
import type { ProblemText } from '../../http/problem.js';
import type { ListFacts, ListKey } from './list.js';

/** A field of an operation: one input, and where its value goes in the request. */
export interface OperationField {
  /** Input key; public. */
  key: string;
  label: string;
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
  /** What the JSON is; an object unless told. */
  holds?: 'list' | 'object' | 'either';
  /**
   * Checks what is in the JSON, and gives it as the API takes it. @throws Problem that names the field and
   * the part that can't be
   */
  read?: (label: string, json: unknown) => unknown;
  required?: true;
  /** Required when another field, a choice, has this value. */
  neededFor?: { field: string; value: string };
  /** Required when another field, a choice, has this value, and left out of the request when it has another. */
  onlyFor?: { field: string; value: string };
  helpText?: string;
  /** Values with their labels. */
  choices?: Record<string, string>;
  /** What is sent for a choice; the choice itself unless told. */
  sent?: (choice: string) => string;
  /** The hidden trigger that lists what can be chosen. */
  dynamic?: ListKey;
  /** The search that finds such an id, where it isn't the one of `dynamic`'s list; false for none. */
  search?: ListFacts['search'] | false;
  /** What its choices go by, as `dynamic`'s list declares it. */
  goesBy?: ListFacts['goesBy'];
  /** What is stored for a typed text, as `dynamic`'s list declares it. */
  stored?: ListFacts['stored'];
  /** Several values. */
  list?: true;
  /** The API's name where it isn't the key; dots lead into objects: `channel.type`. */
  name?: string;
  /**
   * Where the value goes: into the path when `{key}` stands there, else into the body of a write or the
   * query of a read. `match` keeps only records of the answer whose `name` holds the text; where the
   * value is chosen from a list, whose `name` is it.
   */
  to?: 'body' | 'query' | 'match';
  /**
   * What is sent while the field is blank, where some servers fail without it; made of what else is sent.
   * Undefined is not sent.
   */
  otherwise?: (body: Record<string, unknown>) => unknown;
  /** Where the answer to a write tells the value, where that isn't `name`. */
  held?: string;
  /**
   * The release that brought the field, or entries of its JSON. Older servers drop the value without a word,
   * newer ones tell it.
   */
  since?: string | Readonly<Record<string, string>>;
  /** The answer's key that must be the value as well, where the server may not look at what is sent. */
  matches?: string;
  /** How a time is sent: `unix` in seconds; ISO 8601 else. */
  as?: 'unix';
}

/** What to say of a refusal whose own words mislead, or say nothing. */
export interface OperationRefusal {
  status: number;
  /** Only when the platform's words match. */
  says: RegExp;
  text: string;
}

/**
 * What an answer is: a record; a list of records; an object of them, each under a key of its own; or nothing,
 * no body at all.
 */
export type Gives = 'record' | 'rows' | 'keyed' | 'nothing';

interface OperationBase {
  /** Zapier key; public. */
  key: string;
  /** Numbers among the 115 operations of Konverte Digital's node; empty for later ones. */
  numbers: readonly number[];
  /** What a record is called: one word. */
  noun: string;
  label: string;
  description: string;
  /** Where the path begins: the connection's account unless told. */
  base?: 'account' | 'account_v2' | 'platform' | 'public' | 'server';
  /** With `{field}` for values of fields. */
  path: string;
  /** Required ones first. */
  fields: readonly OperationField[];
  /** What the server answers; whatever else comes is not believed. `givenBy` has what it is unless told. */
  gives?: Gives;
  /** Keys that the record, or each of the list, has at least; an id unless told. */
  has?: readonly string[];
  /** Keys that lead to the record, or to the list of records, in the answer: `['payload', 'webhook']`. */
  answer?: readonly string[];
  /** The field whose value is the record's id where the answer has none. */
  id?: string;
  /**
   * The release of the platform that brought it, like `3.7`, where servers of older ones are in use; or that
   * of each value of a choice, of those that not every server has.
   */
  since?: string | { field: string; values: Readonly<Record<string, string>> };
  /**
   * Servers before a release look for the record among those of one kind alone, the first unless the request
   * names another under `name`.
   */
  kinds?: { name: string; values: readonly string[]; until: string };
  /** What to say of a 404 that names no record: not every server has this operation. */
  absent?: string;
  /**
   * What to say of a 500, where the server fails over input that it refuses elsewhere; not said of a search
   * that reads one record instead of its list. Of a write it is said instead of `todo` that it may have been
   * done.
   */
  crash?: string | ProblemText;
  /** The field that the server fails over: while it is blank, `crash` isn't said. */
  crashField?: string;
  refusals?: readonly OperationRefusal[];
  /** What a run gives out, at least; `{ id: '1' }` unless told. */
  sample?: Record<string, unknown>;
  /** What not every run gives out besides. */
  more?: OutputTypes;
  /** Labels of both; made of the catalogue (`withOutputs`). */
  outputs?: () => OutputField[];
}

/** How what a write added is found again where its answer got lost. */
export interface Lookup {
  /** The search whose list holds it; the fields of its path are filled as the write's are. */
  search: string | ReadOperation;
  /** More of the search's fields that are filled so, because they make the list shorter. */
  narrow?: readonly string[];
  /**
   * Fields of the write by which it is known, as far as they are filled, and the keys under which the record
   * has their values: `{ integration: 'app_id' }`.
   */
  by: Record<string, string>;
  /** The server takes no second one with these values: trying again does no harm. */
  isUnique?: true;
  /** The record's key for when it was made, or changed at the earliest. Absent: it doesn't say. */
  madeAt?: string;
  /** While this field is blank, the list needn't show it. */
  needs?: string;
  /** The list holds only the latest: so many. */
  most?: number;
  /** The records themselves, where the list's are what holds them, or those of them that it can be. */
  records?: (found: Record<string, unknown>[]) => Record<string, unknown>[];
}

/** An operation that changes something: a create of its own. */
export interface WriteOperation extends OperationBase {
  kind: 'create';
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Said in the form before anything else: what can't be undone. */
  warning?: string;
  /** A POST that a repeat doesn't double. */
  repeatable?: true;
  /**
   * The path of the list in which the record of `id` stands: it tells a missing record from a missing route,
   * where the server answers both alike.
   */
  listedAt?: string;
  /**
   * A part of the record that servers before a release replace as a whole: what must not get lost of it is read
   * before, and sent along where the request has the part without it.
   */
  whole?: {
    name: string;
    until: string;
    keep: (record: Record<string, unknown>) => Record<string, unknown>;
    keys: readonly string[];
  };
  /** Of a POST that adds something. Absent where nothing can be looked up: a repeat of it halts. */
  lookup?: Lookup;
  /** Key under which a list in the answer is given out; the record is then `{id, [listAs]: […]}`. */
  listAs?: string;
  /**
   * Where a picture (a field of the type `file`) goes once the rest is written, in a request of its own:
   * `{id}` is the record's. A form would make texts of the numbers and choices beside it.
   */
  picture?: { method: 'PATCH'; path: string };
  /**
   * Fields whose values the server replaces by its own when others change with them: where the answer
   * shows another value, they are sent once more, alone.
   */
  again?: readonly string[];
}

/** An operation that only reads: a search of its own. */
export interface ReadOperation extends OperationBase {
  kind: 'search';
  method?: 'GET' | 'POST';
  /** Reads one record instead of the list when its field is filled. */
  one?: {
    field: string;
    path: string;
    answer?: readonly string[];
    gives?: 'rows';
    /** The release that brought this; servers of older ones have the list alone. */
    since?: string;
  };
  /** Servers that are too old for what is asked for (`since`) answer as if there were none. */
  unknownIsEmpty?: true;
  /** The API gives the list page by page, by this number in the query. */
  paged?: true;
  /** Sent with every request; a field of the same name has precedence. */
  query?: Record<string, string>;
  /** The record may be absent: the answer is then an object with nothing in it. */
  mayBeAbsent?: true;
  /** As what each record's key is given out, besides its id; a list of `rows` may come as such an object too. */
  keyedBy?: string;
  /** Records are given out as the steps that all platforms share give them out. */
  shape?: 'contact' | 'conversation';
  /** What is given out, where it isn't the answer's record or list as it is. */
  records?: (answer: unknown) => unknown[];
}

export type Operation = WriteOperation | ReadOperation;

/** What a search gives out page by page. */
export interface OperationPage {
  results: Record<string, unknown>[];
  paging_token: string | null;
}

/** Runs a platform's own operations. Whoever asks sees to it that an operation is in its catalogue. */
export interface Operations {
  write(
    operation: WriteOperation,
    input: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
  read(
    operation: ReadOperation,
    input: Record<string, unknown>,
    cursor: string | undefined,
  ): Promise<OperationPage>;
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
  return {
    key,
    label,
    type: FORM_TYPES[type],
    required: required ?? false,
    ...(helpText && { helpText }),
    ...(choices && { choices }),
    ...(dynamic && { dynamic: `${dynamic}.id.name` }),
    ...(search && !list && { search }),
    ...(list && { list }),
  };
}
