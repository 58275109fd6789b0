import type { Bundle, ZObject } from 'zapier-platform-core';
import { operationCreates } from '../../../creates/operations.js';
import { keys } from '../../../sandbox/chatwoot/index.js';
import { operationSearches } from '../../../searches/operations.js';
import type { OperationInput } from './operation_inputs.js';
import { emptyZ } from '../../simulator/zapier/z.js';

type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

interface RunOptions {
  /** An administrator's unless told. */
  apiKey?: string;
  /** Chatwoot unless told. */
  platform?: string;
  /** 1 unless told. */
  accountId?: string;
  /** Where a search goes on. */
  cursor?: string;
  /** One with an empty cache unless told. */
  z?: ZObject;
}

/**
 * Runs the step of one of the catalogue's operations, without core.
 * @returns what the step gives out; a paged search's first page
 * @throws what the step throws
 */
export async function runOperation(
  baseUrl: string,
  key: string,
  inputData: Record<string, unknown>,
  options: RunOptions = {},
): Promise<unknown> {
  const { platform = 'chatwoot', apiKey = keys.administrator, accountId = '1' } = options;
  const { cursor, z = emptyZ() } = options;
  const step = operationCreates[key] ?? operationSearches[key];
  if (!step) throw new Error(`there is no step ${key}`);
  const authData = { platform, apiKey, baseUrl, accountId };
  const meta = { paging_token: cursor };
  const bundle = { authData, inputData, meta } as unknown as Bundle;
  return (step.operation.perform as Perform)(z, bundle);
}

/** The key that an operation is walked with. */
export function keyOf({ key = 'administrator' }: OperationInput): string {
  return key === 'none' ? keys.administrator : keys[key];
}
