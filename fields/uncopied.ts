/**
 * Steps in a form that core takes as they are. At every run it copies the app's whole definition twice
 * (`compileApp` of zapier-platform-core 19.1.0: `_.cloneDeepWith`, then once more in search of source texts), which
 * for all our steps takes longer than an update. Functions it leaves alone, and reads their properties like those
 * of any object: what it hands out as the definition, checks and runs is the same, to the byte.
 *
 * Core freezes the steps at the first run, so nothing may change them; and `createAppTester` doesn't find a step's
 * function in here, so tests run the app of index.ts.
 */
export function uncopied<Steps extends object>(steps: Steps): Steps {
  return Object.assign(() => undefined, steps);
}
