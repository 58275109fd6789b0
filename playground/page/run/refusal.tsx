import type { Refused } from '../ask.js';

interface RefusalProps {
  refused: Refused;
  onRemedy: () => void;
}

const REMEDIES = { restart_sandbox: 'Start the sandbox again', reload_app: 'Load the app again' };

/** A sentence about what is wrong, and the button that may mend it. */
export function Refusal({ refused: { message, remedy }, onRemedy }: RefusalProps) {
  return (
    <div class="refusal" role="alert">
      <p>{message}</p>
      {remedy && (
        <button type="button" class="secondary" onClick={onRemedy}>
          {REMEDIES[remedy]}
        </button>
      )}
    </div>
  );
}
