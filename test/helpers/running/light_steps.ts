import type { Bundle, ZObject } from 'zapier-platform-core';
import { authentication } from '../../../authentication.js';
import { stepsOn } from '../../../fields/offered_steps.js';
import { platforms } from '../../../platforms/index.js';
import { creates } from '../../../creates/index.js';
import { searches } from '../../../searches/index.js';
import { triggers } from '../../../triggers/index.js';
import { emptyZ } from '../../simulator/zapier/z.js';

// Steps without core, which would take longer than their requests and end the process after some 250 runs.

/** A field of a form, as far as tests look at it. */
export interface FormField {
  key: string;
  choices?: object;
  label?: string;
  type?: string;
  required?: boolean;
  helpText?: string;
  /** The group of the form that it is in. */
  group?: string;
  /** It stands in the step itself, not in what the platform gives. */
  isStatic?: true;
  meta?: Record<string, string | number | boolean>;
}

type AuthData = Record<string, string>;
type Input = Record<string, unknown>;
type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

const steps = stepsOn(platforms, { ...triggers, ...searches, ...creates }) as unknown as Record<
  string,
  { operation: { inputFields?: unknown[]; perform: Perform; performList?: Perform } }
>;

/**
 * A step's whole form on a connection: its own fields and those that the platform gives.
 * @param inputData what is filled in already: some fields depend on it
 * @throws what a part of the form throws while it loads
 */
export async function formOf(
  step: string,
  authData: AuthData,
  inputData: Input = {},
): Promise<FormField[]> {
  const z = emptyZ();
  const bundle = bundleOf(authData, inputData);
  const loaded = (operationOf(step).inputFields ?? []).map(async (field) =>
    typeof field === 'function'
      ? ((await (field as Perform)(z, bundle)) as FormField[])
      : [{ ...(field as FormField), isStatic: true as const }],
  );
  return (await Promise.all(loaded)).flat();
}

/**
 * Runs a step, with an empty cache unless told; an instant trigger lists its samples.
 * @param meta what Zapier runs it for
 * @returns what it gives out @throws what it throws
 */
export async function runStep(
  step: string,
  authData: AuthData,
  inputData: Input,
  z: ZObject = emptyZ(),
  meta: Partial<Bundle['meta']> = {},
): Promise<unknown> {
  const { perform, performList = perform } = operationOf(step);
  return performList(z, bundleOf(authData, inputData, meta));
}

/** Tests a connection. @returns its label @throws what is wrong with it */
export async function testConnection(authData: AuthData): Promise<unknown> {
  return (authentication.test as Perform)(emptyZ(), bundleOf(authData, {}));
}

/** What a run fails with; a run that succeeds fails the test. */
export async function messageOf(result: Promise<unknown>): Promise<string> {
  return result.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (failure: unknown) => (failure as Error).message,
  );
}

function operationOf(step: string): {
  inputFields?: unknown[];
  perform: Perform;
  performList?: Perform;
} {
  const found = steps[step];
  if (!found) throw new Error(`there is no step ${step}`);
  return found.operation;
}

function bundleOf(
  authData: AuthData,
  inputData: Input,
  meta: Partial<Bundle['meta']> = {},
): Bundle {
  return { authData, inputData, meta: { page: 0, ...meta } } as unknown as Bundle;
}
