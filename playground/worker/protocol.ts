import type { RecordChange, Row, SentRequest } from '../api.js';

/** What the app's process is asked to do. */
export interface Call {
  id: number;
  command: 'definition' | 'execute';
  /** Path within the definition, such as `creates.update_contact.operation.perform`. */
  method?: string;
  bundle?: Row;
  /** Runs of the same memory see each other's cache and cursors. */
  memory?: string;
  /** Read what the run writes to, before and after. */
  compare?: boolean;
}

export interface Failure {
  name: string;
  message: string;
}

export interface Answer {
  id: number;
  results?: unknown;
  failure?: Failure;
  requests: SentRequest[];
  records: RecordChange[];
}

/** The first word of the process: what it loaded, or why it could not. */
export type Greeting =
  | { loaded: true; coreVersion: string; entry: string; notes: string[] }
  | { loaded: false; failure: Failure };
