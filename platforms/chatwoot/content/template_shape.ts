import { asText, isRecord } from '../../../http/body.js';

/** What a button of a template wants filled in. */
export interface TemplateButton {
  /** `url` ends a web address, `copy_code` is a coupon code; '' wants nothing. */
  type: 'url' | 'copy_code' | '';
  text: string;
  example: string;
}

/** A WhatsApp template as far as it takes to fill it in. */
export interface Template {
  name: string;
  language: string;
  category: string;
  namespace: string;
  /** The text with its variables, `Hello {{1}}`. */
  body: string;
  header: string;
  /** Kind of file that stands above the text: `image`, `video` or `document`; '' for none. */
  media: string;
  /** All of them, since their place tells WhatsApp which one is meant. */
  buttons: TemplateButton[];
  /** Examples of the text's variables, by their name. */
  examples: Record<string, string>;
}

/** What every template has, for telling one that was kept. */
export const SAMPLE: Template = {
  name: '',
  language: '',
  category: '',
  namespace: '',
  body: '',
  header: '',
  media: '',
  buttons: [{ type: '', text: '', example: '' }],
  examples: {},
};

const VARIABLE = /\{\{([^{}]+)\}\}/g;
const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT'];
/** What Chatwoot's own form leaves out, since its server can't fill it in. */
const UNSUPPORTED = ['LIST', 'PRODUCT', 'CATALOG', 'CALL_PERMISSION_REQUEST'];

/**
 * The templates of an inbox that can be sent: approved ones, without surveys, one-time passwords and
 * the kinds that take more than texts. API inboxes may have some too, as an additional attribute.
 * @param inbox as `GET /inboxes/:id` answers it
 */
export function templatesIn(inbox: Record<string, unknown>): Template[] {
  const extras = isRecord(inbox['additional_attributes']) ? inbox['additional_attributes'] : {};
  const list = inbox['message_templates'] ?? extras['message_templates'];
  if (!Array.isArray(list)) return [];
  return list.filter(isRecord).filter(isSendable).map(toTemplate);
}

/** Names of the variables in a text, each once. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => (match[1] ?? '').trim()))];
}

/** The text with its variables replaced; one without a value stays as it is. */
export function fillIn(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replaceAll(VARIABLE, (variable, name: string) => valueOf(name.trim()) ?? variable);
}

function isSendable(raw: Record<string, unknown>): boolean {
  const components = componentsOf(raw);
  return (
    asText(raw['status']).toLowerCase() === 'approved' &&
    asText(raw['category']) !== 'AUTHENTICATION' &&
    !asText(raw['name']).startsWith('customer_satisfaction_survey') &&
    components.length > 0 &&
    !components.some(
      ({ type, format }) => UNSUPPORTED.includes(asText(type)) || format === 'LOCATION',
    )
  );
}

function toTemplate(raw: Record<string, unknown>): Template {
  const components = componentsOf(raw);
  const part = (type: string): Record<string, unknown> =>
    components.find((component) => component['type'] === type) ?? {};
  const header = part('HEADER');
  const format = asText(header['format']);
  const buttons = part('BUTTONS')['buttons'];
  return {
    name: asText(raw['name']),
    language: asText(raw['language']),
    category: asText(raw['category']),
    namespace: asText(raw['namespace']),
    body: asText(part('BODY')['text']),
    header: format === 'TEXT' ? asText(header['text']) : '',
    media: MEDIA.includes(format) ? format.toLowerCase() : '',
    buttons: Array.isArray(buttons) ? buttons.filter(isRecord).map(toButton) : [],
    examples: examplesIn(part('BODY')),
  };
}

function componentsOf(raw: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(raw['components']) ? raw['components'].filter(isRecord) : [];
}

function toButton(raw: Record<string, unknown>): TemplateButton {
  const [first] = [raw['example']].flat();
  const shape = { text: asText(raw['text']), example: asText(first) };
  if (raw['type'] === 'COPY_CODE') return { ...shape, type: 'copy_code' };
  const isOpen = raw['type'] === 'URL' && variablesIn(asText(raw['url'])).length > 0;
  return { ...shape, type: isOpen ? 'url' : '' };
}

/** Numbered variables have their examples in a list of lists, named ones in a list of pairs. */
function examplesIn(body: Record<string, unknown>): Record<string, string> {
  const example = isRecord(body['example']) ? body['example'] : {};
  const numbered = [example['body_text']].flat(2).map(asText);
  const named = [example['body_text_named_params']].flat().filter(isRecord);
  return {
    ...Object.fromEntries(numbered.map((text, index) => [String(index + 1), text])),
    ...Object.fromEntries(
      named.map((pair) => [asText(pair['param_name']), asText(pair['example'])]),
    ),
  };
}
