// Messages with something to click, from the form's fields to what the server keeps.
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { formOf, messageOf, runStep } from '../../helpers/running/light_steps.js';

type Row = Record<string, unknown>;

const { website, whatsapp } = seeded.conversations;
const choices = [
  { title: 'Yes', value: 'yes' },
  { title: 'No', value: 'no' },
];
const cards = [
  {
    title: 'Pro plan',
    description: '49 a month',
    media_url: 'https://example.com/pro.png',
    actions: [
      { type: 'link', text: 'Buy', uri: 'https://example.com/pro' },
      { type: 'postback', text: 'Ask', payload: 'ask_pro' },
    ],
  },
];

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

const send = (inputData: Row): Promise<unknown> =>
  runStep(
    'send_message',
    { platform: 'chatwoot', apiKey: keys.administrator, baseUrl: sandbox.url, accountId: '1' },
    { conversation: String(website), message: 'Well?', ...inputData },
  );
const stored = () => sandbox.store.messages.at(-1);

it.each([
  ['choices', 'input_select', choices],
  ['choices by the label of the kind', 'choices (buttons)', choices],
  ['cards', 'cards', cards],
  ['a form', 'form', [{ name: 'email', type: 'email', label: 'Email', required: true }]],
  [
    'articles',
    'article',
    [{ title: 'Refunds', description: 'How', link: 'https://example.com/r' }],
  ],
])('sends %s as the API wants them', async (_case, content_type, items) => {
  await send({ content_type, content_attributes: JSON.stringify(items) });
  expect(sandbox.requests.map(({ method, body }) => [method, body])).toEqual([
    [
      'POST',
      { content: 'Well?', content_type: stored()?.content_type, content_attributes: { items } },
    ],
  ]);
  expect(stored()).toMatchObject({ content: 'Well?', content_attributes: { items } });
});

it('asks for the email, with nothing else to say', async () => {
  await send({ content_type: 'Ask for the Email' });
  expect(sandbox.requests[0]?.body).toEqual({ content: 'Well?', content_type: 'input_email' });
});

it('takes the items parsed, in an object and beside a reply, and without a text', async () => {
  const row = sandbox.store.conversations.find(({ display_id }) => display_id === website);
  const answered = sandbox.store.messages.find(({ conversation_id: of }) => of === row?.id);
  await send({
    message: '',
    content_type: 'input_select',
    content_attributes: { items: choices },
    reply_to: String(answered?.id),
  });
  expect(sandbox.requests[0]?.body).toEqual({
    content_type: 'input_select',
    content_attributes: { items: choices, in_reply_to: answered?.id },
  });
});

it('a text is a plain message, and none without a text', async () => {
  await send({ content_type: 'text' });
  expect(sandbox.requests[0]?.body).toEqual({ content: 'Well?' });
  expect(await messageOf(send({ content_type: 'text', message: '' }))).toMatch(/nothing to send/);
});

it.each([
  [
    { content_type: 'buttons', content_attributes: choices },
    /^Interactive Message: `buttons` is not/,
  ],
  [{ content_type: 'cards' }, /^Interactive Content: this field is required/],
  [{ content_attributes: choices }, /^Interactive Message: this field is required/],
  [
    { content_type: 'cards', content_attributes: '[{' },
    /^Interactive Content: this is not valid JSON/,
  ],
  [
    { content_type: 'cards', content_attributes: '{"a": 1}' },
    /^Interactive Content: .* must be a list/,
  ],
  [
    { content_type: 'input_select', content_attributes: '[]' },
    /^Interactive Content: this list has no/,
  ],
  [
    { content_type: 'input_select', content_attributes: '["Yes"]' },
    /^Interactive Content: item 1 must/,
  ],
  [
    { content_type: 'input_select', content_attributes: [...choices, { title: 'Perhaps' }] },
    /^Interactive Content: item 3 lacks `value`/,
  ],
  [
    { content_type: 'input_select', content_attributes: [{ ...choices[0], color: 'red' }] },
    /^Interactive Content: item 1 has `color`, .* It may have: title, value\./,
  ],
  [
    { content_type: 'cards', content_attributes: [{ title: 'Pro' }] },
    /^Interactive Content: item 1 lacks `actions`/,
  ],
  [
    {
      content_type: 'cards',
      content_attributes: [{ title: 'Pro', actions: [{ type: 'link', text: 'Buy' }] }],
    },
    /^Interactive Content: item 1, action 1 lacks `uri`/,
  ],
  [
    { content_type: 'input_email', content_attributes: choices },
    /^Interactive Content: it has no place in "Ask for the Email"/,
  ],
  [
    {
      conversation: String(whatsapp),
      message: '',
      template: 'order_update/en',
      content_type: 'input_email',
    },
    /^Interactive Message: it cannot be combined with a Template/,
  ],
])('refuses %j before any request', async (inputData, text) => {
  expect(await messageOf(send(inputData))).toMatch(text);
  expect(sandbox.requests).toEqual([]);
});

describe('the form', () => {
  const helpOn = async (content_type?: string): Promise<string> => {
    const authData = {
      platform: 'chatwoot',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: '1',
    };
    const fields = await formOf('send_message', authData, { content_type });
    return fields.find(({ key }) => key === 'content_attributes')?.helpText ?? '';
  };

  it.each([undefined, 'input_select', 'cards', 'form', 'article'])(
    'shows for the kind %s an example that the step takes',
    async (kind) => {
      const [, example = ''] = /`(.+)`/.exec(await helpOn(kind)) ?? [];
      await send({
        conversation: String(website),
        message: 'Hello',
        content_type: kind ?? 'input_select',
        content_attributes: example,
      });
      expect(sandbox.requests.at(-1)).toMatchObject({ method: 'POST' });
    },
  );

  it('says that asking for the email needs no content', async () => {
    expect(await helpOn('input_email')).toMatch(/^Leave it blank/);
  });
});
