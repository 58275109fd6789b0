import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline, Transform, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { asText } from '../body.js';
import { contentTypeOf, nameInHeader, nameInPath, nameOfType } from './file_name.js';
import { isSpecialHost, NOT_PUBLIC, publicLookup, runsOnZapier } from '../network.js';
import { Problem } from '../problem.js';
import { fileProblems, type FileFacts } from '../problems.js';

/** A file of another server, opened but not read. */
export interface RemoteFile {
  /** Fails with a Problem when the file breaks off, or turns out bigger than allowed. */
  stream: Readable;
  name: string;
  /** Absent where the server told nothing of use. */
  contentType: string | undefined;
  /** In bytes; absent where only reading it to the end tells. */
  length: number | undefined;
  facts: FileFacts;
}

/** What the files of a field must keep to. */
export interface FileRules {
  /** The field's label in the form. */
  field: string;
  /** For each of the files. */
  mostBytes: number;
  /** For opening them. */
  timeoutSeconds: number;
  /** In epoch milliseconds: opening and reading must be over by then. */
  deadline: number;
}

/** Files that are open; whoever opened them closes them, read or not. */
export interface OpenFiles {
  files: RemoteFile[];
  close: () => void;
}

const MOST_HOPS = 5;
/** Opened with less time left, files couldn't be sent any more, and what takes them would be blamed. */
const TO_SEND_MS = 500;

/**
 * Opens files by their addresses, without anything of the connection: no key, no header, no proxy.
 * @throws Problem that names the field and the file, never its whole address: that often holds a signature
 */
export async function openFiles(urls: readonly string[], rules: FileRules): Promise<OpenFiles> {
  const stop = new AbortController();
  const close = (): void => stop.abort();
  const timeLeft = Math.max(rules.deadline - Date.now(), 0);
  const toOpen = Math.max(Math.min(rules.timeoutSeconds * 1000, timeLeft - TO_SEND_MS), 0);
  // With listeners of their own: as parts of an `AbortSignal.any` Node may collect them, and then they never come.
  AbortSignal.timeout(timeLeft).addEventListener('abort', close, { signal: stop.signal });
  const opening = AbortSignal.timeout(toOpen);
  opening.addEventListener('abort', close);
  try {
    const files = await Promise.all(
      urls.map((url, index) => open(url, { rules, signal: stop.signal, place: index + 1 })),
    );
    return { files, close };
  } catch (failure) {
    close();
    throw failure;
  } finally {
    opening.removeEventListener('abort', close);
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
    const { location } = response.headers;
    const { statusCode: status = 0 } = response;
    if (status < 300 || status >= 400 || !location) {
      return toFile(response, url, file, opening);
    }
    response.destroy();
    if (!URL.canParse(location, url)) break;
    url = new URL(location, url);
  }
  throw fileProblems.lostOnTheWay(file);
}

function checkAddress(url: URL, file: FileFacts): void {
  const isUsable = /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (!isUsable) throw fileProblems.notAnAddress(file.field, file.place);
  if (runsOnZapier() && isSpecialHost(url.hostname)) throw fileProblems.notPublic(file);
}

/**
 * Not through `z.request`: it would write the address with its signature into Zapier's log, and its
 * `node-fetch` waits for ever for the rest of a body that breaks off. Nor through Node's `fetch`, which
 * takes no lookup.
 */
function ask(url: URL, signal: AbortSignal, file: FileFacts): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = send(
      url,
      {
        // Packed, the length in the answer's header would not be the file's.
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Zapier' },
        agent: false,
        signal,
        ...(runsOnZapier() && { lookup: publicLookup }),
      },
      resolve,
    );
    asked.on('error', (failure) => reject(whyUnread(failure, signal, file)));
    asked.end();
  });
}

function toFile(
  response: IncomingMessage,
  url: URL,
  file: FileFacts,
  { rules, signal }: Opening,
): RemoteFile {
  const { statusCode: status = 0, headers } = response;
  const { mostBytes } = rules;
  if (status < 200 || status >= 300) throw fileProblems.refused(file, status);
  const contentType = contentTypeOf(headers['content-type'] ?? '');
  const named = nameInHeader(headers['content-disposition'] ?? '');
  const name = named ?? nameInPath(url) ?? file.name;
  if (contentType === 'text/html' && !named && !/\.html?$/i.test(name ?? '')) {
    throw fileProblems.webPage(file);
  }
  const facts = { ...file, name };
  const length = lengthOf(response);
  if (length !== undefined && length > mostBytes) throw fileProblems.tooBig(facts, mostBytes);
  return {
    stream: readWithin(mostBytes, response, signal, facts),
    name: name ?? nameOfType(contentType, file.place),
    contentType,
    length,
    facts,
  };
}

/** Node takes no answer whose length isn't a number. */
function lengthOf(response: IncomingMessage): number | undefined {
  const header = response.headers['content-length'];
  return header && unpackers(response).length === 0 ? Number(header) : undefined;
}

/** What undoes the answer's encodings, the last of them first; an unknown one stays. */
function unpackers({ headers }: IncomingMessage): Transform[] {
  const codings = (headers['content-encoding'] ?? '').toLowerCase().split(',').reverse();
  return codings.flatMap((coding) => {
    switch (coding.trim()) {
      case 'gzip':
      case 'x-gzip':
        return createGunzip();
      case 'deflate':
        return createInflate();
      case 'br':
        return createBrotliDecompress();
      default:
        return [];
    }
  });
}

function readWithin(
  mostBytes: number,
  response: IncomingMessage,
  signal: AbortSignal,
  file: FileFacts,
): Readable {
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > mostBytes) done(fileProblems.tooBig(file, mostBytes));
      else done(null, chunk);
    },
    destroy: (failure, done) => done(failure && whyUnread(failure, signal, file)),
  });
  // Whoever reads it listens too, but it may break off before anybody does.
  counted.on('error', () => undefined);
  pipeline([response, ...unpackers(response), counted], () => undefined);
  return counted;
}

/** Only codes are quoted: messages may hold the whole address. */
function whyUnread(failure: unknown, signal: AbortSignal, file: FileFacts): Problem {
  if (failure instanceof Problem) return failure;
  if (signal.aborted) return fileProblems.tooSlow(file);
  const { code } = failure as { code?: unknown };
  if (code === NOT_PUBLIC) return fileProblems.notPublic(file);
  return fileProblems.unreachable(file, asText(code));
}
