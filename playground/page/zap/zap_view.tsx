import { useState } from 'preact/hooks';
import type { Recipe } from '../../../recipes/recipe.js';
import type { Zap } from '../../../recipes/zap.js';
import type { AppSummary, Row } from '../../api.js';
import { hasToken, resolveInput, resolveText } from '../../zap/mapping.js';
import {
  draftOf,
  keyOf,
  numbered,
  withInput,
  withoutLast,
  withRow,
  withStep,
  type Draft,
  type Numbered,
} from './draft.js';
import { GivenView } from './given_view.js';
import { InsertDialog } from './insert_dialog.js';
import { LiveView } from './live_view.js';
import { MappablesOf } from './mapping.js';
import { StepDialog } from './step_dialog.js';
import { StepView } from '../step_view.js';
import { ZapOutline } from './zap_outline.js';

interface ZapViewProps {
  summary: AppSummary;
  recipes: Recipe[];
}

/** A Zap: a trigger and steps, one after another; values of earlier steps are mapped by clicking. */
export function ZapView({ summary, recipes }: ZapViewProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(recipes[0]?.zap ?? emptyZap(summary)));
  const [opened, setOpened] = useState(0);
  const [number, setNumber] = useState('1');
  const [isLive, setLive] = useState(false);
  const [placing, setPlacing] = useState<string>();
  const [inserting, setInserting] = useState<(token: string) => void>();
  const recipe = recipes.find(({ zap }) => zap.name === draft.zap.name);
  const steps = numbered(draft.zap, summary);
  const current = steps.find((step) => step.number === number) ?? steps[0];
  const earlier = steps.filter((step) => Number(step.number) < Number(number));
  // What was given in a test, else the app's sample: as in the editor.
  const data = { ...draft.samples, ...withoutBlanks(draft.outputs) };

  const open = (zap: Zap): void => {
    setDraft(draftOf(zap));
    setOpened(opened + 1);
    setNumber('1');
    setLive(false);
  };
  const mappables = {
    // A function as state has to be wrapped: it would be called.
    choose: (onChosen: (token: string) => void) => setInserting(() => onChosen),
    preview: (text: string) =>
      hasToken(text) ? resolveText(text, data) || '(nothing yet)' : undefined,
  };
  return (
    <div class="columns">
      <ZapOutline
        zap={draft.zap}
        steps={steps}
        current={isLive ? undefined : number}
        recipes={recipes}
        onOpen={open}
        onSelect={(wanted) => {
          setNumber(wanted);
          setLive(false);
        }}
        onAdd={() => setPlacing(String(steps.length + 1))}
        onRemove={() => {
          setDraft(withoutLast(draft));
          setNumber('1');
        }}
        isLive={isLive}
        onRun={() => setLive(true)}
      />
      {isLive && (
        <LiveView
          key={opened}
          zap={draft.zap}
          steps={steps}
          samples={draft.samples}
          event={recipe?.event}
        />
      )}
      {!isLive && (
        <MappablesOf.Provider value={number === '1' ? undefined : mappables}>
          <StepOf
            key={`${opened} ${number} ${current && 'placed' in current ? keyOf(current.placed) : ''}`}
            current={current}
            onPlace={() => setPlacing(number)}
            options={{
              resolve: (input, fields) => resolveInput(input, fields, data),
              onInput: (input) => setDraft((now) => withInput(now, number, input)),
              ...(current &&
                'placed' in current && {
                  onOutput: (row) => setDraft((now) => withRow(now, 'outputs', current, row)),
                  onSample: (row) => setDraft((now) => withRow(now, 'samples', current, row)),
                }),
            }}
          />
        </MappablesOf.Provider>
      )}
      {placing !== undefined && (
        <StepDialog
          summary={summary}
          isTrigger={placing === '1'}
          onClose={() => setPlacing(undefined)}
          onPick={(step, connection) => {
            setDraft(withStep(draft, placing, step, connection));
            setNumber(placing);
            setLive(false);
            setPlacing(undefined);
          }}
        />
      )}
      {inserting && (
        <InsertDialog
          earlier={earlier}
          data={data}
          onSample={(step, row) => setDraft((now) => withRow(now, 'samples', step, row))}
          onClose={() => setInserting(undefined)}
          onChosen={inserting}
        />
      )}
    </div>
  );
}

interface StepOfProps {
  current: Numbered | undefined;
  onPlace: () => void;
  options: NonNullable<Parameters<typeof StepView>[0]['options']>;
}

function StepOf({ current, onPlace, options }: StepOfProps) {
  if (!current) return null;
  const change = (
    <button type="button" class="secondary change-step" onClick={onPlace}>
      Change the step or its connection
    </button>
  );
  if ('given' in current) return <GivenView trigger={current.given}>{change}</GivenView>;
  const { step, connection, placed } = current;
  if (!step || !connection) {
    return (
      <main id="step" class="step">
        <h1>{step ? 'Connect an account' : 'Choose a step'}</h1>
        <p class="waits">
          {step
            ? `${step.label} runs on an account. Connect one under “A step”, then choose it here.`
            : 'This app or this playground doesn’t have what stood here.'}
        </p>
        {change}
      </main>
    );
  }
  return (
    <StepView step={step} connection={connection} options={{ ...options, initial: placed.input }}>
      <p class="on-connection">
        on {connection.platform} {connection.label}
      </p>
      {change}
    </StepView>
  );
}

function emptyZap({ steps, connections }: AppSummary): Zap {
  const first = steps.find(({ kind, hidden }) => kind === 'triggers' && !hidden);
  const connection = connections[0]?.id ?? '';
  return {
    name: 'A new Zap',
    trigger: first
      ? { kind: 'triggers', key: first.key, connection, input: {} }
      : { app: 'Another app', label: 'A record', records: [{ id: '1' }] },
    steps: [],
  };
}

function withoutBlanks(outputs: Draft['outputs']): Partial<Record<string, Row>> {
  return Object.fromEntries(Object.entries(outputs).filter(([, row]) => row !== undefined));
}
