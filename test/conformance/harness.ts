/** The few facts about a person that every platform can hold. */
export interface Person {
  email: string;
  phone: string;
  first_name: string;
  labels?: string[];
}

/** A platform's API as the conformance tests run it: the sandbox's, or a small server of the test's own. */
export interface Server {
  /** A connection that may do everything. */
  authData: Record<string, string>;
  /** Method and path of every request since the last `reset`. */
  requests: { method: string; path: string }[];
  /** Back to the seed, without requests and faults. */
  reset(): void;
  close(): Promise<void>;
  /** Puts a contact into the account, past the app. @returns its ID */
  arrive(person: Person, at: Date): string;
  /** A contact as the server holds it, without the time of its last change. */
  stored(id: string): Record<string, unknown> | undefined;
  /** A contact's labels or tags as the server holds them. */
  labels(id: string): string[];
  /** The next request is answered with this. */
  fail(answer: { status: number; body: string }): void;
  /** The next contact is created, and the answer lost. */
  loseNext(): void;
}

/** What a platform gives to be tested for what every platform promises. */
export interface Harness {
  /** Its key in the connection's list. */
  platform: string;
  start(): Promise<Server>;
  /** An ID of the right form that nobody has. */
  unknownId: string;
  /** A field of the update's form for a first name, the server's own name of it, and one that can be emptied. */
  firstName: { input: string; stored: string };
  clear: { input: string; stored: string; value: unknown };
  /** How the server refuses a key it doesn't know, and a key that lacks a right. */
  deadKey: { status: number; body: string };
  missingRight: { status: number; body: string };
  /** So many new contacts at once take more than one page; 120 unless told. */
  burst?: number;
  /** Beside the contact, what a new conversation and a message need, where the platform has them. */
  conversation?: Record<string, unknown>;
  message?: Record<string, unknown>;
  /** For a platform with a catalogue: an input that works, of one of its operations. */
  operationInput?: (key: string) => Record<string, unknown> | undefined;
}
