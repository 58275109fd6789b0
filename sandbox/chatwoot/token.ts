import { randomBytes } from 'node:crypto';

const BYTES = 18;

/** Random bytes in stock: asking for them costs more than all the rest, and a seed has many secrets. */
let stock = Buffer.alloc(0);

/** A new secret: 24 letters that fit into an address. */
export function newToken(): string {
  if (stock.length === 0) stock = randomBytes(BYTES * 256);
  const token = stock.toString('base64url', 0, BYTES);
  stock = stock.subarray(BYTES);
  return token;
}
