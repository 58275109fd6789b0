import type { Bundle, ZObject } from 'zapier-platform-core';
import { operationCreate } from '../../creates/operations.js';
import type { Operation } from '../../platforms/contract/operations.js';
import { operationSearch } from '../../searches/operations.js';
import { sampleOf } from '../helpers/thorough.js';
import { lightZ } from '../simulator/zapier/z.js';
import { connected, itWith } from './connected.js';
import type { Harness } from './harness.js';
import type { ServerNow } from './index.js';

type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

/** Zapier cuts what is longer. */
const LONGEST = 250;

class ExpiredAuthError extends Error {
  override name = 'ExpiredAuthError';
}

/** Each operation's 404 is a miss or says what isn't there, and never blames the key. Without core, for its memory. */
export function operationClaims(harness: Harness, server: ServerNow): void {
  const { operations } = connected(harness);
  const run = (operation: Operation, inputData: Record<string, unknown>): Promise<unknown> => {
    const step =
      operation.kind === 'create' ? operationCreate(operation) : operationSearch(operation);
    const perform = step.operation.perform as Perform;
    const { z } = lightZ(
      () => undefined,
      () => undefined,
    );
    // The light z has one class for all errors that aren't halted.
    const named = { ...z, errors: { ...z.errors, ExpiredAuthError } } as unknown as ZObject;
    return perform(named, {
      authData: server().authData,
      inputData,
      meta: {},
    } as unknown as Bundle);
  };

  itWith(operations, 'operations', 'each operation tells a 404', async () => {
    for (const operation of sampleOf(operations?.catalogue ?? [], 5)) {
      const { key, kind } = operation;
      const input = harness.operationInput?.(key);
      if (!input) throw new Error(`the harness has no input for ${key}`);
      server().reset();
      for (let count = 0; count < 4; count += 1) {
        server().fail({ status: 404, body: '{"error":"Resource could not be found"}' });
      }
      const outcome = await run(operation, input).then(
        (result) => ({ result }),
        (failure: unknown) => ({ failure: failure as Error }),
      );
      if ('failure' in outcome) {
        const text = messageIn(outcome.failure.message);
        expect([key, outcome.failure.name]).not.toEqual([key, 'ExpiredAuthError']);
        expect([key, text, text.length <= LONGEST]).toEqual([key, text, true]);
      } else {
        expect([key, kind, rowsOf(outcome.result)]).toEqual([key, 'search', []]);
      }
    }
  });
}

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { message: string }).message;
  } catch {
    return text;
  }
}

function rowsOf(result: unknown): unknown {
  return (result as { results?: unknown[] }).results ?? result;
}
