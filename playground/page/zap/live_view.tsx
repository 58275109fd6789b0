import { useEffect, useRef, useState } from 'preact/hooks';
import type { Zap } from '../../../recipes/zap.js';
import type { Problem, Row, SentRequest, SwitchedOn, ZapRun } from '../../api.js';
import { ask, asRefused } from '../ask.js';
import { timezone } from '../timezone.js';
import type { Numbered } from './draft.js';
import { ProblemText } from '../run/problem_text.js';
import { RequestList } from '../run/request_list.js';
import { ZapRunView } from './zap_run_view.js';

interface LiveViewProps {
  zap: Zap;
  steps: Numbered[];
  samples: Partial<Record<string, Row>>;
  /** What starts the recipe. */
  event: string | undefined;
}

interface Polled {
  runs: ZapRun[];
  problem?: Problem;
  requests: SentRequest[];
}

/**
 * How often and how long to look for what was made to happen, each time twice as long as before: search indexes and
 * webhooks take a while.
 */
const LOOKS = 8;
const FIRST_PAUSE_MS = 30;

/** A Zap that is on: something happens, and its steps run. */
export function LiveView({ zap, steps, samples, event }: LiveViewProps) {
  const [live, setLive] = useState<SwitchedOn>();
  const [polled, setPolled] = useState<Polled>({ runs: [], requests: [] });
  const [note, setNote] = useState('Switching on…');
  const [isBusy, setBusy] = useState(true);
  const id = useRef('');
  const [first] = steps;
  const events = first && 'placed' in first ? (first.connection?.events ?? []) : [];

  const attempt = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    try {
      setNote(await work());
    } catch (error) {
      setNote(asRefused(error).message);
    }
    setBusy(false);
  };
  const look = async (times: number): Promise<string> => {
    for (let at = 0; at < times; at += 1) {
      const answer = await ask<Polled>(`zaps/${id.current}/poll`, {});
      setPolled(({ runs }) => ({ ...answer, runs: [...answer.runs.toReversed(), ...runs] }));
      if (answer.problem) return 'The trigger failed.';
      if (answer.runs.length > 0)
        return answer.runs.length === 1 ? 'A run started.' : `${answer.runs.length} runs started.`;
      if (at < times - 1) await new Promise((done) => setTimeout(done, FIRST_PAUSE_MS * 2 ** at));
    }
    return 'Nothing new.';
  };
  useEffect(() => {
    let isLeft = false;
    const switchOff = (of: string): void =>
      void ask(`zaps/${of}`, undefined, 'DELETE').catch(() => undefined);
    void attempt(async () => {
      const on = await ask<SwitchedOn>('zaps', { zap, timezone: timezone() });
      if (isLeft) switchOff(on.id);
      id.current = on.id;
      setLive(on);
      return `The Zap is on. ${on.known} records were there before; they start nothing.`;
    });
    return () => {
      isLeft = true;
      if (id.current) switchOff(id.current);
    };
  }, []);

  return (
    <main id="step" class="step live">
      <p class="kind">{live ? 'On' : 'Off'}</p>
      <h1>{zap.name}</h1>
      <p class="description" role="status">
        {note}
      </p>
      <div class="run">
        {events.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            class={key === (event ?? events[0]?.key) ? 'primary' : 'secondary'}
            disabled={!live || isBusy}
            onClick={() =>
              void attempt(async () => {
                await ask(`zaps/${id.current}/happen`, { event: key });
                return look(LOOKS);
              })
            }
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          class="secondary"
          disabled={!live || isBusy}
          onClick={() => void attempt(() => look(1))}
        >
          {first && 'given' in first ? 'Let its records come' : 'Look for what is new'}
        </button>
      </div>
      {polled.problem && <ProblemText problem={polled.problem} />}
      {polled.runs.map((run, at) => (
        <ZapRunView
          key={polled.runs.length - at}
          run={run}
          number={polled.runs.length - at}
          steps={steps}
          sample={samples['1']}
          isOpen={at === 0}
        />
      ))}
      {polled.requests.length > 0 && (
        <RequestList title="Requests of the last look" requests={polled.requests} />
      )}
    </main>
  );
}
