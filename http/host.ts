import type { Agent } from 'node:http';

/** What a platform needs of what runs the app; Zapier's `z` is one, as it stands. */
export interface Host {
  request: {
    (request: HostRequest & { raw: true }): Promise<HostAnswer & { text(): Promise<string> }>;
    (request: HostRequest): Promise<HostAnswer & { content: string }>;
  };
  /** Kept between runs, as long as the host likes. `scope` is `['auth']`: for this connection alone. */
  cache: HostCache;
  hash(algorithm: 'sha256', text: string): string;
  console: { log(text: string): void };
  /** Where a run sends many requests: comes when the next may be sent, false where the run ends before that. */
  turn?(): Promise<boolean>;
}

/** A request as it goes to the wire: nothing in it is the host's to change. */
export interface HostRequest {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  body?: string | NodeJS.ReadableStream;
  redirect: 'manual';
  signal: AbortSignal;
  /** The most bytes of an answer, unpacked. */
  size: number;
  agent?: Agent;
  skipThrowForStatus: true;
  throwForThrottlingEarly: false;
  /** Core would delete or refuse `{{…}}` in what the user typed. */
  merge: false;
}

/** An answer's head; its body is `content`, or, kept out of the host's logs, what `text` gives. */
export interface HostAnswer {
  status: number;
  getHeader(name: string): string | undefined;
}

/** The cache as core offers it: `get` takes a scope too, which its types leave out (core 19.1). */
export interface HostCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(
    key: string,
    value: unknown,
    ttl: number,
    scope: string[],
    onlyIfAbsent?: boolean,
  ): Promise<unknown>;
  delete(key: string, scope: string[]): Promise<unknown>;
}
