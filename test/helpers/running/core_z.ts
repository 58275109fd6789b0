import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import './core_limit.js';

/** Core without our app: `z` alone is wanted. Its patch of node's http would stay for all files of a worker. */
const tester = zapier.createAppTester({
  version: '1.0.0',
  platformVersion: zapier.version,
  flags: { skipHttpPatch: true },
});

/** Runs with core's own `z`. */
export function withZ<Result>(run: (z: ZObject) => Promise<Result>): Promise<Result> {
  let outcome = Promise.reject<Result>(new Error('never ran'));
  outcome.catch(() => undefined);
  // Core adds the bundle to what a failure says: it gets to see none.
  const perform = async (z: ZObject): Promise<object> => {
    outcome = run(z);
    await outcome.catch(() => undefined);
    return {};
  };
  const bundle = { authData: { platform: 'chatwoot' } } as unknown as Bundle;
  return tester(perform, bundle).then(() => outcome);
}
