import colors from 'picocolors';
import { maskOf } from '../../playground/server/secrets.js';
import type { SentRequest } from '../../playground/api.js';
import type { Outcome } from './run.js';

/** A longer body hides more than it shows. */
const LONGEST = 1500;

/** The line of one scenario, with what was sent and what came back where it failed. */
export function outcomeLines(outcome: Outcome, secrets: readonly string[]): string {
  const { name, result } = outcome;
  if (result === 'held') return `  ${colors.green('✓')} ${name}`;
  const { request: mask } = maskOf(Object.fromEntries(secrets.map((value) => [value, value])), []);
  const inText = (text: string): string =>
    secrets.reduce((masked, secret) => masked.replaceAll(secret, '••••••'), text);
  if (result === 'not applicable') {
    return `  ${colors.yellow('–')} ${name}: not applicable, ${inText(outcome.reason)}`;
  }
  const requests = outcome.requests.map(mask).map(requestLines);
  return [`  ${colors.red('✗')} ${name}`, `      ${inText(outcome.reason)}`, ...requests].join(
    '\n',
  );
}

/** What a run comes to. */
export function summaryOf(outcomes: readonly Outcome[], version: string): string {
  const count = (result: Outcome['result']): number =>
    outcomes.filter((outcome) => outcome.result === result).length;
  return (
    `Chatwoot ${version}: ${count('held')} held, ${count('failed')} failed, ` +
    `${count('not applicable')} not applicable.`
  );
}

function requestLines({ method, path, status, body, answer, failure }: SentRequest): string {
  const lines = [
    `      ${method} ${path} → ${failure ?? String(status)}`,
    ...(body === undefined ? [] : [`        sent ${shown(body)}`]),
    ...(answer === undefined ? [] : [`        got  ${shown(answer)}`]),
  ];
  return colors.dim(lines.join('\n'));
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
