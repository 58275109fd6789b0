import { randomUUID } from 'node:crypto';
import { serverError, type ValidationErrors } from './rails/errors.js';
import { isUpload, type Upload } from './rails/multipart.js';
import type { JsonObject } from './rails/params.js';

const biggest = 15 * 1024 * 1024;
const types = ['image/jpeg', 'image/png', 'image/gif'];

/**
 * The picture that a form sends as `avatar`; undefined without one.
 * @throws 500 for a text, which the server takes for the signed id of a file that it has
 */
export function sentAvatar({ avatar }: JsonObject): Upload | undefined {
  if (isUpload(avatar)) return avatar;
  if (avatar === undefined || avatar === null) return undefined;
  throw serverError();
}

/** Adds what the server refuses in a picture. */
export function checkAvatar(errors: ValidationErrors, avatar: Upload | undefined): void {
  if (!avatar) return;
  if (avatar.byte_size > biggest) errors.add('avatar', 'is too big');
  if (!types.includes(avatar.content_type)) errors.add('avatar', 'filetype not supported');
}

/** Where a stored picture is shown from. */
export function avatarUrl({ filename }: Upload): string {
  const name = encodeURIComponent(filename);
  return `https://chat.example.com/rails/active_storage/representations/redirect/${randomUUID()}/${name}`;
}
