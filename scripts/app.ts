import type { PlainInputField } from 'zapier-platform-core';

type Row = Record<string, unknown>;

/** Core has it but doesn't type it. */
interface Core {
  createAppHandler(app: object): (event: Row) => Promise<{ results: unknown }>;
}

/** The creates the main job may use. */
export type CreateKey = 'update_contact' | 'update_inbox_contact';

/** The built app, run through zapier-platform-core as Zapier runs it. */
export interface RunningApp {
  test(): Promise<{ label: string }>;
  /** Polls New Contact, as when the Zap is switched on or later. */
  poll(when: 'switched on' | 'later'): Promise<Row[]>;
  find(input: Row): Promise<Row[]>;
  /** The fields the editor would show for a step on this connection. */
  loadFields(step: CreateKey): Promise<PlainInputField[]>;
  create(step: CreateKey, input: Row): Promise<Row>;
}

/** Loads `dist/` and binds it to a connection. @param authData the connection form's fields */
export async function runApp(authData: Record<string, string>): Promise<RunningApp> {
  // Before core is loaded: otherwise it prints its process statistics at every run.
  process.env['NODE_ENV'] = 'test';
  const { default: core } = (await import('zapier-platform-core')) as unknown as { default: Core };
  const { default: app } = (await import(new URL('../dist/index.js', import.meta.url).href)) as {
    default: object;
  };
  const handle = core.createAppHandler(app);
  const zcacheTestObj = {};
  // The editor keeps each field's meta and hands it back at every run.
  let inputFields: Record<string, PlainInputField['meta']> = {};

  const run = async <Result>(method: string, inputData: object, meta = {}): Promise<Result> => {
    const bundle = { authData, inputData, meta: { inputFields, ...meta } };
    const { results } = await handle({ command: 'execute', method, bundle, zcacheTestObj });
    return results as Result;
  };

  return {
    test: () => run('authentication.test', {}),
    poll: (when) =>
      run(
        'triggers.new_contact.operation.perform',
        {},
        { isPopulatingDedupe: when === 'switched on' },
      ),
    find: (input) => run('searches.find_contact.operation.perform', input),
    loadFields: async (step) => {
      const fields = await run<PlainInputField[]>(`creates.${step}.operation.inputFields`, {});
      inputFields = Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}]));
      return fields;
    },
    create: (step, input) => run(`creates.${step}.operation.perform`, input),
  };
}
