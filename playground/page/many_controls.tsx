import { FieldRow, type ControlProps } from './form.js';
import type { Values } from './values.js';

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

/** Line items: rows of the field's children. */
export function RowsControl({ field, label, disabled, value, onChange }: ControlProps) {
  const given = Array.isArray(value) ? (value as Values[]) : [];
  const rows = given.length > 0 ? given : [{}];
  const children = field.children ?? [];
  return (
    <div class="many">
      {rows.map((row, at) => (
        <fieldset class="line-item" key={at} disabled={disabled}>
          <legend>
            {label} {at + 1}
          </legend>
          {children.map((child) => (
            <FieldRow
              key={child.key}
              field={child}
              all={children}
              values={row}
              onChange={(next) =>
                onChange(
                  rows.map((old, index) => (index === at ? { ...old, [child.key]: next } : old)),
                )
              }
            />
          ))}
          {rows.length > 1 && (
            <button
              type="button"
              class="quiet"
              onClick={() => onChange(rows.filter((_row, index) => index !== at))}
            >
              Remove {label} {at + 1}
            </button>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        class="quiet"
        disabled={disabled}
        onClick={() => onChange([...rows, {}])}
      >
        Add a line
      </button>
    </div>
  );
}
