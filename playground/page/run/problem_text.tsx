import type { Problem } from '../../api.js';

/** What Zapier shows of an error. */
const SHOWN = 250;

const CLASSES: Record<string, [title: string, what: string]> = {
  HaltedError: ['Halted', 'The Zap stops here softly: no error mail, and it isn’t repeated.'],
  ExpiredAuthError: [
    'Connection expired',
    'Zapier pauses the Zap and asks its owner to reconnect.',
  ],
  RefreshAuthError: [
    'Sign-in ended',
    'Zapier signs in again and repeats the step. Here the account is connected again.',
  ],
  ThrottledError: ['Waiting', 'Zapier runs the step again by itself.'],
  RequiredFieldMissing: [
    'A required field is blank',
    'Zapier asks for it before it runs the step.',
  ],
  Timeout: ['Too slow', 'Zapier ends the step.'],
};
const OTHER = [
  'Error',
  'The Zap stops here. Autoreplay, where it is on, repeats the whole step.',
] as const;

/** An error as the user reads it, and what Zapier does about it. */
export function ProblemText({ problem: { name, message, delay } }: { problem: Problem }) {
  const [title, what] = CLASSES[name] ?? OTHER;
  const cut = message.slice(SHOWN);
  return (
    <div class={`problem ${name}`}>
      <p class="problem-title">{title}</p>
      <p class="problem-message">
        {message.slice(0, SHOWN)}
        {cut && <span class="cut">{cut}</span>}
      </p>
      <p class="problem-note">
        {what}
        {delay !== undefined && ` In ${delay} seconds.`}
        {cut &&
          ` Zapier shows ${SHOWN} characters; the ${cut.length} after them are struck out here.`}
        <code>{name}</code>
      </p>
    </div>
  );
}
