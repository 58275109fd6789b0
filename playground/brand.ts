import type { Brand } from './api.js';

/** Who publishes the app that is shown: by the title of a brand's build, else by the package's name. */
export function brandOf({
  name = '',
  title,
  description = '',
}: {
  name?: string;
  title?: string;
  description?: string;
}): Brand {
  const words = name
    .replace(/^@[^/]+\//, '')
    .split(/[-_ ]+/)
    .filter(Boolean);
  const named = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { name: title ?? (named || 'A Zapier App'), description };
}
