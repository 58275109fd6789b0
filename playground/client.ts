import type { Playground } from './start.js';

export interface Asked<Answer> {
  status: number;
  answer: Answer;
}

/** Asks a running playground what its page would ask. */
export async function askPlayground<Answer>(
  { url, token }: Pick<Playground, 'url' | 'token'>,
  path: string,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<Asked<Answer>> {
  const response = await fetch(`${new URL(url).origin}/api/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}
