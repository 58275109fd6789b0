import { asText } from '../../../http/body.js';

/** A field's options out of its `meta`, which keeps them as JSON text; none when that is broken. */
export function optionsIn(json: string): string[] {
  try {
    const options: unknown = JSON.parse(json);
    return Array.isArray(options) ? options.map(asText) : [];
  } catch {
    return [];
  }
}
