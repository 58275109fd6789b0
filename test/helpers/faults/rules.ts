// What a run with a fault may do, as data: each rule says what is wrong, and the exceptions why it is right.
import { complaintsOf } from '../readable.js';
import { secretsIn } from './secrets.js';
import type { Seen } from './runs.js';

/** One rule. @returns what is wrong; undefined where nothing is */
type Rule = (seen: Seen, needles: readonly string[]) => string | undefined;

/** What the user can do, in one of its wordings. */
const ADVICE =
  /\b(again|replay|check|ask|choose|enter|fill|map|copy|look|reconnect|upgrade|use|set|update|leave|wait|write|give|take|tick|connect|do it|remove|renew|see|make|tell|need|needs|correct|too old)\b/i;
/** What became of the parts that were done. */
const STATE =
  /\b(done|all the same|was (started|created|added|made|sent|switched|set|changed|stored)|were|already|may have|reported success)\b/i;

export const RULES: Record<string, Rule> = {
  'the class': ({ how, fault, usuallyEmpty, isHit }) => {
    if (!isHit) return undefined;
    if (fault.ends.includes(how)) return undefined;
    if (fault.isEmpty && usuallyEmpty && how === 'done') return undefined;
    return `it is ${how} instead of ${fault.ends.join(' or ')}`;
  },
  'the delay': ({ how, delay, fault }) => {
    if (how !== 'throttled') return undefined;
    const [least, most] = fault.delay ?? [1, 3660];
    const isRight = delay !== undefined && delay >= least && delay <= most;
    return isRight ? undefined : `Zapier is told to wait ${String(delay)} s`;
  },
  'the text': ({ how, text, cell }) => {
    if (how === 'done') return undefined;
    // The network's own word for what failed helps whoever runs the server.
    const plain = text.replaceAll(/\((E[A-Z]+|no connection)\)/g, '()');
    return complaintsOf(plain, JSON.stringify(cell.step.input))[0];
  },
  'what to do': ({ how, text }) =>
    how === 'done' || ADVICE.test(text) ? undefined : 'it does not say what to do',
  'what was done': ({ how, text, changed }) =>
    how === 'done' || how === 'throttled' || changed.length === 0 || STATE.test(text)
      ? undefined
      : `it does not say that ${changed.join(', ')} changed`,
  'explained at all': ({ isUnexplained, text }) =>
    isUnexplained ? `unexplained: ${text}` : undefined,
  'the host': ({ hosts, strays }) =>
    hosts.length > 0 || strays > 0 ? `asked ${hosts.join(', ') || 'where it was sent'}` : undefined,
  'secrets in what it gives': ({ given, text }, needles) =>
    given === undefined && text === ''
      ? undefined
      : found(JSON.stringify(given ?? '') + text, needles),
  'secrets in the log': ({ logged }, needles) => found(logged, needles),
};

function found(text: string, needles: readonly string[]): string | undefined {
  const secrets = secretsIn(text, needles);
  return secrets.length > 0 ? `it has ${secrets.join(' and ')}` : undefined;
}

/** A cell that a rule takes for bad, and that isn't. */
export interface Exception {
  rule: string;
  step: RegExp;
  fault: RegExp;
  /** First request of several, last, or every one. */
  at?: 'first' | 'last';
  reason: string;
}

/** What is wrong with a cell, without what the exceptions allow. @param used gets those that were needed */
export function wrongWith(
  seen: Seen,
  needles: readonly string[],
  exceptions: readonly Exception[],
  used: Set<Exception>,
): string[] {
  const { step, fault, at } = seen.cell;
  return Object.entries(RULES).flatMap(([name, rule]) => {
    const wrong = rule(seen, needles);
    if (wrong === undefined) return [];
    const allowed = exceptions.find(
      (one) =>
        one.rule === name &&
        one.step.test(step.name) &&
        one.fault.test(fault) &&
        (one.at === undefined || (one.at === 'first') === (at === 0)),
    );
    if (allowed) used.add(allowed);
    return allowed ? [] : [`${name}: ${wrong}`];
  });
}
