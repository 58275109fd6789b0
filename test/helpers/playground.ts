import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import { join } from 'node:path';
import { askPlayground, type Asked } from '../../playground/client.js';
import type { Form, Row, RunReport, StepName } from '../../playground/api.js';
import { sandboxKinds } from '../../playground/server/sandboxes/index.js';
import type { RunningSandbox, SandboxKind } from '../../playground/server/sandboxes/kind.js';
import {
  startPlayground,
  type Playground,
  type PlaygroundOptions,
} from '../../playground/start.js';

export const FIXTURE_APP = join(__dirname, '../fixtures/playground_app');
const MAIN = join(__dirname, '../../playground/main.ts');
export const BROKEN_APP = join(__dirname, '../fixtures/playground_broken');

/** A running playground and what the page would ask it. */
export interface TestPlayground extends Playground {
  ask<Answer>(path: string, body?: object, method?: string): Promise<Asked<Answer>>;
  form(connection: string, step: StepName, input?: Row): Promise<Form>;
  /** Loads the form, then runs the step. */
  run(connection: string, step: StepName, input: Row, more?: Row): Promise<RunReport>;
}

const running: Playground[] = [];

const children: ChildProcess[] = [];

/** Starts a playground in a process of its own, by its command. @returns the address of its start line */
export async function commandedPlayground(...flags: string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--port', '0', ...flags], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_ENV: undefined },
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const [url] = /http:\S+#\S+/.exec(printed) ?? [];
      if (url) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(printed)));
  });
}

/** Ends every playground of a test file, also those of tests that failed. */
export async function closePlaygrounds(): Promise<void> {
  for (const child of children.splice(0)) child.kill();
  await Promise.all(running.splice(0).map((playground) => playground.close()));
}

/** Starts a playground that `closePlaygrounds` ends. */
export async function openPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const playground = await startPlayground(options);
  running.push(playground);
  return playground;
}

/** All sandboxes; those that were started of Vixiees are known, so that one can be stopped. */
export function watchedSandboxes(): { sandboxes: SandboxKind[]; vixiees: RunningSandbox[] } {
  const vixiees: RunningSandbox[] = [];
  const sandboxes = sandboxKinds.map((kind) => ({
    ...kind,
    async start() {
      const sandbox = await kind.start();
      if (kind.platform === 'Vixiees') vixiees.push(sandbox);
      return sandbox;
    },
  }));
  return { sandboxes, vixiees };
}

export async function testPlayground(options: PlaygroundOptions): Promise<TestPlayground> {
  const playground = await openPlayground(options);
  const ask = <Answer>(path: string, body?: object, method?: string): Promise<Asked<Answer>> =>
    askPlayground(playground, path, body, method);
  const form = async (connection: string, step: StepName, input: Row = {}) =>
    (await ask<Form>('form', { connection, ...step, input })).answer;
  return {
    ...playground,
    ask,
    form,
    async run(connection, step, input, more = {}) {
      const { fields } = await form(connection, step, input);
      const body = {
        connection,
        ...step,
        input,
        fields,
        timezone: 'America/Sao_Paulo',
        compare: true,
      };
      return (await ask<RunReport>('run', { ...body, ...more })).answer;
    },
  };
}

/** A request with headers that `fetch` would not send. */
export function rawGet(url: string, headers: Record<string, string>): Promise<Asked<string>> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks).toString() }),
        );
      })
      .on('error', reject);
  });
}
