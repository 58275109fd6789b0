import type { InputField } from '../../contract/form.js';
import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { inputProblems } from '../../toolkit/problems.js';
import { parseJson, toOption, toText } from '../../toolkit/values/index.js';
import { chatwootProblems } from '../problems.js';
import { choiceField } from '../form_fields.js';

type Json = Record<string, unknown>;

/** Labels of the two fields, for messages. */
export const INTERACTIVE = 'Interactive Message';
const CONTENT = 'Interactive Content';

/** The kinds of messages that the contact can answer by a click, by the API's names. */
const KINDS = {
  input_select: 'Choices (Buttons)',
  cards: 'Cards',
  form: 'Form',
  article: 'Links to Articles',
  input_email: 'Ask for the Email',
};
type Kind = keyof typeof KINDS;

/** What an item may have, and what it is no use without (`content_attribute_validator.rb`). */
const ITEMS: Record<Exclude<Kind, 'input_email'>, { keys: string[]; needed: string[] }> = {
  input_select: { keys: ['title', 'value'], needed: ['title', 'value'] },
  cards: { keys: ['title', 'description', 'media_url', 'actions'], needed: ['title', 'actions'] },
  form: {
    keys: [
      'type',
      'placeholder',
      'label',
      'name',
      'options',
      'default',
      'required',
      'pattern',
      'title',
      'pattern_error',
    ],
    needed: ['name', 'type'],
  },
  article: { keys: ['title', 'description', 'link'], needed: ['title', 'link'] },
};
const ACTION_KEYS = ['text', 'type', 'payload', 'uri'];

/** What the content of each kind looks like. */
const EXAMPLES: Record<Exclude<Kind, 'input_email'>, string> = {
  input_select: '[{"title": "Yes", "value": "yes"}]',
  cards:
    '[{"title": "Pro plan", "description": "49 a month", "media_url": "https://…", "actions": [{"type": "link", "text": "Buy", "uri": "https://…"}]}]',
  form: '[{"name": "email", "type": "email", "label": "Email", "placeholder": "jane@example.com"}]',
  article: '[{"title": "Refunds", "description": "How it works", "link": "https://…"}]',
};

/**
 * The fields of Send Message for what the contact can click.
 * @param kind what the form holds in `content_type` so far
 */
export function interactiveFields(kind: unknown): InputField[] {
  return [
    {
      ...choiceField(
        'content_type',
        INTERACTIVE,
        KINDS,
        'Something to click below the text, shown in website chats. Other channels show it as far as they can: WhatsApp, Telegram and Facebook have buttons for choices, most others show the text alone.',
      ),
      altersDynamicFields: true,
    },
    {
      key: 'content_attributes',
      label: CONTENT,
      type: 'text',
      required: false,
      helpText: helpOn(kind),
    },
  ];
}

function helpOn(kind: unknown): string {
  if (kind === 'input_email') return 'Leave it blank: asking for the email needs no content.';
  const [, example] = Object.entries(EXAMPLES).find(([key]) => key === kind) ?? [];
  return example
    ? `What there is to click, as JSON: \`${example}\`.`
    : `What there is to click, as JSON. Choices, for example: \`${EXAMPLES.input_select}\`. Choose another ${INTERACTIVE} above, and its example appears here.`;
}

/**
 * The part of a message that makes it one to click; nothing for a plain text.
 * @param values `content_type`, and `content_attributes`: the items as a list, or in `{"items": […]}`
 * @throws Problem naming the item and the key that can't be, which the server would refuse or show as nothing
 */
export function interactivePart(values: Json): { content_type?: Kind; content_attributes?: Json } {
  const { content_type: given, content_attributes: content } = values;
  if (!isInteractive(values)) {
    if (content !== undefined) throw inputProblems.missing(INTERACTIVE);
    return {};
  }
  const kind = toKind(given);
  if (kind === 'input_email') {
    if (content !== undefined) throw chatwootProblems.noItems(CONTENT, KINDS[kind]);
    return { content_type: kind };
  }
  if (content === undefined) throw inputProblems.missing(CONTENT);
  const { items, ...others } = withItems(content);
  return { content_type: kind, content_attributes: { ...others, items: toItems(kind, items) } };
}

/** False for a plain text, which the API calls `text`. */
export function isInteractive({ content_type: given }: Json): boolean {
  return given !== undefined && toText(given).toLowerCase() !== 'text';
}

/** By the API's name or the label, in any case. */
function toKind(given: unknown): Kind {
  const labelled = Object.entries(KINDS).find(
    ([, label]) => label.toLowerCase() === toText(given).toLowerCase(),
  );
  return toOption(INTERACTIVE, labelled?.[0] ?? given, Object.keys(KINDS)) as Kind;
}

function withItems(given: unknown): Json {
  const json = typeof given === 'string' ? parseJson(CONTENT, given) : given;
  if (Array.isArray(json)) return { items: json };
  if (isRecord(json) && Array.isArray(json['items'])) return json;
  throw inputProblems.badJsonShape(CONTENT, 'list');
}

function toItems(kind: keyof typeof ITEMS, items: unknown): Json[] {
  const list = items as unknown[];
  if (list.length === 0) throw inputProblems.emptyList(CONTENT);
  const { keys, needed } = ITEMS[kind];
  return list.map((item, index) => {
    const place = `item ${index + 1}`;
    const own = checked(place, item, keys, needed);
    if (kind !== 'cards') return own;
    const actions = [own['actions']].flat();
    const isLink = (action: Json): boolean => action['type'] === 'link';
    return {
      ...own,
      actions: actions.map((action, at) => {
        const where = `${place}, action ${at + 1}`;
        const one = checked(where, action, ACTION_KEYS, ['type', 'text']);
        return checked(where, one, ACTION_KEYS, [isLink(one) ? 'uri' : 'payload']);
      }),
    };
  });
}

function checked(
  place: string,
  value: unknown,
  keys: readonly string[],
  needed: readonly string[],
): Json {
  if (!isRecord(value)) throw chatwootProblems.badItem(CONTENT, place);
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw chatwootProblems.unknownItemKey(CONTENT, place, unknown, keys.join(', '));
  }
  const missing = needed.find((key) => isBlank(value[key]));
  if (missing !== undefined) throw chatwootProblems.lacksItemKey(CONTENT, place, missing);
  return value;
}
