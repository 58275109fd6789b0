import { useEffect, useState } from 'preact/hooks';
import type { AppSummary, Connection, StepName } from '../api.js';
import { ask, asRefused, type Refused } from './ask.js';
import { ConnectDialog } from './connect_dialog.js';
import { Refusal } from './run/refusal.js';
import { StepPicker } from './step_picker.js';
import { StepView } from './step_view.js';
import { TopBar } from './top_bar.js';
import { ZapView } from './zap/zap_view.js';

const FIRST_STEP: StepName = { kind: 'creates', key: 'update_contact' };

interface NothingYetProps {
  hasSteps: boolean;
  needsAccount: boolean;
  onConnect: () => void;
}

/** In place of a step that can't be shown: what is missing for it. */
function NothingYet({ hasSteps, needsAccount, onConnect }: NothingYetProps) {
  return (
    <main id="step" class="empty">
      <h1>{hasSteps ? 'Connect an account' : 'This app has no steps yet'}</h1>
      <p>
        {hasSteps
          ? 'Forms and dropdowns are loaded for a connection. There is none yet.'
          : 'Add a trigger, a search or an action to it, then press Reload.'}
      </p>
      {needsAccount && (
        <button type="button" class="primary" onClick={onConnect}>
          Connect your own account
        </button>
      )}
    </main>
  );
}

/** In place of a form that is about to begin anew: what would be filled in meanwhile would be lost. */
function Reading() {
  return (
    <main id="step" class="empty" aria-busy="true">
      <p role="status">Loading the app…</p>
    </main>
  );
}

function stepIn({ steps }: AppSummary, name: { kind: string; key: string } | undefined) {
  return steps.find(({ kind, key }) => kind === name?.kind && key === name.key);
}

/** The whole page: who publishes the app on top, steps on the left, the chosen one beside them. */
export function App() {
  const [summary, setSummary] = useState<AppSummary>();
  const [refused, setRefused] = useState<Refused>();
  const [connection, setConnection] = useState('');
  const [step, setStep] = useState<StepName>();
  const [loads, setLoads] = useState(0);
  const [isReading, setReading] = useState(false);
  const [isConnecting, setConnecting] = useState(false);
  const [isZap, setZap] = useState(() => new URLSearchParams(location.search).has('zap'));

  const load = async (path: 'app' | 'reload'): Promise<void> => {
    if (isReading) return;
    setReading(true);
    setRefused(undefined);
    try {
      const loaded = await ask<AppSummary>(path, path === 'reload' ? {} : undefined);
      setSummary(loaded);
      setLoads((count) => count + 1);
      document.title = `${loaded.brand.name} – Playground`;
      const wanted = new URLSearchParams(location.search);
      const [kind = '', key = ''] = (wanted.get('step') ?? '').split('.');
      const named = stepIn(loaded, { kind, key });
      const first = stepIn(loaded, FIRST_STEP);
      const visible = loaded.steps.find(({ hidden }) => !hidden);
      // What was chosen while the sources were read stays chosen.
      setStep((now) => stepIn(loaded, now) ?? named ?? first ?? visible);
      const ids = loaded.connections.map(({ id }) => id);
      const asked = wanted.get('connection') ?? '';
      setConnection((now) => [now, asked].find((id) => ids.includes(id)) ?? ids[0] ?? '');
    } catch (error) {
      setRefused(asRefused(error));
    }
    setReading(false);
  };
  useEffect(() => void load('app'), []);
  useEffect(() => {
    if (!step) return;
    const search = new URLSearchParams({ connection, step: `${step.kind}.${step.key}` });
    if (isZap) search.set('zap', '');
    history.replaceState(null, '', `?${search.toString()}`);
  }, [connection, step, isZap]);

  if (refused)
    return (
      <main class="alone">
        <h1>The playground has nothing to show</h1>
        <Refusal refused={refused} onRemedy={() => void load('reload')} />
      </main>
    );
  if (!summary)
    return (
      <p class="starting" role="status">
        Loading the app…
      </p>
    );
  const chosen = summary.connections.find(({ id }) => id === connection);
  const current = stepIn(summary, step);
  const connected = (added: Connection): void => {
    setSummary((now) => now && { ...now, connections: [...now.connections, added] });
    setConnection(added.id);
    setConnecting(false);
  };
  return (
    <>
      <a class="skip" href="#step">
        Skip to the step
      </a>
      <TopBar
        summary={summary}
        connection={connection}
        onConnection={setConnection}
        onConnect={() => setConnecting(true)}
        isZap={isZap}
        onZap={setZap}
        onReload={() => void load('reload')}
      />
      {summary.notes.length > 0 && (
        <section class="notes" aria-label="What isn’t as on Zapier">
          {summary.notes.map((note) => (
            <p class="note" key={note}>
              {note}
            </p>
          ))}
        </section>
      )}
      {isZap && isReading && <Reading />}
      {isZap && !isReading && <ZapView key={loads} summary={summary} recipes={summary.recipes} />}
      {!isZap && (
        <div class="columns">
          <StepPicker
            steps={summary.steps}
            current={current}
            listedAs={chosen?.listedAs}
            onPick={setStep}
          />
          {isReading ? (
            <Reading />
          ) : current && chosen ? (
            <StepView
              key={`${loads} ${chosen.id} ${current.kind} ${current.key}`}
              step={current}
              connection={chosen}
            />
          ) : (
            <NothingYet
              hasSteps={current !== undefined}
              needsAccount={summary.authFields.length > 0}
              onConnect={() => setConnecting(true)}
            />
          )}
        </div>
      )}
      {isConnecting && (
        <ConnectDialog
          fields={summary.authFields}
          onConnected={connected}
          onClose={() => setConnecting(false)}
        />
      )}
    </>
  );
}
