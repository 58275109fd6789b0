import { useEffect, useRef, useState } from 'preact/hooks';
import type { Form, Row } from '../../api.js';
import { tokenOf, valuesOfRecord, type ZapData } from '../../zap/mapping.js';
import { ask, asRefused } from '../ask.js';
import { labelOfKey } from '../form/control.js';
import type { Numbered, Placed } from './draft.js';
import { nameOfStep } from './zap_outline.js';

interface InsertDialogProps {
  earlier: Numbered[];
  data: ZapData;
  /** A sample that had to be asked for. */
  onSample: (step: Placed, row: Row) => void;
  onChosen: (token: string) => void;
  onClose: () => void;
}

/** “Insert data”: the values of earlier steps, under their names. */
export function InsertDialog({ earlier, data, onSample, onChosen, onClose }: InsertDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  const [problems, setProblems] = useState<Partial<Record<string, string>>>({});
  const loadSample = async (step: Placed): Promise<void> => {
    try {
      const { sample } = await ask<Form>('form', { ...step.placed });
      if (sample) onSample(step, sample);
    } catch (error) {
      setProblems((now) => ({ ...now, [step.number]: asRefused(error).message }));
    }
  };
  useEffect(() => {
    dialog.current?.showModal();
    for (const step of earlier) {
      if ('placed' in step && !data[step.number]) void loadSample(step);
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
        const problem = problems[step.number];
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
            {problem ? (
              <p class="refusal" role="alert">
                {problem}
              </p>
            ) : (
              values.length === 0 && <p class="waits">Nothing here.</p>
            )}
          </section>
        );
      })}
      <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
        Cancel
      </button>
    </dialog>
  );
}
