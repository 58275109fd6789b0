/** An answer's body after reading, whatever the platform sent. */
export interface Body {
  kind: 'json' | 'html' | 'text' | 'empty' | 'broken';
  /** The parsed JSON; `undefined` for every other kind. */
  data: unknown;
  /** What the body says in words, outermost first; empty for an HTML page. */
  messages: string[];
  /** Names of the fields the platform complains about. */
  attributes: string[];
}

/** Levels within levels of JSON: records have some ten, and what walks endless ones would end the stack. */
const MOST_LEVELS = 200;
const MESSAGE_KEYS = ['error', 'errors', 'message', 'error_description', 'detail'];
/** A line of a server's stack trace (Node's, Ruby's, Python's), which tells the user nothing. */
const TRACE = /(^|\n)[ \t]*(at \S.*:\d|\S+\.rb:\d|File ".*", line \d|Traceback )/;

/**
 * Reads every kind of body the platforms send: `error` (text), `errors` (list or object), `message`
 * (text or list) with `attributes`, plain text, HTML, nothing, and JSON that was cut on the way.
 * @param contentType the answer's header, or '' without one
 */
export function readBody(text: string, contentType: string): Body {
  const trimmed = text.trim();
  if (trimmed === '') return body('empty');
  if (/html/i.test(contentType) || /^<(!doctype|html)/i.test(trimmed)) return body('html');
  if (isTooDeep(trimmed)) return body('text');
  try {
    return jsonBody(JSON.parse(trimmed));
  } catch {
    if (/json/i.test(contentType)) return body('broken');
    return { ...body('text'), messages: wordsIn(trimmed) };
  }
}

/** True for JSON with levels without end: what walks it, core too, would end the stack. */
export function isTooDeep(json: string): boolean {
  let levels = 0;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (char === '"') at = endOfText(json, at);
    else if (char === '[' || char === '{') levels += 1;
    else if (char === ']' || char === '}') levels -= 1;
    if (levels > MOST_LEVELS) return true;
  }
  return false;
}

/** The place of the quote that ends the text whose first quote is at `start`. */
function endOfText(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const char = json[at];
    if (char === '\\') at += 1;
    else if (char === '"') return at;
  }
  return json.length;
}

function body(kind: Body['kind']): Body {
  return { kind, data: undefined, messages: [], attributes: [] };
}

/** What the body says is asked for after a refusal only, so a list of records isn't searched for words. */
function jsonBody(data: unknown): Body {
  return {
    kind: 'json',
    data,
    get messages() {
      return messagesOf(data);
    },
    get attributes() {
      return attributesOf(data);
    },
  };
}

function messagesOf(data: unknown): string[] {
  const found = isRecord(data) ? MESSAGE_KEYS.flatMap((key) => textsIn(data[key])) : textsIn(data);
  return [...new Set(found)];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return wordsIn(value);
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    MESSAGE_KEYS.includes(key) ? textsIn(inner) : textsIn(inner).map((text) => `${key}: ${text}`),
  );
}

function attributesOf(data: unknown): string[] {
  if (!isRecord(data) || !Array.isArray(data['attributes'])) return [];
  return data['attributes'].filter((name) => typeof name === 'string');
}

/** A text without the stack trace behind it; none when that is all. */
function wordsIn(text: string): string[] {
  const words = text.slice(0, TRACE.exec(text)?.index).trim();
  return words === '' ? [] : [words];
}

/** A text or number of an answer as text; '' for everything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A plain JSON object, as opposed to a list, text, number or null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
