import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

/** A field of a step's form, and one of what a step gives out: Zapier's own, the one place where they are named. */
export type InputField = PlainInputField;
export type OutputField = PlainOutputField;

/** A field in one of its form's groups, which the step lists. */
export type Grouped<Group extends string> = InputField & { group: Group };

/** What a key of an output holds; `dict` for an object whose keys are the account's own. */
export type OutputType = NonNullable<PlainOutputField['type']> | 'list' | 'dict';

/** Types by key, as Zapier spells keys: `inbox__id` is within an object, `agents[]name` in each of a list. */
export type OutputTypes = Readonly<Record<string, OutputType>>;

/** One entry of a dropdown. */
export interface Choice {
  id: string;
  label: string;
}

export interface ChoicePage {
  results: Choice[];
  /** Number of the next page as text; null on the last. */
  paging_token: string | null;
}

/** One page of choices, from 1; empty behind the last. @param input what the step's form holds already */
export type List = (page: number, input: Record<string, unknown>) => Promise<Choice[]>;

/** What the editor remembered about the fields of a step: `bundle.meta.inputFields`. */
export type FieldMeta = Record<string, Record<string, string | number | boolean> | undefined>;

/** What a step's form was filled with. */
export interface FormInput {
  /** By input key; blank fields are already gone. */
  values: Record<string, unknown>;
  fieldMeta: FieldMeta;
}
