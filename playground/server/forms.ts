import type {
  Choice,
  ChoicePage,
  ChoicesRequest,
  Form,
  FormField,
  FormRequest,
  OutputField,
  Problem,
  Row,
  SentRequest,
} from '../api.js';
import { metaOf, type ShownApp } from './app.js';
import { isFunction, plainFields } from './definition.js';
import { inputDataOf } from './input.js';
import { Refused } from './refused.js';
import type { Mask } from './secrets.js';

export interface Asked {
  app: ShownApp;
  authData: Row;
  mask: Mask;
}

/** A step's form on a connection: the static fields alone, with the reason, where a function fails. */
export async function loadForm(asked: Asked, request: FormRequest): Promise<Form> {
  const { operation } = await asked.app.step(request);
  const { inputFields = [], inputFieldGroups = [], sample } = operation;
  const { fields, problem, requests } = await resolveFields(
    asked,
    request,
    'inputFields',
    inputFields,
  );
  return {
    fields: fields.map((field) => withFunction(field, inputFields)),
    groups: inputFieldGroups,
    ...(sample && { sample }),
    ...(problem && { problem }),
    requests,
  };
}

/** What a step's output is called on a connection. */
export async function loadOutputFields(
  asked: Asked,
  request: FormRequest,
): Promise<{ fields: OutputField[]; requests: SentRequest[] }> {
  const { operation } = await asked.app.step(request);
  return resolveFields(asked, request, 'outputFields', operation.outputFields ?? []);
}

/** Runs the functions among a step's fields, all at once as core does it. */
async function resolveFields<Field extends { key: string }>(
  { app, authData, mask }: Asked,
  request: FormRequest,
  part: 'inputFields' | 'outputFields',
  defined: (Field | string)[],
): Promise<{ fields: Field[]; problem?: Problem; requests: SentRequest[] }> {
  const plain = plainFields<Field>(defined);
  if (plain.length === defined.length) return { fields: plain, requests: [] };
  const { results, problem, requests } = await app.run(
    `${request.kind}.${request.key}.operation.${part}`,
    { memory: request.connection, bundle: await bundleOf(app, request, authData) },
  );
  return {
    fields: problem ? plain : (results as Field[]),
    ...(problem && { problem: mask.problem(problem) }),
    requests: requests.map(mask.request),
  };
}

/** A field's function for choices doesn't survive the way here; a static field's Zapier knows by its place. */
function withFunction(field: FormField, defined: (FormField | string)[]): FormField {
  const known = defined.find((other) => typeof other !== 'string' && other.key === field.key);
  const hasFunction = typeof known === 'object' && functionOf(known) !== undefined;
  return hasFunction ? { ...field, choices: { perform: true } } : field;
}

function functionOf({ choices }: FormField): unknown {
  const perform = choices && !Array.isArray(choices) ? choices['perform'] : undefined;
  return isFunction(perform) ? perform : undefined;
}

/** One page of a dropdown. @throws Refused with the app's own words when it can't be filled */
export async function loadChoices(asked: Asked, request: ChoicesRequest): Promise<ChoicePage> {
  return request.field.dynamic ? dynamicChoices(asked, request) : functionChoices(asked, request);
}

/** `dynamic`: a hidden trigger gives the rows, page by page until one is empty. */
async function dynamicChoices(
  { app, authData, mask }: Asked,
  request: ChoicesRequest,
): Promise<ChoicePage> {
  const [key = '', idField = 'id', labelField] = (request.field.dynamic ?? '').split('.');
  const { operation } = await app.step({ kind: 'triggers', key }).catch(() => {
    throw new Refused(404, `The dropdown names the trigger ${key}, which the app doesn't have.`);
  });
  const page = Number(request.page ?? 0);
  const { results, problem, requests } = await app.run(
    `triggers.${key}.operation.${operation.type === 'hook' ? 'performList' : 'perform'}`,
    {
      memory: request.connection,
      bundle: await bundleOf(app, request, authData, { isFillingDynamicDropdown: true, page }),
    },
  );
  if (problem) throw new Refused(502, mask.problem(problem).message);
  const rows = results as Row[];
  return {
    choices: rows.map((row) => choiceOf(row[idField], labelOf(row, labelField))),
    ...(operation.canPaginate && rows.length > 0 && { next: String(page + 1) }),
    requests: requests.map(mask.request),
  };
}

/** `choices.perform`: a function of the field gives them, with a token for the next page. */
async function functionChoices(
  { app, authData, mask }: Asked,
  request: ChoicesRequest,
): Promise<ChoicePage> {
  const { operation } = await app.step(request);
  const at = (operation.inputFields ?? []).findIndex(
    (field) => typeof field !== 'string' && field.key === request.field.key,
  );
  const field = operation.inputFields?.[at];
  if (typeof field !== 'object' || !functionOf(field)) {
    throw new Refused(
      404,
      `${request.field.label ?? request.field.key} has no list that could be loaded.`,
    );
  }
  const { results, problem, requests } = await app.run(
    `${request.kind}.${request.key}.operation.inputFields.${at}.choices.perform`,
    {
      memory: request.connection,
      bundle: await bundleOf(app, request, authData, {
        isFillingDynamicDropdown: true,
        paging_token: request.page ?? null,
      }),
    },
  );
  if (problem) throw new Refused(502, mask.problem(problem).message);
  const { results: rows, paging_token: next } = Array.isArray(results)
    ? { results: results as Row[], paging_token: undefined }
    : (results as { results: Row[]; paging_token?: unknown });
  return {
    choices: rows.map((row) => choiceOf(row['id'], row['label'])),
    ...(typeof next === 'string' && next !== '' && { next }),
    requests: requests.map(mask.request),
  };
}

/** With the values in their types, as far as the fields are known: those of the page, else the static ones. */
async function bundleOf(
  app: ShownApp,
  request: FormRequest,
  authData: Row,
  meta: Row = {},
): Promise<Row> {
  const { operation } = await app.step(request);
  const fields = request.fields ?? plainFields<FormField>(operation.inputFields);
  const inputData = inputDataOf(request.input, fields, request.timezone ?? 'UTC');
  return { authData, inputData, inputDataRaw: request.input, meta: metaOf([], meta) };
}

function choiceOf(id: unknown, label: unknown): Choice {
  const value = String(id);
  return { value, label: typeof label === 'string' && label !== '' ? label : value };
}

/** Where a dropdown names no label, Zapier takes the first of these. */
const LABELS = ['name', 'Name', 'display', 'Display', 'title', 'Title', 'subject', 'Subject'];

function labelOf(row: Row, labelField: string | undefined): unknown {
  return [labelField ?? '', ...LABELS].map((key) => row[key]).find(Boolean);
}
