import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject, type Json, type JsonObject } from './params.js';

/** What the sandbox keeps of an uploaded file. */
export interface Upload extends JsonObject {
  upload: true;
  filename: string;
  content_type: string;
  byte_size: number;
}

const bodyLimit = 45 * 1024 * 1024;

/** Accepts multipart/form-data; `a[b]` and `a[]` in names become objects and lists, as in Rails. */
export function acceptMultipart(app: FastifyInstance): void {
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit },
    async (request: FastifyRequest, body: Buffer) => {
      const type = request.headers['content-type'] ?? '';
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
        .formData()
        .catch((error: unknown) => {
          throw new SyntaxError(String(error));
        });
      const params: JsonObject = {};
      for (const [name, value] of form) {
        write(params, name.replaceAll(']', '').split('['), toJson(value));
      }
      return params;
    },
  );
}

/** True for a file of a form. */
export function isUpload(value: Json | undefined): value is Upload {
  return isObject(value) && value['upload'] === true;
}

function toJson(value: File | string): Json {
  if (typeof value === 'string') return value;
  return {
    upload: true,
    filename: value.name,
    content_type: value.type === '' ? 'application/octet-stream' : value.type,
    byte_size: value.size,
  };
}

function write(target: JsonObject, [key = '', next, ...rest]: string[], value: Json): void {
  const old = target[key];
  if (next === undefined) target[key] = value;
  else if (next === '') target[key] = [...(Array.isArray(old) ? old : []), value];
  else {
    const inner = isObject(old) ? old : {};
    target[key] = inner;
    write(inner, [next, ...rest], value);
  }
}
