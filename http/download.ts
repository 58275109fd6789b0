import { pipeline, Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { asText, isRecord } from './body.js';
import { contentTypeOf, nameInHeader, nameInPath, nameOfType } from './file_name.js';
import { Problem } from './problem.js';
import { fileProblems, type FileFacts } from './problems.js';

/** A file of another server, opened but not read. */
export interface RemoteFile {
  /** Fails with a Problem when the file breaks off, or turns out bigger than allowed. */
  stream: Readable;
  name: string;
  /** Absent where the server told nothing of use. */
  contentType: string | undefined;
  /** In bytes; absent where only reading it to the end tells. */
  length: number | undefined;
}

/** What the files of a field must keep to. */
export interface FileRules {
  /** The field's label in the form. */
  field: string;
  /** For each of the files. */
  mostBytes: number;
  /** In epoch milliseconds: opening and reading must be over by then. */
  deadline: number;
}

/** Files that are open; whoever opened them closes them, read or not. */
export interface OpenFiles {
  files: RemoteFile[];
  close: () => void;
}

const MOST_HOPS = 5;
/** On Zapier these lead into Zapier's own machines. */
const OWN_NETWORK =
  /^(localhost$|0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[(::|f[cde]))/;

/**
 * Opens files by their addresses, without anything of the connection: no key, no header, no proxy.
 * @throws Problem that names the field and the file, never its whole address: that often holds a signature
 */
export async function openFiles(urls: readonly string[], rules: FileRules): Promise<OpenFiles> {
  const stop = new AbortController();
  const inTime = AbortSignal.timeout(Math.max(rules.deadline - Date.now(), 0));
  const signal = AbortSignal.any([stop.signal, inTime]);
  const close = (): void => stop.abort();
  try {
    const files = await Promise.all(
      urls.map((url, index) => open(url, { rules, signal, place: index + 1 })),
    );
    return { files, close };
  } catch (failure) {
    close();
    throw failure;
  }
}

interface Opening {
  rules: FileRules;
  signal: AbortSignal;
  place: number;
}

async function open(address: string, opening: Opening): Promise<RemoteFile> {
  const { rules, place } = opening;
  if (!URL.canParse(address)) throw fileProblems.notAnAddress(rules.field, place);
  let url = new URL(address);
  const file = { field: rules.field, place, host: url.host, name: nameInPath(url) };
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    checkAddress(url, file);
    const response = await ask(url, opening.signal, file);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) {
      return toFile(response, url, file, rules.mostBytes);
    }
    await response.body?.cancel().catch(() => undefined);
    if (!URL.canParse(location, url)) break;
    url = new URL(location, url);
  }
  throw fileProblems.lostOnTheWay(file);
}

function checkAddress(url: URL, file: FileFacts): void {
  const isUsable = /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (!isUsable) throw fileProblems.notAnAddress(file.field, file.place);
  if (process.env['AWS_LAMBDA_FUNCTION_NAME'] && OWN_NETWORK.test(url.hostname)) {
    throw fileProblems.notPublic(file);
  }
}

/**
 * Not through `z.request`: it would write the address with its signature into Zapier's log, and its
 * `node-fetch` waits for ever for the rest of a body that breaks off.
 */
async function ask(url: URL, signal: AbortSignal, file: FileFacts): Promise<Response> {
  try {
    return await fetch(url, {
      // Packed, the length in the answer's header would not be the file's.
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Zapier' },
      redirect: 'manual',
      signal,
    });
  } catch (failure) {
    throw whyUnread(failure, file);
  }
}

function toFile(response: Response, url: URL, file: FileFacts, mostBytes: number): RemoteFile {
  const { status } = response;
  if (status < 200 || status >= 300) throw fileProblems.refused(file, status);
  const contentType = contentTypeOf(response.headers.get('content-type') ?? '');
  const named = nameInHeader(response.headers.get('content-disposition') ?? '');
  const name = named ?? nameInPath(url) ?? file.name;
  if (contentType === 'text/html' && !named && !/\.html?$/i.test(name ?? '')) {
    throw fileProblems.webPage(file);
  }
  const facts = { ...file, name };
  const length = lengthOf(response);
  if (length !== undefined && length > mostBytes) throw fileProblems.tooBig(facts, mostBytes);
  return {
    stream: readWithin(mostBytes, response, facts),
    name: name ?? nameOfType(contentType, file.place),
    contentType,
    length,
  };
}

function lengthOf({ headers }: Response): number | undefined {
  const header = headers.get('content-length');
  const isPacked = !/^(identity)?$/i.test(headers.get('content-encoding') ?? '');
  return header && /^\d+$/.test(header) && !isPacked ? Number(header) : undefined;
}

function readWithin(mostBytes: number, { body }: Response, file: FileFacts): Readable {
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > mostBytes) done(fileProblems.tooBig(file, mostBytes));
      else done(null, chunk);
    },
    destroy: (failure, done) => done(failure && whyUnread(failure, file)),
  });
  // Whoever reads it listens too, but it may break off before anybody does.
  counted.on('error', () => undefined);
  pipeline(
    body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]),
    counted,
    () => undefined,
  );
  return counted;
}

/** Only codes are quoted: messages may hold the whole address. */
function whyUnread(failure: unknown, file: FileFacts): Problem {
  if (failure instanceof Problem) return failure;
  const { name, code, cause } = failure as { name?: unknown; code?: unknown; cause?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return fileProblems.tooSlow(file);
  return fileProblems.unreachable(file, asText(isRecord(cause) ? cause['code'] : code));
}
