import { asText, isRecord, type Body } from './body.js';
import type { ErrorRule, Facts } from './error_rule.js';
import { Problem } from './problem.js';
import { wireTexts } from './problems.js';
import { withoutSecrets } from './secrets.js';
import type { Wire } from './wire.js';

/** An answer with a status of 400 or above. */
export interface FailedAnswer {
  status: number;
  body: Body;
  retryAfter: string | undefined;
  /** How many requests the platform allows yet, where the wire knows a header for it. */
  allowanceLeft?: string | undefined;
  subject: string;
  /** What the request would have done. */
  writes: Writes;
}

/** What a request does: nothing, something that can be repeated, or something that a repeat would double. */
export type Writes = undefined | 'repeatable' | 'adds';

/** What is searched for secrets and quoted of an answer; whole records of a validation would be megabytes. */
const MOST_SEARCHED = 10_000;
const MOST_SAID = 2000;
/** Zapier's replays wait no longer than this, and never less than a second. */
const LONGEST_WAIT_SECONDS = 60 * 60;

/** The problem for a refused request: the platform's own table first, then the general rules. */
export function explain(wire: Wire, answer: FailedAnswer): Problem {
  const { status, body } = answer;
  const facts: Facts = {
    platform: wire.platform,
    host: new URL(wire.baseUrl).host,
    status,
    subject: answer.subject,
    said: saidIn(wire, body),
    code: codeIn(body),
    attributes: body.attributes,
    kind: body.kind,
  };
  if (status === 429 && answer.allowanceLeft === '0') {
    return new Problem('error', wireTexts.allowanceUsedUp(facts), {
      isFault: true,
      refusal: { status, attributes: [], said: facts.said, missing: false },
    });
  }
  if (status === 429) {
    const retryAfterSeconds = waitSeconds(answer.retryAfter) ?? wire.rateWindowSeconds;
    return new Problem('throttled', wireTexts.tooManyRequests(facts), {
      retryAfterSeconds,
      refusal: { status, attributes: [], said: facts.said, missing: false },
    });
  }
  const rule = wire.errors.find((row) => fits(row, facts));
  const refusal = {
    status,
    attributes: facts.attributes,
    said: facts.said,
    missing: typeof rule?.missing === 'function' ? rule.missing(facts) : rule?.missing === true,
    data: body.data,
  };
  const text = rule ? rule.text(facts) : wireTexts.refused(facts);
  const refused = new Problem(rule?.kind ?? 'error', text, { refusal });
  // 408 and 5xx also come from what stands between us and the platform, which may be at work behind it.
  const isCut = status >= 500 || status === 408;
  return isCut && !rule?.nothingDone ? afterWrite(answer, refused) : refused;
}

/**
 * Where the request may have reached the platform, the user must know before repeating it, and Zapier must
 * not repeat what adds something.
 */
export function afterWrite({ writes }: Pick<FailedAnswer, 'writes'>, failure: Problem): Problem {
  if (!writes || failure.details.unsure) return failure;
  const isAdding = writes === 'adds';
  return failure.asUnsure(isAdding, isAdding ? wireTexts.mayHaveAdded : wireTexts.mayHaveWritten);
}

function fits({ status, says, code, about }: ErrorRule, facts: Facts): boolean {
  if (status !== facts.status) return false;
  if (about !== undefined && facts.subject.split(' ', 1)[0] !== about) return false;
  return (!says && !code) || says?.test(facts.said) === true || code?.test(facts.code) === true;
}

function codeIn({ data }: Body): string {
  return isRecord(data) ? asText(data['canonicalCode']) : '';
}

/** The platform's words, without the key that it may quote, and no longer than anybody reads. */
function saidIn(wire: Wire, { messages }: Body): string {
  const text = messages.join(' ').slice(0, MOST_SEARCHED);
  return withoutSecrets(text, wire.secrets).slice(0, MOST_SAID);
}

/**
 * `Retry-After` as seconds, from 1 to an hour: a number, or a date (RFC 9110 §10.2.3); undefined when it is
 * absent, past or neither.
 */
export function waitSeconds(header: string | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined;
  const isNumber = /^\s*\d+\s*$/.test(header);
  const seconds = isNumber ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  if (!isNumber && !(seconds > 0)) return undefined;
  return Math.min(Math.max(seconds, 1), LONGEST_WAIT_SECONDS);
}
