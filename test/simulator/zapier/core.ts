import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import app from '../../../index.js';
import type { Trial } from './trial.js';
import { ZapierError, type Answer, type Trouble } from './z.js';
import '../../helpers/running/core_limit.js';

type Perform = (bundle: Bundle) => Promise<object[]>;

interface CoreAnswer {
  status: number;
  content: string;
}

/** What core throws for a failure that the app explained. */
const EXPLAINED = new Set(['AppError', 'HaltedError', 'ThrottledError', 'ExpiredAuthError']);

/**
 * Runs a trigger through core: its requests, errors and checks of what comes out. The cache is the one that
 * light runs use, since Zapier too has only one.
 * @param before and @param after as those of `lightZ`
 * @returns a function that throws a ZapierError for a failure that the app explained
 */
export function throughCore(
  { key, operation }: Trial['trigger'],
  cache: ZObject['cache'],
  before: () => Trouble,
  after: (answer: Answer) => void,
): Perform {
  const perform = (z: ZObject, bundle: Bundle): Promise<object[]> => {
    const request = async (options: object): Promise<unknown> => {
      const trouble = before();
      const response = (await z.request(options as never)) as unknown as CoreAnswer;
      if (trouble === 'timeout') {
        throw Object.assign(new Error('The operation was aborted'), { name: 'AbortError' });
      }
      // Of an answer that is kept out of logs core reads no content.
      const isRead = !('raw' in options && options.raw === true);
      after({ status: response.status, bytes: isRead ? Buffer.byteLength(response.content) : 0 });
      return response;
    };
    return operation.perform({ ...z, cache, request } as ZObject, bundle);
  };
  const triggers: Record<string, object> = app.triggers;
  const trigger = { ...triggers[key], operation: { ...operation, perform } };
  const { version, platformVersion, flags } = app;
  const definition = { version, platformVersion, flags, triggers: { [key]: trigger } };
  const tester = zapier.createAppTester(definition);
  return async (bundle) => {
    try {
      return await tester(perform, bundle);
    } catch (failure) {
      const { name, message } = failure as Error;
      if (EXPLAINED.has(name)) throw new ZapierError(message, { cause: failure });
      throw failure;
    }
  };
}
