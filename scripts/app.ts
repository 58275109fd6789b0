import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';

type Perform = (z: ZObject, bundle: Bundle) => unknown;
type Row = Record<string, unknown>;

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
  const { default: zapier } = await import('zapier-platform-core');
  const { default: app } = (await import(
    new URL('../dist/index.js', import.meta.url).href
  )) as typeof import('../index.js');
  const tester = zapier.createAppTester(app);
  // The editor keeps each field's meta and hands it back at every run.
  let inputFields: Record<string, PlainInputField['meta']> = {};

  const run = async <Result>(perform: unknown, inputData: object, meta = {}): Promise<Result> => {
    const bundle = { authData, inputData, meta: { inputFields, ...meta } };
    return (await tester(perform as Perform, bundle as Partial<Bundle>)) as Result;
  };

  return {
    test: () => run(app.authentication.test, {}),
    poll: (when) =>
      run(
        app.triggers.new_contact.operation.perform,
        {},
        { isPopulatingDedupe: when === 'switched on' },
      ),
    find: (input) => run(app.searches.find_contact.operation.perform, input),
    loadFields: async (step) => {
      const fields: PlainInputField[][] = await Promise.all(
        app.creates[step].operation.inputFields.map(async (field) =>
          typeof field === 'function' ? run<PlainInputField[]>(field, {}) : [field],
        ),
      );
      inputFields = Object.fromEntries(fields.flat().map(({ key, meta }) => [key, meta ?? {}]));
      return fields.flat();
    },
    create: (step, input) => run(app.creates[step].operation.perform, input),
  };
}
