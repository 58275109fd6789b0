import type { PlainInputField, ZObject, Bundle } from 'zapier-platform-core';

type Perform = (z: ZObject, bundle: Bundle) => unknown;

/** The built app, run through zapier-platform-core as Zapier runs it. */
export interface RunningApp {
  test(): Promise<{ label: string }>;
  find(input: Record<string, unknown>): Promise<Record<string, unknown>[]>;
  /** The fields the editor would show for Update Contact on this connection. */
  updateFields(): Promise<PlainInputField[]>;
  update(input: Record<string, unknown>): Promise<Record<string, unknown>>;
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
  const { update_contact: update } = app.creates;
  const { find_contact: find } = app.searches;
  // The editor keeps each field's meta and hands it back at every run.
  let inputFields: Record<string, PlainInputField['meta']> = {};

  const run = async <Result>(perform: unknown, inputData: object): Promise<Result> => {
    const bundle = { authData, inputData, meta: { inputFields } };
    return (await tester(perform as Perform, bundle as Partial<Bundle>)) as Result;
  };

  return {
    test: () => run(app.authentication.test, {}),
    find: (input) => run(find.operation.perform, input),
    updateFields: async () => {
      const fields: PlainInputField[][] = await Promise.all(
        update.operation.inputFields.map(async (field) =>
          typeof field === 'function' ? run<PlainInputField[]>(field, {}) : [field],
        ),
      );
      inputFields = Object.fromEntries(fields.flat().map(({ key, meta }) => [key, meta ?? {}]));
      return fields.flat();
    },
    update: (input) => run(update.operation.perform, input),
  };
}
