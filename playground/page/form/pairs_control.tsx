import type { ControlProps } from './control.js';

/** A field of names and values. */
export function PairsControl({ label, disabled, value, onChange }: ControlProps) {
  const given = Array.isArray(value) ? (value as [string, string][]) : [];
  const pairs: [string, string][] = given.length > 0 ? given : [['', '']];
  const set = (at: number, pair: [string, string]): void =>
    onChange(pairs.map((old, index) => (index === at ? pair : old)));
  return (
    <div class="many">
      {pairs.map(([name, text], at) => (
        <div class="many-row pair" key={at}>
          <input
            value={name}
            disabled={disabled}
            placeholder="Name"
            aria-label={`${label}: name ${at + 1}`}
            onInput={(event) => set(at, [event.currentTarget.value, text])}
          />
          <input
            value={text}
            disabled={disabled}
            placeholder="Value"
            aria-label={`${label}: value ${at + 1}`}
            onInput={(event) => set(at, [name, event.currentTarget.value])}
          />
          <button
            type="button"
            class="icon"
            aria-label={`Remove pair ${at + 1} of ${label}`}
            onClick={() => onChange(pairs.filter((_pair, index) => index !== at))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        disabled={disabled}
        onClick={() => onChange([...pairs, ['', '']])}
      >
        Add a value set
      </button>
    </div>
  );
}
