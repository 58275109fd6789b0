import { useEffect, useRef, useState } from 'preact/hooks';
import type { Form, Row } from '../../api.js';
import { tokenOf, valuesOfRecord, type ZapData } from '../../zap/mapping.js';
import { ask } from '../ask.js';
import { labelOfKey } from '../form/control.js';
import type { Numbered } from './draft.js';
import { nameOfStep } from './zap_outline.js';

interface InsertDialogProps {
  earlier: Numbered[];
  data: ZapData;
  /** A sample that had to be asked for. */
  onSample: (number: string, row: Row) => void;
  onChosen: (token: string) => void;
  onClose: () => void;
}

/** “Insert data”: the values of earlier steps, under their names. */
export function InsertDialog({ earlier, data, onSample, onChosen, onClose }: InsertDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
    for (const step of earlier) {
      if ('placed' in step && !data[step.number]) void loadSample(step, onSample);
    }
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="insert-title" onClose={onClose}>
      <h1 id="insert-title">Insert data</h1>
      <input
        type="search"
        value={words}
        placeholder="Search values"
        aria-label="Search values"
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {earlier.map((step) => {
        const values = valuesOfRecord(data[step.number] ?? {}, labelOfKey).filter(
          ({ label, value }) => `${label} ${value}`.toLowerCase().includes(words.toLowerCase()),
        );
        return (
          <section key={step.number} class="values">
            <h2>
              {step.number}. {nameOfStep(step)}
            </h2>
            <ul>
              {values.map(({ path, label, value }) => (
                <li key={path}>
                  <button
                    type="button"
                    onClick={() => {
                      onChosen(tokenOf(step.number, path));
                      dialog.current?.close();
                    }}
                  >
                    <strong>{label}</strong>
                    <span>{value || 'empty'}</span>
                  </button>
                </li>
              ))}
            </ul>
            {values.length === 0 && <p class="waits">Nothing here.</p>}
          </section>
        );
      })}
      <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
        Cancel
      </button>
    </dialog>
  );
}

async function loadSample(
  { number, placed }: Extract<Numbered, { placed: unknown }>,
  onSample: InsertDialogProps['onSample'],
): Promise<void> {
  const { sample } = await ask<Form>('form', { ...placed });
  if (sample) onSample(number, sample);
}
