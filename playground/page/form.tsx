import type { ComponentChildren } from 'preact';
import type { FieldGroup, Form, FormField } from '../api.js';
import { labelOfKey } from './control.js';
import { FieldRow } from './field_row.js';
import { changed, type Value, type Values } from './values.js';

interface StepFormProps {
  form: Form;
  values: Values;
  onChange: (values: Values, field: FormField) => void;
}

/** A step's form, as the editor shows it: ungrouped fields first, then the groups, closed unless emphasized. */
export function StepForm({ form, values, onChange }: StepFormProps) {
  const groups = new Set(form.groups.map(({ key }) => key));
  const loose = form.fields.filter(({ group }) => !group || !groups.has(group));
  const set = (field: FormField, value: Value): void =>
    onChange(changed(values, form.fields, field.key, value), field);
  const rows = (fields: FormField[]) =>
    fields.map((field) => (
      <FieldRow
        key={field.key}
        field={field}
        all={form.fields}
        values={values}
        onChange={(value) => set(field, value)}
      />
    ));
  return (
    <>
      {rows(loose)}
      {form.groups.map((group) => {
        const fields = form.fields.filter((field) => field.group === group.key);
        return (
          fields.length > 0 && (
            <Group key={group.key} group={group}>
              {rows(fields)}
            </Group>
          )
        );
      })}
    </>
  );
}

function Group({ group, children }: { group: FieldGroup; children: ComponentChildren }) {
  return (
    <details class="group" open={group.emphasize ?? false}>
      <summary>{group.label ?? labelOfKey(group.key)}</summary>
      <div class="group-body">{children}</div>
    </details>
  );
}
