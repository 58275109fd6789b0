import { isObject } from '../api_error.js';
import { unprocessable } from './errors.js';

/** Says what is wrong with a value, each sentence starting with the property's name. */
export type Check = (value: unknown, name: string) => string[];

export interface Rule {
  check: Check;
  required?: true;
  nullable?: true;
}

/** Every property a body or query may have. */
export type Rules = Record<string, Rule>;

/** The same rule for several optional properties, whose names stand in one text. */
export function rules(check: Check, names: string): Rules {
  return Object.fromEntries(names.split(' ').map((name) => [name, { check }]));
}

/** Rules whose properties may be null as well. */
export function nullable(given: Rules): Rules {
  return Object.fromEntries(
    Object.entries(given).map(([name, rule]) => [name, { ...rule, nullable: true }]),
  );
}

/** Returns the input as `T` when it keeps the rules, which have to describe `T`. @throws 422 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- T says what the rules prove, which TypeScript can't see
export function validate<T>(input: Record<string, unknown>, rules: Rules): T {
  const messages = problems(input, rules);
  if (messages.length > 0) throw unprocessable(messages);
  return input as T;
}

function problems(input: Record<string, unknown>, rules: Rules): string[] {
  const unknown = Object.keys(input)
    .filter((name) => !Object.hasOwn(rules, name))
    .map((name) => `property ${name} should not exist`);
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const value = input[name];
    if (value === undefined) return rule.required ? [`${name} should not be empty`] : [];
    if (value === null && rule.nullable) return [];
    return rule.check(value, name);
  });
  return [...unknown, ...wrong];
}

/** A string. */
export const text: Check = (value, name) =>
  typeof value === 'string' ? [] : [`${name} must be a string`];

/** `true` or `false`. */
export const flag: Check = (value, name) =>
  typeof value === 'boolean' ? [] : [`${name} must be a boolean value`];

/** A JSON number (not a numeric string). */
export const number: Check = (value, name) => (typeof value === 'number' ? [] : notANumber(name));

/** Any JSON object. */
export const object: Check = (value, name) =>
  isObject(value) ? [] : [`${name} must be an object`];

/** A whole JSON number within bounds. */
export function integer(min: number, max: number): Check {
  return (value, name) =>
    Number.isInteger(value) ? bounds(Number(value), name, min, max) : notANumber(name);
}

/** A whole number within bounds, written in a query string. */
export function digits(min: number, max: number): Check {
  return (value, name) =>
    typeof value === 'string' && /^\d+$/.test(value)
      ? bounds(Number(value), name, min, max)
      : notANumber(name);
}

function notANumber(name: string): string[] {
  return [`${name} must be a number conforming to the specified constraints`];
}

function bounds(value: number, name: string, min: number, max: number): string[] {
  if (value < min) return [`${name} must not be less than ${min}`];
  if (value > max) return [`${name} must not be greater than ${max}`];
  return [];
}

/** One of the given words. */
export function oneOf(...words: string[]): Check {
  return (value, name) =>
    words.some((word) => word === value)
      ? []
      : [`${name} must be one of the following values: ${words.join(', ')}`];
}

/** An array of strings. */
export const texts: Check = (value, name) => {
  if (!Array.isArray(value)) return [`${name} must be an array`];
  return value.every((item) => typeof item === 'string')
    ? []
    : [`each value in ${name} must be a string`];
};

/** An array with any content. */
export const list: Check = (value, name) =>
  Array.isArray(value) ? [] : [`${name} must be an array`];

/** An object with its own rules; their sentences start with the outer name and a dot. */
export function nested(rules: Rules): Check {
  return (value, name) =>
    isObject(value)
      ? problems(value, rules).map((message) => `${name}.${message}`)
      : [`${name} must be an object`];
}
