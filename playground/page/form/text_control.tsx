import { useRef } from 'preact/hooks';
import type { ControlProps } from './control.js';
import { Mappable } from '../zap/mapping.js';

const HINTS: Record<string, string> = {
  integer: 'A whole number',
  number: 'A number',
  datetime: '2026-12-31T09:00',
  file: 'https://… of a file',
  json: '{ }',
};

/** What is typed: a line, a text of several lines, or a password. */
export function TextControl(props: ControlProps) {
  const { id, field, label, describedBy, disabled, onChange } = props;
  const value = typeof props.value === 'string' ? props.value : '';
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const shared = {
    id,
    ref: box,
    value,
    disabled,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-required': field.required ?? false,
    placeholder: field.placeholder ?? HINTS[field.type ?? ''] ?? '',
    onInput: () => onChange(box.current?.value ?? ''),
    autocomplete: 'off',
    spellcheck: false,
  };
  const isLong = ['text', 'code', 'json'].includes(field.type ?? '');
  const isNumber = field.type === 'integer' || field.type === 'number';
  return (
    <Mappable value={value} disabled={disabled} label={label} onChange={onChange}>
      {isLong ? (
        <textarea {...shared} rows={3} class={field.type === 'text' ? '' : 'mono'} />
      ) : field.type === 'password' ? (
        <input {...shared} type="password" />
      ) : (
        <input {...shared} type="text" inputMode={isNumber ? 'decimal' : 'text'} />
      )}
      {field.type === 'datetime' && (
        <TimePicker label={label} disabled={disabled} onPick={onChange} />
      )}
    </Mappable>
  );
}

interface TimePickerProps {
  label: string;
  disabled: boolean;
  onPick: (time: string) => void;
}

/** The browser's own calendar, behind a button, as the field takes any text too. */
function TimePicker({ label, disabled, onPick }: TimePickerProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <span class="picker">
      <input
        ref={picker}
        type="datetime-local"
        tabIndex={-1}
        aria-hidden="true"
        onInput={() => onPick(picker.current?.value ?? '')}
      />
      <button
        type="button"
        class="icon"
        disabled={disabled}
        aria-label={`Pick a time for ${label}`}
        onClick={() => picker.current?.showPicker()}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4 5h12v11H4zM4 8h12M7 3v3M13 3v3" />
        </svg>
      </button>
    </span>
  );
}
