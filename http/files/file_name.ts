const LONGEST_NAME = 150;
/** Types that servers give when they know none. */
const NO_TYPE = ['', 'application/octet-stream', 'binary/octet-stream'];

/** The media type of a header, without its parameters; undefined when it says nothing. */
export function contentTypeOf(header: string): string | undefined {
  const type = (header.split(';')[0] ?? '').trim().toLowerCase();
  return NO_TYPE.includes(type) ? undefined : type;
}

/** The file name in a `Content-Disposition` header (RFC 6266); undefined without a usable one. */
export function nameInHeader(header: string): string | undefined {
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  const decoded = encoded === undefined ? undefined : decode(encoded);
  if (decoded) return cleanName(decoded);
  const [, quoted, plain] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(header) ?? [];
  return cleanName(fromLatin1(quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? ''));
}

/**
 * The last part of an address's path when it looks like a file's name. Others may be signatures, as in
 * Zapier's own addresses of files, and must not be shown.
 */
export function nameInPath({ pathname }: URL): string | undefined {
  const last = decode(pathname.split('/').at(-1) ?? '') ?? '';
  return /^[^.:][^:]{0,100}\.[a-z0-9]{1,5}$/i.test(last) ? cleanName(last) : undefined;
}

/** A name for a file that has none: receivers tell files apart by their endings. */
export function nameOfType(contentType: string | undefined, place: number): string {
  const ending = /\/([a-z0-9]{1,5})$/.exec(contentType ?? '')?.[1];
  return `file-${place}${ending ? `.${ending === 'plain' ? 'txt' : ending}` : ''}`;
}

/** Without folders, and without what would end a quoted name. */
function cleanName(text: string): string | undefined {
  const name = (text.split(/[\\/]/).at(-1) ?? '').replaceAll(/["\p{Cc}]/gu, '_').trim();
  return name === '' || name === '.' || name === '..'
    ? undefined
    : Array.from(name).slice(-LONGEST_NAME).join('');
}

/** Servers write names as UTF-8 without saying so, which Node reads as Latin-1. */
function fromLatin1(text: string): string {
  const utf8 = Buffer.from(text, 'latin1').toString('utf8');
  return utf8.includes('\ufffd') ? text : utf8;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
