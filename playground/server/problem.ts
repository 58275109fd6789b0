import type { Problem, Row } from '../api.js';

/** Core tells developers what led to an error; Zapier keeps that from its users. */
const FOR_DEVELOPERS = '\nWhat happened:\n';

/** An error as the user would read it. Core packs some texts into JSON for its own transport. */
export function problemOf(name: string, text: string): Problem {
  const [message = ''] = text.split(FOR_DEVELOPERS);
  const packed = parsed(message);
  if (name === 'ResponseError' && typeof packed['status'] === 'number') {
    return { name, message: answerText(packed['status'], packed['content']) };
  }
  if (typeof packed['message'] !== 'string') return { name, message };
  return {
    name,
    message: packed['message'],
    ...(typeof packed['delay'] === 'number' && { delay: packed['delay'] }),
  };
}

function answerText(status: number, content: unknown): string {
  const said = typeof content === 'string' ? content.trim() : '';
  return `The server answered ${status}${said ? `: ${said}` : '.'}`;
}

function parsed(text: string): Row {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Row) : {};
  } catch {
    return {};
  }
}
