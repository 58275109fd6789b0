import type { Readable } from 'node:stream';
import type { RemoteFile } from './download.js';

/** One part of a `multipart/form-data` body. */
export type FormPart = { name: string; text: string } | { name: string; file: RemoteFile };

/** A form ready to be sent, once: its files are streams. */
export interface EncodedForm {
  body: Readable;
  headers: Record<string, string>;
  /** Aborted, with the file's failure as its reason, when a file can't be read to its end. */
  broken: AbortSignal;
  /** The file that is being waited for; undefined while the receiver is the slower one. */
  awaited: () => RemoteFile | undefined;
  /** Whether all of it was handed over: before that, nobody can have done anything with it. */
  isWhole: () => boolean;
}

/**
 * Encodes parts as `multipart/form-data`. Files pass through unread; where all of them tell their
 * length, the body has one too.
 */
export async function encodeForm(parts: readonly FormPart[]): Promise<EncodedForm> {
  // Loaded by the steps that need it: it costs time at every cold start.
  const { default: FormData } = await import('form-data');
  const form = new FormData();
  const breaking = new AbortController();
  const files = parts.flatMap((part) => ('file' in part ? part.file : []));
  let whole = false;
  form.on('end', () => (whole = true));
  // Without a listener a broken file would end the process.
  form.on('error', (failure) => breaking.abort(failure));
  for (const part of parts) {
    if ('text' in part) {
      form.append(quoted(part.name), part.text);
      continue;
    }
    const { stream, name, contentType, length } = part.file;
    if (stream.errored) breaking.abort(stream.errored);
    // A file whose turn is yet to come fails at once too.
    stream.once('error', (failure) => breaking.abort(failure));
    form.append(quoted(part.name), stream, {
      filename: quoted(name),
      ...(contentType && { contentType }),
      ...(length !== undefined && { knownLength: length }),
    });
  }
  return {
    body: form,
    headers: form.getHeaders(),
    broken: breaking.signal,
    awaited: () => files.find(({ stream }) => isAwaited(stream)),
    isWhole: () => whole,
  };
}

/** One that is read, but has nothing to give: those whose turn is yet to come are paused. */
function isAwaited(stream: Readable): boolean {
  return stream.readableFlowing === true && stream.readableLength === 0 && !stream.readableEnded;
}

/** As browsers write names in such a body; the library writes them as they are. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
