/** What the playground's server and its page say to each other, and the server and the app's process. */

import type { Recipe } from '../recipes/recipe.js';

export type Row = Record<string, unknown>;
export type StepKind = 'triggers' | 'searches' | 'creates';

/** Where a step stands in the app's definition. */
export interface StepName {
  kind: StepKind;
  key: string;
}

export interface Step extends StepName {
  label: string;
  description: string;
  noun: string;
  /** Starts by a webhook instead of being polled. */
  instant: boolean;
  /** Only there to fill dropdowns. */
  hidden: boolean;
  /** From the app's own list of steps, where it has one. */
  platforms?: string;
  operations?: string[];
  requests?: string;
}

/** A field as Zapier's editor gets it: static, or what a function returned. */
export interface FormField {
  key: string;
  label?: string;
  type?: string;
  required?: boolean;
  default?: string;
  placeholder?: string;
  helpText?: string;
  list?: boolean;
  dict?: boolean;
  children?: FormField[];
  choices?: FieldChoices;
  /** `trigger.id_field.label_field` */
  dynamic?: string;
  /** `search.field` */
  search?: string;
  dependsOn?: string[];
  altersDynamicFields?: boolean;
  group?: string;
  meta?: Row;
}

export type FieldChoices =
  Record<string, string> | string[] | { value: string; label: string }[] | { perform: unknown };

export interface FieldGroup {
  key: string;
  label?: string;
  emphasize?: boolean;
}

export interface OutputField {
  key: string;
  label?: string;
  type?: string;
  /** Part of what tells a trigger's records apart. */
  primary?: boolean;
  children?: OutputField[];
}

export interface Form {
  fields: FormField[];
  groups: FieldGroup[];
  sample?: Row;
  /** Why a part of the form couldn't be loaded. */
  problem?: Problem;
  requests: SentRequest[];
}

export interface Choice {
  value: string;
  label: string;
}

export interface ChoicePage {
  choices: Choice[];
  /** Give it back to get the next page; absent at the end. */
  next?: string;
  requests: SentRequest[];
}

/** A request that left the app's process, secrets masked. */
export interface SentRequest {
  method: string;
  host: string;
  /** With the query. */
  path: string;
  /** 0 when no answer came. */
  status: number;
  milliseconds: number;
  headers: Record<string, string>;
  /** Parsed JSON, else text. */
  body?: unknown;
  answer?: unknown;
  /** Why no answer came. */
  failure?: string;
}

/** A record that a run wrote to, as it could be read before and after. */
export interface RecordChange {
  /** The path it was read at. */
  path: string;
  before: unknown;
  after: unknown;
}

/** What went wrong, as the user would read it. */
export interface Problem {
  /** The error's class, as Zapier tells them apart. */
  name: string;
  message: string;
  /** Seconds until Zapier tries again. */
  delay?: number;
}

export interface RunReport {
  /** A create gives one, a search and a trigger any number. */
  output?: Row[];
  problem?: Problem;
  requests: SentRequest[];
  records: RecordChange[];
  milliseconds: number;
  /** What the output's keys are called. */
  outputFields: OutputField[];
  /** Made to learn that; on Zapier once, when the step is set up. */
  labelRequests: SentRequest[];
}

export interface Connection {
  id: string;
  label: string;
  /** `sandbox`: its server is on this computer. `own`: the user's key, kept in memory alone. */
  origin: 'sandbox' | 'own' | 'none';
  platform: string;
  /** How the app's list of steps calls the platform, where it has such a list. */
  listedAs?: string;
  /** What can be made to happen there, to see a Zap start. */
  events: SandboxEvent[];
}

export interface SandboxEvent {
  key: string;
  label: string;
}

/** A run of a Zap that is on. */
export interface ZapRun {
  /** What the trigger gave. */
  record: Row;
  steps: ZapStepRun[];
  /** Every step was run. */
  isComplete: boolean;
}

export interface ZapStepRun {
  number: string;
  /** With the mapped values in place. */
  input: Row;
  report: RunReport;
}

/** A Zap that was switched on. */
export interface SwitchedOn {
  id: string;
  /** How many records were there already: they start no run. */
  known: number;
}

export interface Brand {
  /** Stands on top of the page. */
  name: string;
  description: string;
}

export interface AppSummary {
  /** Zaps to begin with. */
  recipes: Recipe[];
  brand: Brand;
  version: string;
  coreVersion: string;
  folder: string;
  steps: Step[];
  connections: Connection[];
  /** What one's own connection asks for. */
  authFields: FormField[];
  /** What the playground can't do with this app. */
  notes: string[];
}

export interface FormRequest extends StepName {
  connection: string;
  input: Row;
  /** The form's fields, as far as they were loaded: their types say what the values are. */
  fields?: FormField[];
  timezone?: string;
}

export interface ChoicesRequest extends FormRequest {
  field: FormField;
  /** `next` of the page before. */
  page?: string;
}

export interface RunRequest extends FormRequest {
  /** The form's fields, as they were loaded. */
  fields: FormField[];
  timezone: string;
  /** Read what the run writes to, before and after. */
  compare: boolean;
}

/** Any answer that isn't 2xx. */
export interface Refusal {
  problem: string;
  /** What the page can offer to do about it. */
  remedy?: 'restart_sandbox' | 'reload_app';
}
