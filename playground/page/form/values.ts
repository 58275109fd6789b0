import type { Choice, FormField, Row } from '../../api.js';

/** What a form holds: a text, texts of a list, pairs of a dictionary, rows of line items. */
export type Value = string | string[] | [string, string][] | Values[];
export type Values = Partial<Record<string, Value>>;

/** What a new form begins with: the defaults, as Zapier saves them when the step is added. */
export function defaultsOf(fields: FormField[]): Values {
  return Object.fromEntries(
    fields
      .filter((field) => field.default !== undefined && field.type !== 'copy' && !field.children)
      .map((field) => [field.key, field.list ? [field.default ?? ''] : field.default]),
  );
}

/** The values as the server takes them; pairs become an object. */
export function inputOf(values: Values, fields: FormField[]): Row {
  const input: Row = {};
  for (const field of fields) {
    const value = values[field.key];
    if (value === undefined || isBlank(value)) continue;
    if (field.dict)
      input[field.key] = Object.fromEntries((value as [string, string][]).filter(([key]) => key));
    else if (field.children)
      input[field.key] = (value as Values[]).map((row) => inputOf(row, field.children ?? []));
    else input[field.key] = value;
  }
  return input;
}

/** The reverse, for values that were stored: an object becomes pairs. */
export function valuesOf(input: Row): Values {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      isObject(value)
        ? Object.entries(value).map(([name, text]): [string, string] => [name, String(text)])
        : (value as Value),
    ]),
  );
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isBlank(value: Value | undefined): boolean {
  return value === undefined || value.length === 0;
}

/** Which fields have to be filled before this one can be. */
export function waitsFor(field: FormField, values: Values): string[] {
  return (field.dependsOn ?? []).filter((key) => isBlank(values[key]));
}

/** Sets a value and clears what depended on the old one, as the editor does. */
export function changed(values: Values, fields: FormField[], key: string, value: Value): Values {
  const next: Values = { ...values, [key]: value };
  for (const field of fields) {
    if (field.dependsOn?.includes(key) && !isBlank(values[field.key])) next[field.key] = undefined;
  }
  return next;
}

/** Choices that are part of the field. */
export function staticChoices({ choices, type }: FormField): Choice[] {
  if (type === 'boolean')
    return [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ];
  if (!choices) return [];
  if (Array.isArray(choices)) {
    return choices.map((choice) =>
      typeof choice === 'string' ? { value: choice, label: choice } : choice,
    );
  }
  return Object.entries(choices)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    .map(([value, label]) => ({ value, label }));
}

/** True where the choices are asked for when the dropdown opens. */
export function isLoaded({ choices, dynamic }: FormField): boolean {
  return (
    dynamic !== undefined ||
    (choices !== undefined && !Array.isArray(choices) && choices['perform'] === true)
  );
}

export function hasChoices(field: FormField): boolean {
  return field.type === 'boolean' || field.dynamic !== undefined || field.choices !== undefined;
}
