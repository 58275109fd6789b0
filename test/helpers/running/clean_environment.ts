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
  initialize: (this: Parser, type: number, resource: object, ...rest: unknown[]) => void;
  close(): void;
}

/** An AsyncLocalStorage of Node's, as far as Jest uses it. */
interface Storage {
  run: (this: Storage, context: unknown, callback: () => unknown) => unknown;
  getStore: (this: Storage) => unknown;
}

const { HTTPParser } = process.getBuiltinModule('_http_common') as unknown as {
  HTTPParser: { prototype: Parser };
};

// nock and core put their own in the place of these, and take only some back.
const shared = [http, https, AbortSignal, Headers, Headers.prototype].map((object) => ({
  object,
  properties: Object.getOwnPropertyDescriptors(object),
}));

// From the first storage on, Node follows every promise of the process: about a twentieth of a run.
keepPlainly(AsyncLocalStorage.prototype);

const parsers = recordedParsers();

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
    for (const parser of parsers) parser.close();
    parsers.clear();
    for (const { object, properties } of shared) restore(object, properties);
  }
}

/** The parsers that were taken into use since the set was cleared, by those who never close theirs. */
function recordedParsers(): Set<Parser> {
  const opened = new Set<Parser>();
  const { initialize } = HTTPParser.prototype;
  HTTPParser.prototype.initialize = function (type, resource, ...rest) {
    // Node hands in a resource of its own, nock's interceptors an empty object.
    if (isPlain(resource)) opened.add(this);
    initialize.call(this, type, resource, ...rest);
  };
  return opened;
}

/**
 * Lets Jest keep in a variable which test or hook is running. It asks whose an error is that nobody caught; here one
 * runs after another, so that it is the one that runs.
 */
function keepPlainly(prototype: Storage): void {
  const { run, getStore } = prototype;
  const contexts = new WeakMap<Storage, unknown>();
  prototype.run = function (context, callback) {
    if (!isOfJest(context)) return run.call(this, context, callback);
    const before = contexts.get(this);
    contexts.set(this, context);
    // Jest runs nothing but asynchronous functions in it.
    return (callback() as Promise<unknown>).finally(() => contexts.set(this, before));
  };
  prototype.getStore = function () {
    return contexts.has(this) ? contexts.get(this) : getStore.call(this);
  };
}

function isOfJest(context: unknown): boolean {
  return typeof context === 'object' && context !== null && 'test' in context;
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
