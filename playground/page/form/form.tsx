import type { ComponentChildren } from 'preact';
import type { FieldGroup, Form, FormField } from '../../api.js';
import { labelOfKey } from './control.js';
import { FieldRow } from './field_row.js';
import { changed, type Value, type Values } from './values.js';

interface StepFormProps {
  form: Pick<Form, 'fields' | 'groups'>;
  values: Values;
  onChange: (values: Values, field: FormField) => void;
}

/** A step's form, as the editor shows it: groups are closed unless emphasized. */
export function StepForm({ form, values, onChange }: StepFormProps) {
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
      {blocksOf(form).map(({ group, fields }) =>
        group ? (
          <Group key={group.key} group={group}>
            {rows(fields)}
          </Group>
        ) : (
          rows(fields)
        ),
      )}
    </>
  );
}

interface Block {
  group?: FieldGroup;
  fields: FormField[];
}

/** The fields in their order; a group stands where its first field does. */
function blocksOf({ fields, groups }: StepFormProps['form']): Block[] {
  const blocks: Block[] = [];
  for (const field of fields) {
    const group = groups.find(({ key }) => key === field.group);
    const block = group && blocks.find((one) => one.group === group);
    if (block) block.fields.push(field);
    else blocks.push({ ...(group && { group }), fields: [field] });
  }
  return blocks;
}

function Group({ group, children }: { group: FieldGroup; children: ComponentChildren }) {
  return (
    <details class="group" open={group.emphasize ?? false}>
      <summary>{group.label ?? labelOfKey(group.key)}</summary>
      <div class="group-body">{children}</div>
    </details>
  );
}
