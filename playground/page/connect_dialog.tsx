import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection, FormField } from '../api.js';
import { ask, asRefused } from './ask.js';
import { FieldRow } from './form/field_row.js';
import { defaultsOf, inputOf, type Values } from './form/values.js';

interface ConnectDialogProps {
  fields: FormField[];
  onConnected: (connection: Connection) => void;
  onClose: () => void;
}

/** The connection form, as Zapier shows it when an account is connected. */
export function ConnectDialog({ fields, onConnected, onClose }: ConnectDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState<Values>(() => defaultsOf(fields));
  const [problem, setProblem] = useState('');
  const [isTesting, setTesting] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const connect = async (): Promise<void> => {
    setTesting(true);
    setProblem('');
    try {
      const connection = await ask<Connection>('connections', inputOf(values, fields));
      // Whoever cancelled meanwhile doesn't want it.
      if (dialog.current) onConnected(connection);
      else await ask(`connections/${connection.id}`, undefined, 'DELETE');
    } catch (error) {
      setProblem(asRefused(error).message);
      setTesting(false);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="connect-title" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        <h1 id="connect-title">Connect your own account</h1>
        <p class="waits">
          What you enter is kept in the memory of the playground on this computer, written nowhere,
          and gone when it ends. It is sent to the platform alone.
        </p>
        {fields.map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            all={fields}
            values={values}
            onChange={(value) => setValues({ ...values, [field.key]: value })}
          />
        ))}
        {problem && (
          <p class="refusal" role="alert">
            {problem}
          </p>
        )}
        <div class="run">
          <button type="submit" class="primary" disabled={isTesting}>
            {isTesting ? 'Testing…' : 'Connect'}
          </button>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
