import type { FieldGroup, FormField, OutputField, Row, Step, StepKind, StepName } from '../api.js';

/** A step as core serialises it: functions are texts that begin with `$func$`. */
export interface DefinedStep {
  key: string;
  noun?: string;
  display: { label: string; description: string; hidden?: boolean };
  operation: {
    type?: string;
    inputFields?: (FormField | string)[];
    inputFieldGroups?: FieldGroup[];
    outputFields?: (OutputField | string)[];
    sample?: Row;
    perform?: unknown;
    performList?: unknown;
    performSubscribe?: unknown;
    performUnsubscribe?: unknown;
    canPaginate?: boolean;
  };
}

export interface DefinedAuthentication {
  type: 'custom' | 'basic' | 'digest' | 'session' | 'oauth1' | 'oauth2';
  fields?: FormField[];
  connectionLabel?: string;
  test?: unknown;
}

export interface Definition {
  authentication?: DefinedAuthentication;
  triggers?: Record<string, DefinedStep>;
  searches?: Record<string, DefinedStep>;
  creates?: Record<string, DefinedStep>;
}

export const KINDS: StepKind[] = ['triggers', 'searches', 'creates'];

/** Every step, in the definition's order. */
export function stepsOf(definition: Definition): Step[] {
  return KINDS.flatMap((kind) =>
    Object.values(definition[kind] ?? {}).map(({ key, noun, display, operation }) => ({
      kind,
      key,
      label: display.label,
      description: display.description,
      noun: noun ?? '',
      hidden: display.hidden ?? false,
      instant: operation.type === 'hook',
    })),
  );
}

/** @returns the step, `undefined` where the app has none of that name */
export function stepIn(definition: Definition, { kind, key }: StepName): DefinedStep | undefined {
  const steps = definition[kind] ?? {};
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

/** The fields that need no function. */
export function plainFields<Field extends { key: string }>(
  fields: (Field | string)[] = [],
): Field[] {
  return fields.filter((field) => typeof field !== 'string');
}

/** True where a part of the definition is a function that core can run. */
export function isFunction(part: unknown): boolean {
  return typeof part === 'string' && part.startsWith('$func$');
}
