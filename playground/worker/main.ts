// The process the app runs in, apart from the playground's: it may end itself (core does so after 250 runs
// with much memory), never come back, or bring its own core.
import type { RecordChange, Row, SentRequest } from '../api.js';
import { compared, readBeforeWrite } from './compare.js';
import { loadApp, NoApp, type Handler } from './load_app.js';
import type { Answer, Call, Failure, Greeting } from './protocol.js';
import { recorded, startRecorder } from './recorder.js';

// Read by core when it is loaded: its checks of what steps return then throw, and it prints nothing.
process.env['NODE_ENV'] = 'test';
// Far enough to reach the app's own file from within the loader's.
Error.stackTraceLimit = 50;

/** Cache and cursors by the connection they belong to. */
const memories = new Map<string, { zcacheTestObj: Row; cursorTestObj: Row }>();

const send = (message: Greeting | Answer): void => {
  process.send?.(message);
};
process.on('disconnect', () => process.exit());

startRecorder();
try {
  const { app, core, entry, notes } = await loadApp(process.argv[2] ?? '.');
  const handle = core.createAppHandler({
    ...app,
    beforeRequest: [...listOf(app['beforeRequest']), readBeforeWrite],
  });
  process.on('message', (call: Call) => {
    void answer(handle, call).then(send);
  });
  send({ loaded: true, coreVersion: core.version, entry, notes });
} catch (error) {
  send({ loaded: false, failure: loadFailure(error) });
}

async function answer(handle: Handler, call: Call): Promise<Answer> {
  const { id, command, method, bundle = {}, memory = '', compare } = call;
  const requests: SentRequest[] = [];
  const records: RecordChange[] = [];
  const kept = memories.get(memory) ?? { zcacheTestObj: {}, cursorTestObj: {} };
  memories.set(memory, kept);
  const run = () => called(handle, { command, method, bundle, storeKey: memory, ...kept });
  try {
    const { results } = await recorded(requests, () => (compare ? compared(records, run) : run()));
    return { id, results, requests, records };
  } catch (error) {
    return { id, failure: failureOf(error), requests, records };
  }
}

function called(handle: Handler, event: Row): Promise<{ results: unknown }> {
  return new Promise((resolve, reject) => {
    // Older cores write to the context that AWS gives.
    const promise = handle(event, {}, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
    promise?.then(resolve, reject);
  });
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return { name: error.name, message: error.message };
}

/** With the file and line, which is what helps somebody whose app doesn't load. */
function loadFailure(error: unknown): Failure {
  const { name, message } = failureOf(error);
  if (error instanceof NoApp) return { name, message };
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [what = ''] = message.split('\nRequire stack:');
  const place = placeIn(stack);
  const hint = isMissingPackage(error)
    ? ' Is everything installed? Run npm install in its folder.'
    : '';
  return { name, message: (place && !what.includes(place) ? `${what} (${place})` : what) + hint };
}

/** The first place that isn't within a package: what somebody wrote who looks at it now. */
function placeIn(stack: string): string {
  const places = [
    ...stack.matchAll(/(?:^|at |\(|file:\/\/)(\/[^\s()]+?:\d+(?::\d+)?)(?=[\s)]|$)/gm),
  ];
  const paths = places.map(([, path = '']) => path);
  return paths.find((path) => !path.includes('/node_modules/')) ?? paths[0] ?? '';
}

function isMissingPackage(error: unknown): boolean {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return code.endsWith('MODULE_NOT_FOUND') && !/(module|package) '?[./]/.test(message);
}
