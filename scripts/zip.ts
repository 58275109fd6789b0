import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A file of a zip. */
export interface ZipEntry {
  name: string;
  /** As it is stored, in bytes. */
  packed: number;
  content: Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

/**
 * The files of a zip, read by its directory. Not for zips of more than 65,535 files or 4 GB.
 * @throws Error when it is no zip
 */
export function readZip(file: string): ZipEntry[] {
  const zip = readFileSync(file);
  // The end record is 22 bytes and a comment, which Zapier's tool doesn't write.
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error(`${file} is no zip.`);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`${file} is damaged.`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((of) =>
      zip.readUInt16LE(at + of),
    ) as [number, number, number];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const packed = zip.readUInt32LE(at + 20);
    if (!name.endsWith('/')) {
      const isPacked = zip.readUInt16LE(at + 10) === DEFLATED;
      const stored = contentAt(zip, zip.readUInt32LE(at + 42), packed);
      entries.push({ name, packed, content: isPacked ? inflateRawSync(stored) : stored });
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function contentAt(zip: Buffer, header: number, length: number): Buffer {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  return zip.subarray(start, start + length);
}
