import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FormField, Row, StepName } from '../api.js';
import { readPackage } from '../worker/load_app.js';
import { AppFailure, type AppAnswer, type AppHost, type LoadedFacts } from './app_host.js';
import { stepIn, type DefinedStep, type Definition } from './definition.js';
import { Refused } from './refused.js';

/** The app that is shown, and what is known of it. */
export interface ShownApp {
  folder: string;
  packageJson: { name?: string; title?: string; description?: string; version?: string };
  /** @throws Refused with the app's own error when it doesn't load */
  definition(): Promise<Definition>;
  facts(): Promise<LoadedFacts>;
  /** Runs one of the app's functions as Zapier would. @throws Refused when its process ends */
  run(method: string, connection: ConnectedRun): Promise<AppAnswer>;
  /** @throws Refused when the app has no such step */
  step(name: StepName): Promise<DefinedStep>;
  /** Reads the sources anew at the next call. */
  reload(): void;
}

export interface ConnectedRun {
  /** Whose cache and cursors the run sees. */
  memory: string;
  bundle: Row;
  compare?: boolean;
}

export function showApp(host: AppHost, path: string): ShownApp {
  const folder = existsSync(path) && statSync(path).isFile() ? dirname(path) : path;
  let definition: Promise<Definition> | undefined;

  const define = async (): Promise<Definition> => {
    const { results, problem } = await refusing(() => host.call({ command: 'definition' }));
    if (problem) throw new Refused(503, `The app doesn't load: ${problem.message}`, 'reload_app');
    return results as Definition;
  };
  const app: ShownApp = {
    folder,
    packageJson: { name: basename(folder), ...packageOf(folder) },
    definition() {
      definition ??= define();
      definition.catch(() => {
        definition = undefined;
      });
      return definition;
    },
    facts: () => refusing(() => host.load()),
    run: (method, { memory, bundle, compare = false }) =>
      refusing(() => host.call({ command: 'execute', method, bundle, memory, compare })),
    async step(name) {
      const step = stepIn(await app.definition(), name);
      if (!step) throw new Refused(404, `The app has no step ${name.kind}.${name.key} (any more).`);
      return step;
    },
    reload() {
      host.stop();
      definition = undefined;
    },
  };
  return app;
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppFailure) throw new Refused(503, error.message, 'reload_app');
    throw error;
  }
}

/** What can't be read has nothing to say here: that the app doesn't load is said with the reason. */
function packageOf(folder: string): ShownApp['packageJson'] {
  try {
    return readPackage(folder);
  } catch {
    return {};
  }
}

/** `meta` of a bundle, as the documentation lists it. */
export function metaOf(fields: FormField[], more: Row = {}): Row {
  return {
    isBulkRead: false,
    isFillingDynamicDropdown: false,
    isLoadingSample: false,
    isPopulatingDedupe: false,
    isTestingAuth: false,
    limit: -1,
    page: 0,
    timezone: null,
    inputFields: Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}])),
    ...more,
  };
}
