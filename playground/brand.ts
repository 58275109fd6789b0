import type { Brand } from './api.js';

/**
 * Who publishes the app that is shown. One brand until the app is built in several: then this is the
 * place that reads the chosen one.
 */
export function brandOf({
  name = '',
  description = '',
}: {
  name?: string;
  description?: string;
}): Brand {
  const words = name
    .replace(/^@[^/]+\//, '')
    .split(/[-_ ]+/)
    .filter(Boolean);
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { name: title || 'A Zapier App', description };
}
