import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../api.js';
import type { Answer, Call, Greeting } from '../worker/protocol.js';
import { problemOf } from './problem.js';

const WORKER = fileURLToPath(new URL('../worker/main.ts', import.meta.url));
/** What Zapier gives a step, all its requests included. */
const LONGEST_RUN_MS = 30_000;
/** An app that isn't loaded by then waits for something that doesn't come. */
const LONGEST_LOAD_MS = 30_000;

/** The app can't be used: it doesn't load, or its process ended. */
export class AppFailure extends Error {}

export interface LoadedFacts {
  coreVersion: string;
  entry: string;
  notes: string[];
}

export type AppCall = Omit<Call, 'id'>;
export type AppAnswer = Omit<Answer, 'id' | 'failure'> & { problem?: Problem };

/** The app in its own process, which is started again when it ends. */
export interface AppHost {
  /** Starts it where it isn't running. @throws AppFailure with the app's own error when it doesn't load */
  load(): Promise<LoadedFacts>;
  /** @throws AppFailure */
  call(call: AppCall): Promise<AppAnswer>;
  /** Ends the process; the next call starts it anew, with the sources as they are then. */
  stop(): void;
}

interface Running {
  child: ChildProcess;
  facts: Promise<LoadedFacts>;
  waiting: Map<number, Waiting>;
}

interface Waiting {
  resolve: (answer: AppAnswer) => void;
  reject: (error: Error) => void;
}

/** @param path the app's folder or entry file */
export function hostApp(path: string): AppHost {
  let running: Running | undefined;
  let lastId = 0;

  const start = (): Running => {
    if (running) return running;
    const started = startApp(path, () => {
      // A process that was stopped ends later than the next one starts.
      if (running === started) running = undefined;
    });
    running = started;
    return started;
  };
  const stop = (): void => {
    running?.child.kill('SIGKILL');
    running = undefined;
  };

  return {
    load: () => start().facts,
    stop,
    async call(call) {
      const { facts, child, waiting } = start();
      await facts;
      lastId += 1;
      const id = lastId;
      const answer = new Promise<AppAnswer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
      child.send({ ...call, id } satisfies Call);
      const late = setTimeout(() => {
        waiting.get(id)?.resolve(tooLate());
        // It may never come back, and others would wait behind it.
        stop();
      }, LONGEST_RUN_MS);
      try {
        return await answer;
      } finally {
        clearTimeout(late);
        waiting.delete(id);
      }
    },
  };
}

function startApp(path: string, onEnd: () => void): Running {
  const child = fork(WORKER, [path], {
    execArgv: ['--import', 'tsx'],
    // What the app prints belongs into the terminal, not into what we read.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // As Zapier takes what steps return: functions within it are lost.
    serialization: 'json',
  });
  const waiting = new Map<number, Waiting>();
  const facts = new Promise<LoadedFacts>((resolve, reject) => {
    const late = setTimeout(() => {
      const seconds = LONGEST_LOAD_MS / 1000;
      reject(new AppFailure(`The app doesn't load: it isn't done after ${seconds} seconds.`));
      child.kill('SIGKILL');
    }, LONGEST_LOAD_MS);
    child.once('message', (greeting: Greeting) => {
      clearTimeout(late);
      if (greeting.loaded) {
        child.on('message', (answer: Answer) => waiting.get(answer.id)?.resolve(read(answer)));
        resolve(greeting);
        return;
      }
      onEnd();
      child.kill();
      reject(new AppFailure(`The app doesn't load: ${greeting.failure.message}`));
    });
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      onEnd();
      const how = signal ? `was ended by ${signal}` : `ended itself with code ${code ?? 0}`;
      const ended = new AppFailure(`The app's process ${how}. The next click starts it again.`);
      reject(ended);
      for (const { reject: fail } of waiting.values()) fail(ended);
    });
  });
  // Whoever calls next sees it; nobody has to be waiting when it happens.
  facts.catch(() => undefined);
  return { child, facts, waiting };
}

function tooLate(): AppAnswer {
  const message = `Zapier stops a step after ${LONGEST_RUN_MS / 1000} seconds, and this one isn't done.`;
  return { problem: { name: 'Timeout', message }, requests: [], records: [] };
}

function read({ results, failure, requests, records }: Answer): AppAnswer {
  return {
    ...(failure ? { problem: problemOf(failure.name, failure.message) } : { results }),
    requests,
    records,
  };
}
