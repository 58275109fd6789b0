import { createRequire } from 'node:module';
import zapier from 'zapier-platform-core';
import app from '../index.js';
import entry from '../entry.js';

/** Core has it but doesn't type it. */
const { createAppHandler } = zapier as unknown as {
  createAppHandler: (app: object) => (event: object) => Promise<{ results: unknown }>;
};

const ask = async (of: object, event: object): Promise<unknown> =>
  (await createAppHandler(of)({ calledFromCli: true, ...event })).results;

describe('the published app', () => {
  it('has the definition of index.ts, to the byte', async () => {
    const [ours, plain] = await Promise.all(
      [entry, app].map((of) => ask(of, { command: 'definition' })),
    );
    expect(JSON.stringify(ours)).toBe(JSON.stringify(plain));
    expect(ours).toHaveProperty('creates.update_contact.operation.perform', '$func$2$f$');
  });

  it('is checked as any other', async () => {
    await expect(ask(entry, { command: 'validate' })).resolves.toEqual([]);
    const { update_contact: update, ...others } = app.creates;
    const wrong = { ...update, noun: 7 };
    const creates = Object.assign(() => undefined, { ...others, update_contact: wrong });
    await expect(ask({ ...entry, creates }, { command: 'validate' })).resolves.toEqual([
      expect.objectContaining({ property: 'instance.creates.update_contact.noun' }),
    ]);
  });

  it('gives core no step to copy at a run', () => {
    const { prepareApp } = createRequire(import.meta.url)(
      'zapier-platform-core/src/tools/schema',
    ) as { prepareApp: (of: object) => typeof app };
    const prepared = prepareApp(entry);
    for (const group of ['triggers', 'searches', 'creates'] as const) {
      const given = Object.entries<object>(entry[group]);
      expect(given.length).toBeGreaterThan(0);
      for (const [key, step] of given) {
        expect([
          key,
          Object.entries(prepared[group]).find(([each]) => each === key)?.[1] === step,
        ]).toEqual([key, true]);
      }
    }
  });

  it('runs a step by its path, as Zapier does, time after time', async () => {
    const event = {
      command: 'execute',
      method: 'creates.update_contact.operation.perform',
      bundle: { authData: { platform: 'vixiees' }, inputData: {} },
    };
    const handler = createAppHandler(entry);
    for (let run = 0; run < 3; run += 1) {
      await expect(handler(event)).rejects.toThrow(/API Key/);
    }
  });
});
