import type { ProblemText } from '../../http/problem.js';
import type { ListFacts } from '../contract/list.js';
import type { OperationField, ReadOperation, WriteOperation } from '../contract/operations.js';

/** A field of an operation: one input, and where its value goes in the request. */
export interface EntryField extends OperationField {
  /** What the JSON is; an object unless told. */
  holds?: 'list' | 'object' | 'either';
  /**
   * Checks what is in the JSON, and gives it as the API takes it. @throws Problem that names the field and
   * the part that can't be
   */
  read?: (label: string, json: unknown) => unknown;
  /** Required when another field, a choice, has this value. */
  neededFor?: { field: string; value: string };
  /** Required when another field, a choice, has this value, and left out of the request when it has another. */
  onlyFor?: { field: string; value: string };
  /** What is sent for a choice; the choice itself unless told. */
  sent?: (choice: string) => string;
  /** What its choices go by, as `dynamic`'s list declares it. */
  goesBy?: ListFacts['goesBy'];
  /** What is stored for a typed text, as `dynamic`'s list declares it. */
  stored?: ListFacts['stored'];
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
   * Every server that takes the value tells it in its answer, or these entries of its JSON: what isn't told
   * wasn't stored. Of other fields an answer may be silent.
   */
  told?: true | readonly string[];
  /** The answer's key that must be the value as well, where the server may not look at what is sent. */
  matches?: string;
  /** How a time is sent: `unix` in seconds, `offset` with the offset that it was given with; ISO 8601 in UTC else. */
  as?: 'unix' | 'offset';
  /** Refuses a text, or one of several, before a request. @throws Problem that names the field */
  check?: (label: string, text: string) => void;
}

/** What to say of a refusal whose own words mislead, or say nothing. */
export interface EntryRefusal {
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

/** What is known of an operation's request and answer. */
interface EntryFacts {
  /** Below where the platform's `send` puts it; with `{field}` for values of fields. */
  path: string;
  /** Required ones first. */
  fields: readonly EntryField[];
  /** What the server answers; whatever else comes is not believed. `givenBy` has what it is unless told. */
  gives?: Gives;
  /** Keys that the record, or each of the list, has at least; an id unless told. */
  has?: readonly string[];
  /** Keys that lead to the record, or to the list of records, in the answer: `['payload', 'webhook']`. */
  answer?: readonly string[];
  /** The field whose value is the record's id where the answer has none. */
  id?: string;
  /**
   * What to say of a 500, where the server fails over input that it refuses elsewhere; not said of a search
   * that reads one record instead of its list. Of a write it is said instead of `todo` that it may have been
   * done.
   */
  crash?: string | ProblemText;
  /** The field that the server fails over: while it is blank, `crash` isn't said. */
  crashField?: string;
  refusals?: readonly EntryRefusal[];
}

/** How what a write added is found again where its answer got lost. */
export interface Lookup<Read extends ReadEntry = ReadEntry> {
  /** The search whose list holds it; the fields of its path are filled as the write's are. */
  search: string | Read;
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

/** A list of a request's body of which the server takes only so many at once. */
export interface Parts {
  /** The API's name of it. */
  name: string;
  most: number;
}

/** The entry of an operation that changes something. */
export interface WriteEntry<Read extends ReadEntry = ReadEntry> extends WriteOperation, EntryFacts {
  fields: readonly EntryField[];
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A DELETE after which the record of `id` is still there: it takes something else away. */
  stays?: true;
  /** A POST that a repeat doesn't double. */
  repeatable?: true;
  /** Of a POST that adds something. Absent where nothing can be looked up: a repeat of it halts. */
  lookup?: Lookup<Read>;
  /** Key under which a list in the answer is given out; the record is then `{id, [listAs]: […]}`. */
  listAs?: string;
  /** What is sent besides its fields. */
  constant?: Readonly<Record<string, unknown>>;
  /** A longer list is sent in several requests, whose rows come back as one list; a repeat must do no harm. */
  parts?: Parts;
  /** What is given out beside the list of `listAs`. @throws Problem where none of it was done */
  summary?: (rows: readonly Record<string, unknown>[]) => Record<string, unknown>;
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

/** The way to one record instead of the list, when its field is filled. */
export interface One {
  field: string;
  path: string;
  answer?: readonly string[];
  gives?: 'rows';
}

/** The entry of an operation that only reads. */
export interface ReadEntry extends ReadOperation, EntryFacts {
  fields: readonly EntryField[];
  method?: 'GET' | 'POST';
  one?: One;
  /** Sent with every request; a field of the same name has precedence. */
  query?: Record<string, string>;
  /** The record may be absent: the answer is then an object with nothing in it. */
  mayBeAbsent?: true;
  /** As what each record's key is given out, besides its id; a list of `rows` may come as such an object too. */
  keyedBy?: string;
  /** What is given out, where it isn't the answer's record or list as it is. */
  records?: (answer: unknown) => unknown[];
}

/** An operation as data: a create or a search is made of it, and one request. */
export type Entry = WriteEntry | ReadEntry;
