import { createContext, type ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { Value } from '../form/values.js';

/** A value of an earlier step that can be put into a field. */
export interface Mappables {
  /** Asks the user for one. */
  choose: (onChosen: (token: string) => void) => void;
  /** What a text with tokens would become, with the data there is. */
  preview: (text: string) => string | undefined;
}

/** Absent where a step is tried alone: there is nothing to map. */
export const MappablesOf = createContext<Mappables | undefined>(undefined);

interface MappableProps {
  value: string;
  disabled: boolean;
  label: string;
  onChange: (value: Value) => void;
  children: ComponentChildren;
}

/** A control into which values of earlier steps can be put. */
export function Mappable({ value, disabled, label, onChange, children }: MappableProps) {
  const mappables = useContext(MappablesOf);
  if (!mappables) return <div class="control">{children}</div>;
  const preview = mappables.preview(value);
  return (
    <>
      <div class="control">
        {children}
        <button
          type="button"
          class="icon"
          disabled={disabled}
          aria-label={`Insert data into ${label}`}
          title="Insert data of an earlier step"
          onClick={() => mappables.choose((token) => onChange(value + token))}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M10 4v12M4 10h12" />
          </svg>
        </button>
      </div>
      {preview !== undefined && <p class="preview">{preview}</p>}
    </>
  );
}
