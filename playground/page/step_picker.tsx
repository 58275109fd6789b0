import { useState } from 'preact/hooks';
import type { Step, StepKind, StepName } from '../api.js';

const KIND_NAMES: Record<StepKind, string> = {
  triggers: 'Triggers',
  searches: 'Searches',
  creates: 'Actions',
};

interface StepPickerProps {
  steps: Step[];
  current: Step | undefined;
  /** The platform whose steps are shown first of all. */
  listedAs: string | undefined;
  onPick: (step: StepName) => void;
}

/** Every step of the app, found by words: of its name, description, key, platforms, requests. */
export function StepPicker({ steps, current, listedAs, onPick }: StepPickerProps) {
  const [words, setWords] = useState('');
  const [onlyPlatform, setOnlyPlatform] = useState(true);
  const [isOpen, setOpen] = useState(false);
  const visible = steps.filter(({ hidden }) => !hidden);
  const fits = (step: Step): boolean =>
    !listedAs || !onlyPlatform || !step.platforms || step.platforms.split(', ').includes(listedAs);
  const found = visible.filter((step) => fits(step) && matches(step, words));
  const isListed = listedAs !== undefined && visible.some(({ platforms }) => platforms);
  return (
    <nav class={`picker-column ${isOpen ? 'open' : ''}`} aria-label="Steps">
      <button
        type="button"
        class="secondary picker-toggle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Close the list of steps' : 'Choose another step'}
      </button>
      <div class="picker-body">
        <input
          type="search"
          value={words}
          placeholder="Search steps"
          aria-label="Search steps"
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        {isListed && (
          <label class="check">
            <input
              type="checkbox"
              checked={onlyPlatform}
              onChange={(event) => setOnlyPlatform(event.currentTarget.checked)}
            />
            Only what {listedAs} can do
          </label>
        )}
        <p class="count" role="status">
          {found.length} of {visible.length} steps
        </p>
        {(Object.keys(KIND_NAMES) as StepKind[]).map((kind) => (
          <StepList
            key={kind}
            title={KIND_NAMES[kind]}
            steps={found.filter((step) => step.kind === kind)}
            namesPlatforms={isListed && !onlyPlatform}
            current={current}
            onPick={(step) => {
              onPick({ kind: step.kind, key: step.key });
              setOpen(false);
            }}
          />
        ))}
      </div>
    </nav>
  );
}

interface StepListProps {
  title: string;
  steps: Step[];
  current: Step | undefined;
  /** Where steps of several platforms stand together. */
  namesPlatforms: boolean;
  onPick: (step: Step) => void;
}

function StepList({ title, steps, current, namesPlatforms, onPick }: StepListProps) {
  if (steps.length === 0) return null;
  return (
    <section>
      <h2>
        {title} <span>{steps.length}</span>
      </h2>
      <ul>
        {steps.map((step) => (
          <li key={step.key}>
            <button
              type="button"
              aria-current={step === current ? 'true' : undefined}
              onClick={() => onPick(step)}
            >
              <strong>{step.label}</strong>
              <span>{step.description}</span>
              {namesPlatforms && <span>{step.platforms}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function matches(step: Step, words: string): boolean {
  const { label, description, key, platforms, operations = [], requests } = step;
  const text = [label, description, key, platforms, ...operations, requests]
    .join(' ')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
