import { isGiven, type Row, type Zap, type ZapStep } from '../../recipes/zap.js';
import type { FormField } from '../api.js';
import type { Recipe } from '../../recipes/recipe.js';
import { staticChoices } from '../page/form/values.js';
import type { Book, BookPage } from './collect.js';

const HEAD = `# Recipes

Zaps that people want, to be followed in Zapier's editor. Made by \`npm run book\` from \`recipes/\`; each of them is run from end to end on the sandboxes in \`npm test\`, and \`npm run playground\` opens it under _A Zap_.`;

/** docs/recipes.md: each recipe as a person would follow it in the editor. */
export function recipesPage(recipes: Recipe[], books: Map<string, Book>): string {
  return `${[HEAD, ...recipes.map((recipe) => section(recipe, books))].join('\n\n')}\n`;
}

function section({ zap, about }: Recipe, books: Map<string, Book>): string {
  const steps = [
    triggerText(zap.trigger, books),
    ...zap.steps.map((step) => stepText(step, zap, books)),
  ];
  const numbered = steps.map((text, at) => `${at + 1}. ${text}`);
  return [`## ${zap.name}`, about, numbered.join('\n')].join('\n\n');
}

function triggerText(trigger: Zap['trigger'], books: Map<string, Book>): string {
  if (isGiven(trigger)) return `**${trigger.app}**: choose the trigger _${trigger.label}_.`;
  return headOf(trigger, books, 'choose the trigger') + fieldsOf(trigger, { '1': '' }, books);
}

function stepText(step: ZapStep, zap: Zap, books: Map<string, Book>): string {
  const what = step.kind === 'searches' ? 'choose the search' : 'choose the action';
  return headOf(step, books, what) + fieldsOf(step, namesOf(zap, books), books);
}

function headOf(step: ZapStep, books: Map<string, Book>, what: string): string {
  const platform = books.get(step.connection)?.platform ?? step.connection;
  return `**${platform}**: ${what} _${pageOf(step, books)?.step.label ?? step.key}_.`;
}

function fieldsOf(step: ZapStep, names: Record<string, string>, books: Map<string, Book>): string {
  const entries = Object.entries(step.input);
  if (entries.length === 0) return '';
  return ` Fill in:${linesOf(step.input, pageOf(step, books)?.form.fields ?? [], names)}`;
}

/** A line for each value; those of line items stand below their field. */
function linesOf(
  input: Row,
  fields: readonly FormField[],
  names: Record<string, string>,
  indent = '   ',
): string {
  const lines = Object.entries(input).map(([key, value]) => {
    const field = fields.find((one) => one.key === key);
    const start = `\n${indent}- ${field?.label ?? key}:`;
    const items: unknown[] = Array.isArray(value) ? value : [value];
    if (field?.children) {
      const { children } = field;
      const rows = items.map((row) => linesOf(row as Row, children, names, `${indent}  `));
      return start + rows.join('');
    }
    const texts = items.map((item) => valueText(String(item), field, names));
    return `${start} ${texts.join(', ')}`;
  });
  return lines.join('');
}

type Field = BookPage['form']['fields'][number] | undefined;

/** A mapped value by its step and name, a choice by its label. */
function valueText(value: string, field: Field, names: Record<string, string>): string {
  const choice = field && staticChoices(field).find((one) => one.value === value);
  if (choice) return `_${choice.label}_`;
  if (field?.dynamic && !value.includes('{{'))
    return `one of the list (\`${value}\` on the sandbox)`;
  return value.replace(/\{\{(\d+)__([^}]+)\}\}/g, (_all, number: string, path: string) => {
    const words = path.replaceAll('__', ' ').replaceAll('_', ' ');
    return `[${words} of ${number}. ${names[number] ?? ''}]`;
  });
}

function namesOf({ trigger, steps }: Zap, books: Map<string, Book>): Record<string, string> {
  const first = isGiven(trigger) ? trigger.label : pageOf(trigger, books)?.step.label;
  return Object.fromEntries(
    [first, ...steps.map((step) => pageOf(step, books)?.step.label)].map((label, at) => [
      String(at + 1),
      label ?? '',
    ]),
  );
}

function pageOf(
  { connection, kind, key }: ZapStep,
  books: Map<string, Book>,
): BookPage | undefined {
  return books.get(connection)?.pages.find(({ step }) => step.kind === kind && step.key === key);
}
