// What may go wrong with one request of a run.
import type { Side } from '../sandbox/every_sandbox.js';

/** How a run ended, by the class that Zapier acts on. */
export type Ending = 'done' | 'error' | 'halted' | 'expired' | 'throttled';

/** How a fault is answered over HTTP. */
export interface FaultAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** What the wire does instead of a whole answer. */
export type Trouble =
  | 'endless body'
  | 'packed bomb'
  | 'no answer'
  | 'answer that stops'
  | 'reset'
  | 'reset in the body'
  | 'reset in the body of an answer whose length is told'
  | 'refused'
  | 'unknown host'
  | 'self-signed'
  | 'redirect within'
  | 'redirect elsewhere';

export interface FaultCase {
  /** What the platforms answer, each in its own words; or what the wire does. */
  answer?: (side: Side) => FaultAnswer;
  trouble?: Trouble;
  /** How a run may end; what ends otherwise stands in the exceptions. */
  ends: readonly Ending[];
  /** Seconds that Zapier must be told to wait, at least and at most; runs are spread over a minute more. */
  delay?: readonly [number, number];
  /** The answer may be the operation's own, where that says nothing. */
  isEmpty?: true;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html' };

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

/** A refusal in each platform's own form. */
function refused(status: number, said: Record<Side, string>): (side: Side) => FaultAnswer {
  return (side) => {
    const message = said[side];
    if (side === 'chatwoot') return json(status, { error: message });
    if (side === 'highlevel') return json(status, { statusCode: status, message });
    return json(status, { error: 'Refused', message });
  };
}

const alike = (said: string): Record<Side, string> => ({
  chatwoot: said,
  highlevel: said,
  vixiees: said,
});
const always = (answer: FaultAnswer) => (): FaultAnswer => answer;

/** A refusal for the rate, with what the server says of how long. */
const busy = (header?: string): ((side: Side) => FaultAnswer) =>
  always(
    json(429, { error: 'Retry later' }, header === undefined ? {} : { 'retry-after': header }),
  );

const broken = ['error', 'halted'] as const;
const HTML = '<!doctype html><html><body><h1>Welcome to nginx</h1></body></html>';
/** Long enough that nobody waits, and no date. */
const ABSURD = '9'.repeat(30);

/** The faults, by their names in docs/reliability.md. */
export const FAULTS = {
  '401, bad key': {
    answer: refused(401, {
      chatwoot: 'Invalid Access Token',
      highlevel: 'Invalid Private Integration token',
      vixiees: 'unauthorized',
    }),
    ends: ['expired'],
  },
  '401, no right': {
    answer: refused(401, {
      chatwoot: 'You are not authorized to do this action',
      highlevel: 'The token is not authorized for this scope.',
      vixiees: 'unauthorized',
    }),
    ends: ['error', 'expired'],
  },
  '403': {
    answer: refused(403, alike('The token does not have access to this location.')),
    ends: ['error'],
  },
  '404': {
    answer: refused(404, {
      chatwoot: 'Resource could not be found',
      highlevel: 'Not Found',
      vixiees: 'contact not found',
    }),
    ends: ['error', 'halted'],
  },
  '422, a list': {
    answer: (side) =>
      side === 'highlevel'
        ? json(422, { statusCode: 422, message: ['email must be an email'] })
        : json(422, { message: 'Email is invalid', attributes: ['email'], errors: ['is invalid'] }),
    ends: ['error'],
  },
  '422, a duplicate': {
    answer: (side) =>
      side === 'highlevel'
        ? json(400, {
            statusCode: 400,
            message: 'This location does not allow duplicated contacts.',
            meta: { contactId: 'contact0000000000002', matchingField: 'email' },
          })
        : json(422, { message: 'Email has already been taken', attributes: ['email'] }),
    ends: ['error'],
  },
  '429, seconds': { answer: busy('30'), ends: ['throttled'], delay: [30, 59] },
  '429, a date': {
    answer: () => busy(new Date(Date.now() + 90_000).toUTCString())('chatwoot'),
    ends: ['throttled'],
    delay: [1, 151],
  },
  '429, plain text': {
    answer: always({
      status: 429,
      headers: { 'content-type': 'text/plain' },
      body: 'Retry later\n',
    }),
    ends: ['throttled'],
    delay: [1, 3660],
  },
  '429, nothing': { answer: always({ status: 429 }), ends: ['throttled'], delay: [1, 3660] },
  '429, absurd': { answer: busy(ABSURD), ends: ['throttled'], delay: [1, 3660] },
  '500, JSON': {
    answer: always(json(500, { status: 500, error: 'Internal Server Error' })),
    ends: broken,
  },
  '502, HTML': { answer: always({ status: 502, headers: HTML_TYPE, body: HTML }), ends: broken },
  '200, empty': {
    answer: always({ status: 200, headers: JSON_TYPE }),
    ends: broken,
    isEmpty: true,
  },
  '204': { answer: always({ status: 204 }), ends: broken, isEmpty: true },
  'JSON cut off': {
    answer: always({ status: 200, headers: JSON_TYPE, body: '{"payload":[{"id":1,"na' }),
    ends: broken,
  },
  'JSON of something else': { answer: always(json(200, { hello: 'world' })), ends: broken },
  'plain text': {
    answer: always({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' }),
    ends: broken,
  },
  'HTML, 200': { answer: always({ status: 200, headers: HTML_TYPE, body: HTML }), ends: broken },
  'endless body': { trouble: 'endless body', ends: broken },
  'packed bomb': { trouble: 'packed bomb', ends: broken },
  'no answer in time': { trouble: 'no answer', ends: broken },
  'half an answer in time': { trouble: 'answer that stops', ends: broken },
  reset: { trouble: 'reset', ends: broken },
  'reset in the body': { trouble: 'reset in the body', ends: broken },
  // Core's library waits for the rest until the time is over.
  'reset before the told length': {
    trouble: 'reset in the body of an answer whose length is told',
    ends: broken,
  },
  refused: { trouble: 'refused', ends: ['error'] },
  'unknown host': { trouble: 'unknown host', ends: ['error'] },
  'self-signed': { trouble: 'self-signed', ends: ['error'] },
  'redirect within': { trouble: 'redirect within', ends: ['done', 'error'] },
  'redirect elsewhere': { trouble: 'redirect elsewhere', ends: ['error'] },
} as const satisfies Record<string, FaultCase>;

export type FaultName = keyof typeof FAULTS | EchoName;

/** How a server may write down a secret that it was sent. */
export const ECHOES = {
  'as it is': (secret: string) => secret,
  'in base64': (secret: string) => Buffer.from(`api:${secret}`).toString('base64'),
  'percent-encoded': (secret: string) =>
    Array.from(Buffer.from(secret), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'in upper case': (secret: string) => secret.toUpperCase(),
} as const;

type EchoForm = keyof typeof ECHOES;
export type EchoName = `echo ${EchoForm}` | 'echo at the cut';

/** A refusal that quotes a secret; at the cut, so far behind that a text of 250 characters ends within it. */
function echo(name: EchoName, secret: string, cell: number): FaultAnswer {
  const form = name.slice('echo '.length) as EchoForm | 'at the cut';
  const said =
    form === 'at the cut'
      ? `${'x '.repeat(20 + (cell % 50))}${secret} ${secret}`
      : `Refused for ${ECHOES[form](secret)}`;
  return json(422, { message: said, error: said });
}

/** Every fault's name. */
export const faultNames: readonly FaultName[] = [
  ...(Object.keys(FAULTS) as (keyof typeof FAULTS)[]),
  ...(Object.keys(ECHOES) as EchoForm[]).map((form): EchoName => `echo ${form}`),
  'echo at the cut',
];

/** A fault as one cell meets it. @param secrets what the server was sent, of which it echoes one */
export function faultOf(name: FaultName, secrets: readonly string[], cell: number): FaultCase {
  if (!name.startsWith('echo ')) return FAULTS[name as keyof typeof FAULTS];
  const secret = secrets[cell % secrets.length] ?? '';
  return { answer: () => echo(name as EchoName, secret, cell), ends: ['error', 'halted'] };
}
