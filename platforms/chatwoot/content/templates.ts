import type { FieldMeta, FormInput, InputField } from '../../contract/form.js';
import { like } from '../../toolkit/cache.js';
import { inputProblems } from '../../toolkit/problems.js';
import { lookUp, toText, toUrl } from '../../toolkit/values/index.js';
import { unlessForPeople, type ChatwootClient } from '../client.js';
import { chatwootProblems } from '../problems.js';
import { cachedInboxFacts, readInboxFacts } from './inbox_facts.js';
import { fillIn, SAMPLE, type Template } from './template_shape.js';
import { slotField, slotsOf, TEMPLATE, type Slot } from './template_slots.js';

/** The server cuts longer values without a word (`populate_template_parameters_service.rb`). */
const LONGEST_VALUE = 1000;
const LONGEST_CODE = 15;

/** A message made of a template, as the API takes it. */
export interface TemplateMessage {
  /** The text as the contact reads it, for the conversation's page. */
  content: string;
  template_params: Record<string, unknown>;
}

/**
 * Fields for a WhatsApp template of an inbox: a dropdown, and one field for each variable of the chosen
 * one. No fields for inboxes without templates. Costs one request.
 * @param chosen value of the dropdown, undefined while it is blank
 */
export async function templateFields(
  client: ChatwootClient,
  inboxId: string,
  chosen: unknown,
): Promise<InputField[]> {
  // A bot's key isn't shown the inbox: its form goes without.
  const facts = await unlessForPeople(readInboxFacts(client, inboxId));
  return fieldsOfTemplates(inboxId, facts?.templates ?? [], chosen);
}

/** The form's fields for an inbox's templates, which were read already. */
export function fieldsOfTemplates(
  inboxId: string,
  templates: readonly Template[],
  chosen: unknown,
): InputField[] {
  if (templates.length === 0) return [];
  const template =
    chosen === undefined ? undefined : templates.find((one) => isCalled(one, toText(chosen)));
  return [
    {
      key: TEMPLATE,
      label: 'Template',
      type: 'string',
      required: false,
      altersDynamicFields: true,
      choices: templates.map((one) => ({
        value: idOf(one),
        sample: idOf(one),
        label: `${one.name} (${one.language}): ${one.body.slice(0, 60)}`,
      })),
      helpText: template
        ? `Its text: ${fillIn(template.body, (name) => `[${name}]`)}`.slice(0, 1000)
        : 'An approved WhatsApp template of this inbox. Its variables appear below once it is chosen.',
      // What a run must know travels with the field, so that it reads nothing.
      ...(template && { meta: { inbox: inboxId, template: JSON.stringify(template) } }),
    },
    ...(template ? slotsOf(template).map(slotField) : []),
  ];
}

/**
 * The chosen template: as the step's fields remember it, else read once and cached.
 * @param input of `templateFields`; in the dropdown's a template's name alone will do
 * @throws Problem that lists the inbox's templates when it has no such one, or says that it has none
 */
export async function findTemplate(
  client: ChatwootClient,
  inboxId: string,
  { values, fieldMeta }: FormInput,
): Promise<Template> {
  const text = toText(values[TEMPLATE]);
  const kept = templateIn(fieldMeta[TEMPLATE], inboxId);
  if (kept && isCalled(kept, text)) return kept;
  const cached = await cachedInboxFacts(client, inboxId);
  const inCache = cached?.templates.find((one) => isCalled(one, text));
  if (inCache) return inCache;
  const { templates } = await readInboxFacts(client, inboxId);
  const found = templates.find((one) => isCalled(one, text));
  if (!found && templates.length === 0) throw chatwootProblems.noTemplates();
  if (!found) throw inputProblems.notAnOption('Template', text, templates.map(idOf));
  return found;
}

/**
 * The message that sends a template with its variables filled in.
 * @param values the step's values; the variables' keys are those of `templateFields`
 * @throws Problem naming the variable that is missing or too long
 */
export function templateParams(
  template: Template,
  values: Record<string, unknown>,
): TemplateMessage {
  const filled = slotsOf(template).flatMap((slot) => {
    const value = valueFor(slot, template, values);
    return value === undefined ? [] : [{ ...slot, value }];
  });
  const named = (part: Slot['part']): Record<string, string> =>
    Object.fromEntries(
      filled.filter((slot) => slot.part === part).map(({ name, value }) => [name, value]),
    );
  const body = named('body');
  const header = { ...named('media_url'), ...named('media_name'), ...named('header') };
  const codes = named('button');
  return {
    content: fillIn(template.body, (name) => lookUp(body, name)),
    template_params: {
      name: template.name,
      category: template.category,
      language: template.language,
      ...(template.namespace && { namespace: template.namespace }),
      processed_params: {
        body,
        ...(Object.keys(header).length > 0 && {
          header: { ...header, ...(template.media && { media_type: template.media }) },
        }),
        ...(Object.keys(codes).length > 0 && {
          // The place counts: a button without a variable keeps its own, with a type that is skipped.
          buttons: template.buttons.map(({ type }, index) =>
            type ? { type, parameter: codes[String(index)] } : { type: 'quick_reply' },
          ),
        }),
      },
    },
  };
}

/** True for the template's dropdown and the fields of its variables. */
export function isTemplateField(key: string): boolean {
  return key === TEMPLATE || key.startsWith(`${TEMPLATE}_`);
}

function valueFor(
  slot: Slot,
  template: Template,
  values: Record<string, unknown>,
): string | undefined {
  const given = values[slot.key];
  if (given === undefined) {
    if (slot.optional) return undefined;
    throw inputProblems.missing(slot.label);
  }
  if (slot.part === 'media_url') return toUrl(slot.label, given);
  const text = toText(given);
  const isCode =
    slot.part === 'button' && template.buttons[Number(slot.name)]?.type === 'copy_code';
  const longest = isCode ? LONGEST_CODE : LONGEST_VALUE;
  if (text.length > longest) throw inputProblems.tooLong(slot.label, text.length, longest);
  return text;
}

function idOf({ name, language }: Template): string {
  return `${name}/${language}`;
}

function isCalled(template: Template, text: string): boolean {
  return text === idOf(template) || text === template.name;
}

function templateIn(meta: FieldMeta[string], inboxId: string): Template | undefined {
  if (String(meta?.['inbox']) !== inboxId) return undefined;
  try {
    return like(SAMPLE)(JSON.parse(String(meta?.['template'])));
  } catch {
    return undefined;
  }
}
