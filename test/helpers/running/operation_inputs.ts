import type { Store } from '../../../sandbox/chatwoot/store.js';

/** What an operation is walked with against the sandbox's seed. */
export interface OperationInput<Stored = Store> {
  /** Required fields only. */
  minimal: Record<string, unknown>;
  /** Every field, or as many as go together. */
  full: Record<string, unknown>;
  /** An input that names a record which doesn't exist; absent where the operation names none. */
  unknown?: Record<string, unknown>;
  /** Names the record of `gives` and nothing else, where `full` is answered from the list. */
  single?: Record<string, unknown>;
  /** Whose key it takes; an administrator's unless told. */
  key?: 'administrator' | 'platformApp' | 'none';
  /** Part of what `full` must give out; for a search, of its first result. */
  gives: Record<string, unknown>;
  /** The releases that these inputs need, where older servers refuse or drop a part of them. */
  since?: Partial<Record<'minimal' | 'full' | 'single', string>>;
  /** True where the answer to `unknown` is no error: a search that finds nothing needn't say so. */
  unknownIsFine?: true;
  /** Puts what the seed lacks into the sandbox, before each of the operation's tests. */
  prepare?: (store: Stored) => void;
  /** Looks whether `full` did in the sandbox what its answer can't show. */
  leaves?: (store: Stored) => void;
}

/** Inputs by the operation's key. */
export type OperationInputs = Record<string, OperationInput>;
