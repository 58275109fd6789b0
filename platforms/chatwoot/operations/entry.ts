import type { EntryField, One, ReadEntry, WriteEntry } from '../../catalogue/entry.js';

/** A field of one of Chatwoot's operations. */
export interface ChatwootField extends EntryField {
  /**
   * The release that brought the field, or entries of its JSON. Older servers drop the value without a word,
   * newer ones tell it.
   */
  since?: string | Readonly<Record<string, string>>;
  /** The edition that stores the value and tells it; the other drops it without a word. */
  edition?: 'enterprise';
}

/** What only Chatwoot's operations have. */
interface ChatwootFacts {
  fields: readonly ChatwootField[];
  /** Numbers among the 115 operations of Konverte Digital's node; empty for later ones. */
  numbers: readonly number[];
  /** Where the path begins: the connection's account unless told. */
  base?: 'account' | 'account_v2' | 'platform' | 'public' | 'server';
  /**
   * The release that brought it, like `3.7`, where servers of older ones are in use; or that of each value of
   * a choice, of those that not every server has.
   */
  since?: string | { field: string; values: Readonly<Record<string, string>> };
  /**
   * Servers before a release look for the record among those of one kind alone, the first unless the request
   * names another under `name`.
   */
  kinds?: { name: string; values: readonly string[]; until: string };
  /** What to say of a 404 that names no record: not every server has this operation. */
  absent?: string;
}

/** An operation of Chatwoot's that changes something. */
export interface ChatwootWrite extends WriteEntry<ChatwootRead>, ChatwootFacts {
  fields: readonly ChatwootField[];
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
}

/** An operation of Chatwoot's that only reads. */
export interface ChatwootRead extends ReadEntry, ChatwootFacts {
  fields: readonly ChatwootField[];
  /** With the release that brought it; servers of older ones have the list alone. */
  one?: One & { since?: string };
  /** Servers that are too old for what is asked for (`since`) answer as if there were none. */
  unknownIsEmpty?: true;
}

/** An entry of Chatwoot's catalogue. */
export type ChatwootEntry = ChatwootWrite | ChatwootRead;
