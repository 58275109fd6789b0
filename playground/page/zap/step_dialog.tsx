import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppSummary, StepName } from '../../api.js';
import { StepPicker } from '../step_picker.js';

interface StepDialogProps {
  summary: AppSummary;
  isTrigger: boolean;
  onPick: (step: StepName, connection: string) => void;
  onClose: () => void;
}

/** Chooses a step of the Zap and the account it runs on. */
export function StepDialog({ summary, isTrigger, onPick, onClose }: StepDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [connection, setConnection] = useState(summary.connections[0]?.id ?? '');
  useEffect(() => dialog.current?.showModal(), []);
  const steps = summary.steps.filter(({ kind }) => (kind === 'triggers') === isTrigger);
  const chosen = summary.connections.find(({ id }) => id === connection);
  return (
    <dialog ref={dialog} aria-labelledby="step-title" onClose={onClose}>
      <h1 id="step-title">{isTrigger ? 'What starts the Zap' : 'What the Zap does next'}</h1>
      <div class="field">
        <label class="label" for="step-connection">
          Connection
        </label>
        <select
          id="step-connection"
          value={connection}
          onChange={(event) => setConnection(event.currentTarget.value)}
        >
          {summary.connections.map(({ id, platform, label }) => (
            <option key={id} value={id}>
              {platform ? `${platform} – ${label}` : label}
            </option>
          ))}
        </select>
      </div>
      <StepPicker
        steps={steps}
        current={undefined}
        listedAs={chosen?.listedAs}
        onPick={(step) => onPick(step, connection)}
      />
      <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
        Cancel
      </button>
    </dialog>
  );
}
