// What a test file leaves in its process is taken away again: the objects of Node that all files share would
// hold each file's modules, 16 MB a file, and a worker would soon do little but collect garbage.

import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { setFlagsFromString } from 'node:v8';
import { TestEnvironment } from 'jest-environment-node';

// Most code of a test runs a few times: what V8 spends on optimizing it early, an eighth of the whole, doesn't come
// back. Node 22 has another compiler in between, and another flag.
setFlagsFromString(
  Number.parseInt(process.versions.node) < 22
    ? '--interrupt-budget=1000000'
    : '--invocation-count-for-turbofan=30000',
);

/** A parser of Node's own, as far as it is used here. */
interface Parser {
  initialize(type: number, resource: object, ...rest: unknown[]): void;
  close(): void;
}

const { HTTPParser } = process.getBuiltinModule('_http_common') as unknown as {
  HTTPParser: { prototype: Parser };
};

// nock and core put their own in the place of these, and take only some back.
const shared = [http, https, AbortSignal, Headers, Headers.prototype].map((object) => ({
  object,
  properties: Object.getOwnPropertyDescriptors(object),
}));

const storages = recorded(AsyncLocalStorage.prototype, 'run', () => true);
// Node hands in a resource of its own, nock's interceptors an empty object; those never close theirs.
const parsers = recorded(HTTPParser.prototype, 'initialize', (_type, resource) =>
  isPlain(resource),
);

/** Node's environment of Jest, which leaves a process as it found it, and in which no request is late by the clock. */
export default class CleanEnvironment extends TestEnvironment {
  /** A time limit that ended by the clock, a busy machine would end; `holdTimeLimits` ends them when a test says so. */
  override async setup(): Promise<void> {
    await super.setup();
    AbortSignal.timeout = () => new AbortController().signal;
  }

  /** Ends what the file left open, and gives Node's objects their own properties back. */
  override async teardown(): Promise<void> {
    await super.teardown();
    // Jest's own storage of each file would be copied to every promise of the files after it.
    for (const storage of storages) storage.disable();
    for (const parser of parsers) parser.close();
    storages.clear();
    parsers.clear();
    for (const { object, properties } of shared) restore(object, properties);
  }
}

/** The objects whose method was called since the set was cleared, of those calls that count. */
function recorded<T extends object>(
  prototype: T,
  method: keyof T,
  counts: (...args: unknown[]) => boolean,
): Set<T> {
  const objects = new Set<T>();
  const own = prototype[method] as (...args: unknown[]) => unknown;
  prototype[method] = function (this: T, ...args: unknown[]) {
    if (counts(...args)) objects.add(this);
    return own.apply(this, args);
  } as T[keyof T];
  return objects;
}

function isPlain(value: unknown): boolean {
  // By its name: the object comes from another realm than this file.
  return (value as object | undefined)?.constructor.name === 'Object';
}

function restore(object: object, properties: Record<string | symbol, PropertyDescriptor>): void {
  for (const key of Reflect.ownKeys(object)) {
    const before = properties[key];
    if (!before) Reflect.deleteProperty(object, key);
    else if (before.configurable === true) Object.defineProperty(object, key, before);
  }
}
