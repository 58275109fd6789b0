import { isGiven, type GivenTrigger, type Zap, type ZapStep } from '../../../recipes/zap.js';
import type { AppSummary, Connection, Row, Step, StepName } from '../../api.js';

/** A Zap while it is put together, with what its steps gave in tests, by their number. */
export interface Draft {
  zap: Zap;
  outputs: Partial<Record<string, Row>>;
  samples: Partial<Record<string, Row>>;
}

/** What stands under a number. */
export type Numbered = { number: string } & (
  | { given: GivenTrigger }
  | { placed: ZapStep; step: Step | undefined; connection: Connection | undefined }
);

export type Placed = Extract<Numbered, { placed: unknown }>;

export function draftOf(zap: Zap): Draft {
  const outputs = isGiven(zap.trigger) ? { '1': zap.trigger.records[0] } : {};
  return { zap, outputs, samples: {} };
}

/** The Zap's steps, with what the app says of them. */
export function numbered(
  { trigger, steps }: Zap,
  { steps: known, connections }: AppSummary,
): Numbered[] {
  const place = (placed: ZapStep, at: number): Numbered => ({
    number: String(at),
    placed,
    step: known.find(({ kind, key }) => kind === placed.kind && key === placed.key),
    connection: connections.find(({ id }) => id === placed.connection),
  });
  return [
    isGiven(trigger) ? { number: '1', given: trigger } : place(trigger, 1),
    ...steps.map((step, at) => place(step, at + 2)),
  ];
}

/** A step put in at a number, in place of the one there or at the end. */
export function withStep(draft: Draft, number: string, name: StepName, connection: string): Draft {
  const placed: ZapStep = { ...name, connection, input: {} };
  const outputs = { ...draft.outputs, [number]: undefined };
  const samples = { ...draft.samples, [number]: undefined };
  return { zap: replaced(draft.zap, number, placed), outputs, samples };
}

export function withInput(draft: Draft, number: string, input: Row): Draft {
  const placed = stepAt(draft.zap, number);
  return placed ? { ...draft, zap: replaced(draft.zap, number, { ...placed, input }) } : draft;
}

/**
 * What a step gave in a test, or its sample, which come late: of a step that another has replaced meanwhile
 * nothing is kept.
 */
export function withRow(
  draft: Draft,
  kind: 'outputs' | 'samples',
  { number, placed }: Placed,
  row: Row,
): Draft {
  const now = stepAt(draft.zap, number);
  if (!now || keyOf(now) !== keyOf(placed)) return draft;
  return { ...draft, [kind]: { ...draft[kind], [number]: row } };
}

/** Tells one step on one connection from another; its input doesn't matter. */
export function keyOf({ kind, key, connection }: ZapStep): string {
  return `${connection} ${kind} ${key}`;
}

/** Only the last step can go: the numbers of the others stand in mapped values. */
export function withoutLast({ zap, outputs, samples }: Draft): Draft {
  return { zap: { ...zap, steps: zap.steps.slice(0, -1) }, outputs, samples };
}

function stepAt({ trigger, steps }: Zap, number: string): ZapStep | undefined {
  if (number !== '1') return steps[Number(number) - 2];
  return isGiven(trigger) ? undefined : trigger;
}

function replaced(zap: Zap, number: string, placed: ZapStep): Zap {
  if (number === '1') return { ...zap, trigger: placed };
  const steps = [...zap.steps];
  steps[Number(number) - 2] = placed;
  return { ...zap, steps };
}
