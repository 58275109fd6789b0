import { randomBytes } from 'node:crypto';

/** A new secret: 24 letters that fit into an address. */
export function newToken(): string {
  return randomBytes(18).toString('base64url');
}
