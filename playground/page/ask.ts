import type { Refusal } from '../api.js';

const TOKEN = 'playground-token';

/** The server said no, in a sentence for the user. */
export class Refused extends Error {
  constructor({ problem, remedy }: Refusal) {
    super(problem);
    this.remedy = remedy;
  }

  readonly remedy: Refusal['remedy'];
}

/** Takes the token out of the address, where it would be copied along, and keeps it for this tab. */
export function takeToken(): void {
  const token = location.hash.slice(1);
  if (!/^[0-9a-f]{32}$/.test(token)) return;
  sessionStorage.setItem(TOKEN, token);
  history.replaceState(null, '', location.pathname + location.search);
}

/**
 * Asks the playground's server.
 * @throws Refused with a sentence for the user
 */
export async function ask<Answer>(path: string, body?: object, method?: string): Promise<Answer> {
  const response = await fetch(`/api/${path}`, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: {
      authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ''}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused({
      problem:
        'The playground has stopped. Start it again with “npm run playground” and open its new address.',
    });
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused(answer as Refusal);
  return answer as Answer;
}

/** What went wrong, for the page. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  return new Refused({ problem: error instanceof Error ? error.message : String(error) });
}
