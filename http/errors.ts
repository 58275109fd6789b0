import type { Body } from './body.js';
import type { Facts } from './error_rule.js';
import { Problem } from './problem.js';
import { wireProblems } from './problems.js';
import type { Wire } from './wire.js';

/** An answer with a status of 400 or above. */
export interface FailedAnswer {
  status: number;
  body: Body;
  retryAfter: string | undefined;
  subject: string;
}

/** The problem for a refused request: the platform's own table first, then the general rules. */
export function explain(wire: Wire, answer: FailedAnswer): Problem {
  const { status, body } = answer;
  const facts: Facts = {
    platform: wire.platform,
    host: new URL(wire.baseUrl).host,
    status,
    subject: answer.subject,
    said: withoutSecrets(wire, body.messages.join(' ')),
    attributes: body.attributes,
    kind: body.kind,
  };
  if (status === 429) {
    const retryAfterSeconds = waitSeconds(answer.retryAfter) ?? wire.rateWindowSeconds;
    return new Problem('throttled', wireProblems.tooManyRequests(facts).message, {
      retryAfterSeconds,
      refusal: { status, attributes: [], said: facts.said, missing: false },
    });
  }
  const rule = wire.errors.find(
    (row) => row.status === status && (!row.says || row.says.test(facts.said)),
  );
  const text = rule ? rule.text(facts) : wireProblems.refused(facts).message;
  return new Problem(rule?.kind ?? 'error', text, {
    refusal: {
      status,
      attributes: facts.attributes,
      said: facts.said,
      missing: typeof rule?.missing === 'function' ? rule.missing(facts) : rule?.missing === true,
      data: body.data,
    },
  });
}

/** Servers and proxies may quote the key they refuse. */
function withoutSecrets(wire: Wire, text: string): string {
  return wire.secrets.reduce((clean, secret) => clean.replaceAll(secret, '…'), text);
}

/** `Retry-After` as seconds: a number, or a date (RFC 9110 §10.2.3); undefined when absent or past. */
export function waitSeconds(header: string | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const seconds = Math.ceil((Date.parse(header) - now) / 1000);
  return seconds > 0 ? seconds : undefined;
}
