import { isGiven, type Zap, type ZapStep } from '../../recipes/zap.js';
import type {
  FormField,
  Problem,
  Row,
  RunReport,
  SentRequest,
  ZapRun,
  ZapStepRun,
} from '../api.js';
import { metaOf } from '../server/app.js';
import { loadForm, type Asked } from '../server/forms.js';
import { inputDataOf } from '../server/input.js';
import { runStep, type RunMode } from '../server/runs.js';
import { resolveInput, type ZapData } from './mapping.js';

/** A webhook that came in for a Zap, as Zapier hands it to the trigger. */
export interface Delivery {
  method: string;
  querystring: string;
  headers: Record<string, string>;
  content: string;
}

export interface ZapWorld {
  asked(connection: string): Promise<Asked>;
  /** Where events of this Zap are sent. */
  targetUrl: string;
  timezone: string;
}

export interface Polled {
  runs: ZapRun[];
  problem?: Problem;
  requests: SentRequest[];
}

/** A Zap that is switched on. */
export interface LiveZap {
  /** How many records were there already: they start no run. */
  known: number;
  receive(delivery: Delivery): void;
  /** Looks for what is new, and runs the steps for each record, oldest first. */
  poll(): Promise<Polled>;
  switchOff(): Promise<void>;
}

/** The trigger refused to be switched on. */
export class NotSwitchedOn extends Error {}

/**
 * Switches a Zap on: a polling trigger reads what is there already, an instant one subscribes.
 * @throws NotSwitchedOn with the app's own words
 */
export async function switchOn(zap: Zap, world: ZapWorld): Promise<LiveZap> {
  const run = createRunner(zap, world);
  const { trigger } = zap;
  if (isGiven(trigger)) {
    return {
      known: 0,
      receive: () => undefined,
      poll: async () => ({ runs: await run(trigger.records), requests: [] }),
      switchOff: () => Promise.resolve(),
    };
  }
  const asked = await world.asked(trigger.connection);
  const { operation } = await asked.app.step(trigger);
  const { fields } = await loadForm(asked, trigger);
  const set = { trigger, asked, fields };
  return operation.type === 'hook' ? instantZap(set, world, run) : pollingZap(set, world, run);
}

/** A trigger with what runs it. */
interface SetTrigger {
  trigger: ZapStep;
  asked: Asked;
  fields: FormField[];
}

type Runner = (records: Row[]) => Promise<ZapRun[]>;

async function pollingZap(
  { trigger, asked, fields }: SetTrigger,
  { timezone }: ZapWorld,
  run: Runner,
): Promise<LiveZap> {
  const { operation } = await asked.app.step(trigger);
  const primary = (operation.outputFields ?? []).flatMap((field) =>
    typeof field !== 'string' && field.primary ? [field.key] : [],
  );
  const idOf = (row: Row): string =>
    JSON.stringify((primary.length > 0 ? primary : ['id']).map((key) => row[key]));
  const poll = (mode: RunMode): Promise<RunReport> =>
    runStep(asked, { ...trigger, fields, timezone, compare: false }, mode);

  const first = await poll({ isPopulatingDedupe: true });
  if (first.problem) throw new NotSwitchedOn(first.problem.message);
  const known = new Set((first.output ?? []).map(idOf));
  return {
    known: known.size,
    receive: () => undefined,
    async poll() {
      const { output = [], problem, requests } = await poll({});
      const fresh = output.filter((row) => !known.has(idOf(row)));
      fresh.forEach((row) => known.add(idOf(row)));
      return { runs: await run(fresh.reverse()), ...(problem && { problem }), requests };
    },
    switchOff: () => Promise.resolve(),
  };
}

async function instantZap(
  { trigger, asked, fields }: SetTrigger,
  { timezone, targetUrl }: ZapWorld,
  run: Runner,
): Promise<LiveZap> {
  const { app, authData, mask } = asked;
  const bundle = {
    authData,
    inputData: inputDataOf(trigger.input, fields, timezone),
    inputDataRaw: trigger.input,
    meta: metaOf(fields, { timezone }),
    targetUrl,
  };
  const call = (part: string, more: Row = {}) =>
    app.run(`triggers.${trigger.key}.operation.${part}`, {
      memory: trigger.connection,
      bundle: { ...bundle, ...more },
    });
  const { results: subscribeData, problem: refusal } = await call('performSubscribe');
  if (refusal) throw new NotSwitchedOn(mask.problem(refusal).message);
  const waiting: Delivery[] = [];
  return {
    known: 0,
    receive: (delivery) => void waiting.push(delivery),
    async poll() {
      const polled: Polled = { runs: [], requests: [] };
      for (const rawRequest of waiting.splice(0)) {
        const { results, problem, requests } = await call('perform', {
          subscribeData,
          rawRequest,
          cleanedRequest: parsed(rawRequest.content),
        });
        polled.requests.push(...requests.map(mask.request));
        if (problem) polled.problem = mask.problem(problem);
        else polled.runs.push(...(await run(results as Row[])));
      }
      return polled;
    },
    async switchOff() {
      await call('performUnsubscribe', { subscribeData });
    },
  };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return {};
  }
}

/** Runs the steps after the trigger, one record after the other. */
function createRunner(zap: Zap, world: ZapWorld): Runner {
  const forms = new Map<ZapStep, Promise<FormField[]>>();
  const fieldsOf = async (step: ZapStep, asked: Asked): Promise<FormField[]> => {
    const loading = forms.get(step) ?? loadForm(asked, step).then(({ fields }) => fields);
    forms.set(step, loading);
    return loading;
  };
  const runOne = async (record: Row): Promise<ZapRun> => {
    const data: ZapData = { '1': record };
    const steps: ZapStepRun[] = [];
    for (const [at, step] of zap.steps.entries()) {
      const number = String(at + 2);
      const asked = await world.asked(step.connection);
      const fields = await fieldsOf(step, asked);
      const input = resolveInput(step.input, fields, data);
      const request = { ...step, input, fields, timezone: world.timezone, compare: true };
      const report = await runStep(asked, request, {});
      const [output] = report.output ?? [];
      steps.push({ number, input, report });
      // Zapier stops a run where a search finds nothing, unless its owner chose otherwise.
      if (!output) return { record, steps, isComplete: false };
      data[number] = output;
    }
    return { record, steps, isComplete: true };
  };
  return async (records) => {
    const runs: ZapRun[] = [];
    for (const record of records) runs.push(await runOne(record));
    return runs;
  };
}
