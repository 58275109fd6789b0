// A Zap as data: what the playground runs, what a recipe is. Values of earlier steps stand in `input` as
// `{{1__email}}`: the number of the step, then the path of the value.

export type Row = Record<string, unknown>;

/** One of the app's steps. */
export interface ZapStep {
  kind: 'triggers' | 'searches' | 'creates';
  key: string;
  /** Id of a connection of the playground, such as `sandbox_highlevel`. */
  connection: string;
  /** Texts, lists of texts, objects of texts, rows of texts: as a form holds them. */
  input: Row;
}

/** A trigger of another app, of which only the records matter. */
export interface GivenTrigger {
  app: string;
  label: string;
  /** Each starts a run. */
  records: Row[];
}

export interface Zap {
  name: string;
  /** Number 1. */
  trigger: ZapStep | GivenTrigger;
  /** From number 2 on. */
  steps: ZapStep[];
}

export function isGiven(trigger: Zap['trigger']): trigger is GivenTrigger {
  return 'records' in trigger;
}
