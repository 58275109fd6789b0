import type { ComponentChildren } from 'preact';
import type { GivenTrigger } from '../../../recipes/zap.js';
import { Output } from '../run/output.js';

interface GivenViewProps {
  trigger: GivenTrigger;
  children: ComponentChildren;
}

/** A trigger of another app: only its records matter here. */
export function GivenView({ trigger, children }: GivenViewProps) {
  return (
    <>
      <main id="step" class="step">
        <p class="kind">Trigger of another app</p>
        <h1>{trigger.label}</h1>
        <p class="description">{trigger.app} gives these records; each starts a run.</p>
        {children}
      </main>
      <aside class="result output" aria-label="Its records" tabIndex={0}>
        {trigger.records.map((row, at) => (
          <section key={at}>
            <h2>Record {at + 1}</h2>
            <Output row={row} fields={[]} />
          </section>
        ))}
      </aside>
    </>
  );
}
