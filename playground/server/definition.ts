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
    performResume?: unknown;
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
  hydrators?: Row;
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

/** What can't be shown outside of Zapier, in sentences. */
export function limitsOf(definition: Definition): string[] {
  const { authentication, hydrators = {} } = definition;
  const waiting = KINDS.flatMap((kind) => Object.values(definition[kind] ?? {}))
    .filter(({ operation }) => operation.performResume !== undefined)
    .map(({ display }) => display.label);
  return [
    ...(authentication?.type.startsWith('oauth')
      ? ['This app signs in by OAuth, which needs Zapier: paste a token that you got elsewhere.']
      : []),
    ...(authentication?.type === 'session'
      ? [
          'This app signs in for a session when you connect. Zapier signs in again when it ends; here you connect again.',
        ]
      : []),
    ...(waiting.length > 0
      ? [
          `${waiting.join(', ')}: the callback can't reach this computer; shown is what is returned at once.`,
        ]
      : []),
    ...(Object.keys(hydrators).length > 0
      ? ['Values that are fetched only when a later step uses them are shown as their pointers.']
      : []),
  ];
}
