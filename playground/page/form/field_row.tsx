import { useId } from 'preact/hooks';
import type { FormField } from '../../api.js';
import { ChoiceControl } from './choice_control.js';
import { labelOfKey, useForm, type ControlProps } from './control.js';
import { Markdown } from './markdown.js';
import { PairsControl } from './pairs_control.js';
import { TextControl } from './text_control.js';
import { hasChoices, waitsFor, type Value, type Values } from './values.js';

interface FieldRowProps {
  field: FormField;
  all: FormField[];
  values: Values;
  onChange: (value: Value) => void;
}

/** One field: label, mark, control, help. */
export function FieldRow({ field, all, values, onChange }: FieldRowProps) {
  const { search } = useForm();
  const id = useId();
  const helpId = `${id}-help`;
  const label = field.label ?? labelOfKey(field.key);
  if (field.type === 'copy') {
    return <Markdown class="copy" text={field.helpText ?? label} />;
  }
  const waiting = waitsFor(field, values);
  const names = waiting.map((key) => all.find((other) => other.key === key)?.label ?? key);
  const many = field.list === true || field.dict === true || field.children !== undefined;
  const control: ControlProps = {
    id,
    field,
    label,
    describedBy: field.helpText ? helpId : undefined,
    disabled: waiting.length > 0,
    value: values[field.key],
    onChange,
  };
  const Head = many ? 'span' : 'label';
  return (
    <div
      class="field"
      role={many ? 'group' : undefined}
      aria-labelledby={many ? `${id}-label` : undefined}
    >
      <div class="field-head">
        <Head id={`${id}-label`} {...(!many && { for: id })} class="label">
          {label}
          {field.required && <span class="required"> (required)</span>}
        </Head>
        <code class="key" title="The field's key">
          {field.key}
        </code>
      </div>
      <Control {...control} />
      {names.length > 0 && <p class="waits">Fill in {names.join(' and ')} first.</p>}
      {field.helpText && <Markdown id={helpId} text={field.helpText} />}
      {field.search && search && !control.disabled && (
        <button type="button" class="quiet search-link" onClick={() => search(field, onChange)}>
          Find it with a search step
        </button>
      )}
    </div>
  );
}

function Control(props: ControlProps) {
  const { field } = props;
  if (field.children) return <RowsControl {...props} />;
  if (field.dict) return <PairsControl {...props} />;
  if (field.list) return <ListControl {...props} />;
  return <OneControl {...props} />;
}

function OneControl(props: ControlProps) {
  return hasChoices(props.field) ? <ChoiceControl {...props} /> : <TextControl {...props} />;
}

/** A field that takes several values, one a line. */
function ListControl({ value, onChange, ...props }: ControlProps) {
  const items = Array.isArray(value) ? (value as string[]) : value ? [value] : [];
  const shown = items.length > 0 ? items : [''];
  const set = (at: number, item: string): void =>
    onChange(shown.map((old, index) => (index === at ? item : old)));
  return (
    <div class="many">
      {shown.map((item, at) => (
        <div class="many-row" key={at}>
          <OneControl
            {...props}
            id={`${props.id}-${at}`}
            label={`${props.label} ${at + 1}`}
            value={item}
            onChange={(next) => set(at, typeof next === 'string' ? next : '')}
          />
          {shown.length > 1 && (
            <button
              type="button"
              class="icon"
              aria-label={`Remove ${props.label} ${at + 1}`}
              onClick={() => onChange(shown.filter((_old, index) => index !== at))}
            >
              ×
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        disabled={props.disabled}
        onClick={() => onChange([...shown, ''])}
      >
        Add another
      </button>
    </div>
  );
}

/** Line items: rows of the field's children. */
function RowsControl({ field, label, disabled, value, onChange }: ControlProps) {
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
