import zapier, { type PlainInputField } from 'zapier-platform-core';
import app from '../index.js';
import { authentication } from '../authentication.js';
import { contactOutputFields, contactSample } from '../objects/contact.js';
import { conversationOutputFields, conversationSample } from '../objects/conversation.js';
import { messageOutputFields, messageSample } from '../objects/message.js';
import { operations } from '../brands/current.js';
import { platforms } from '../platforms/index.js';

/** Core has it but doesn't type it. */
const { createAppHandler } = zapier as unknown as {
  createAppHandler: (app: object) => (event: object) => Promise<{ results: unknown }>;
};

interface Action {
  key: string;
  noun: string;
  display: { label: string; description: string; hidden?: boolean };
  operation: {
    perform?: unknown;
    lock?: unknown;
    inputFields?: unknown[];
    outputFields?: unknown[];
    sample?: Record<string, unknown>;
  };
}

const triggers: Action[] = Object.values(app.triggers);
const searches: Action[] = Object.values(app.searches);
const creates: Action[] = Object.values(app.creates);
const visible = [...triggers, ...searches, ...creates].filter(({ display }) => !display.hidden);
const stepFields = visible.flatMap((action) =>
  (action.operation.inputFields ?? [])
    .filter((field): field is PlainInputField => typeof field === 'object')
    // A copy field is a text, not a field to fill.
    .filter(({ type }) => type !== 'copy')
    .map((field) => ({ name: `${action.key}.${field.key}`, field })),
);
const fields = [
  ...stepFields,
  ...authentication.fields.map((field) => ({
    name: `authentication.${field.key}`,
    field: field,
  })),
];
const texts = [
  ...visible.map(({ key, display }) => ({ name: key, text: display.description })),
  ...fields.map(({ name, field }) => ({ name, text: field.helpText ?? '' })),
];

const SMALL_WORDS = [
  'a',
  'as',
  'an',
  'and',
  'by',
  'for',
  'from',
  'if',
  'in',
  'is',
  'of',
  'on',
  'or',
  'the',
  'to',
];

/** Labels are in title case (check D018); small words inside may be small. */
function isTitleCase(label: string): boolean {
  const words = label.replace(/[()]/g, '').split(/[\s-]+/);
  return words.every(
    (word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && SMALL_WORDS.includes(word)),
  );
}

/** How a value of an output field's type stands in JSON. */
function jsTypeOf(type: string): string {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' ? 'boolean' : 'string';
}

describe('the app definition', () => {
  it('passes Zapier’s schema', async () => {
    const handler = createAppHandler(app);
    const { results } = await handler({ command: 'validate', calledFromCli: true });
    expect(results).toEqual([]);
  });

  it('keeps its public keys (checks C001 to C003)', () => {
    const handMade = visible.filter(({ key }) => !operations.some((each) => each.key === key));
    const inputs = Object.fromEntries(
      handMade.map((action) => [
        action.key,
        (action.operation.inputFields ?? []).map((field) =>
          typeof field === 'function' ? '<platform fields>' : (field as PlainInputField).key,
        ),
      ]),
    );
    expect(inputs).toMatchInlineSnapshot(`
      {
        "add_contact_labels": [
          "<platform fields>",
          "contact",
          "<platform fields>",
        ],
        "add_contact_note": [
          "<platform fields>",
          "contact",
          "note",
          "<platform fields>",
        ],
        "contact_tagged": [
          "<platform fields>",
          "tag",
        ],
        "conversation_status_changed_instant": [
          "<platform fields>",
          "<platform fields>",
        ],
        "create_contact": [
          "email",
          "phone",
          "default_country",
          "<platform fields>",
        ],
        "create_conversation": [
          "<platform fields>",
          "contact",
          "<platform fields>",
        ],
        "create_inbox_contact": [
          "<platform fields>",
          "inbox",
          "name",
          "email",
          "phone",
          "default_country",
          "external_id",
          "<platform fields>",
          "identifier_hash",
          "avatar_url",
        ],
        "delete_contact": [
          "<platform fields>",
          "warning",
          "contact",
        ],
        "find_contact": [
          "email",
          "phone",
          "default_country",
          "<platform fields>",
          "contact",
          "text",
        ],
        "find_conversation": [
          "<platform fields>",
          "contact",
          "conversation",
          "<platform fields>",
        ],
        "find_many_contacts": [
          "emails",
          "phones",
          "default_country",
          "<platform fields>",
        ],
        "find_message": [
          "<platform fields>",
          "conversation",
          "<platform fields>",
        ],
        "merge_contacts": [
          "<platform fields>",
          "warning",
          "contact",
          "merged_contact",
        ],
        "new_contact": [
          "<platform fields>",
        ],
        "new_contact_instant": [
          "<platform fields>",
          "<platform fields>",
        ],
        "new_conversation": [
          "<platform fields>",
          "<platform fields>",
        ],
        "new_conversation_instant": [
          "<platform fields>",
          "<platform fields>",
        ],
        "new_message": [
          "<platform fields>",
          "<platform fields>",
        ],
        "new_message_instant": [
          "<platform fields>",
          "<platform fields>",
        ],
        "remove_contact_labels": [
          "<platform fields>",
          "contact",
          "<platform fields>",
        ],
        "send_message": [
          "<platform fields>",
          "<platform fields>",
          "message",
          "attachments",
        ],
        "update_contact": [
          "contact",
          "<platform fields>",
          "if_missing",
          "email",
          "phone",
          "default_country",
          "<platform fields>",
          "clear_fields",
        ],
        "update_contacts": [
          "<platform fields>",
          "rows_json",
          "if_missing",
          "default_country",
          "<platform fields>",
          "continue_from",
        ],
        "update_conversation": [
          "<platform fields>",
          "conversation",
          "<platform fields>",
          "clear_fields",
        ],
        "update_inbox_contact": [
          "<platform fields>",
          "warning",
          "inbox",
          "contact_identifier",
          "name",
          "email",
          "phone",
          "default_country",
          "if_clash",
          "external_id",
          "<platform fields>",
          "identifier_hash",
          "avatar_url",
        ],
        "updated_contact": [
          "<platform fields>",
          "<platform fields>",
        ],
        "updated_contact_instant": [
          "<platform fields>",
          "<platform fields>",
        ],
        "updated_conversation_instant": [
          "<platform fields>",
          "<platform fields>",
        ],
      }
    `);
    expect(authentication.fields.map(({ key }) => key)).toMatchInlineSnapshot(`
      [
        "platform",
        "apiKey",
        "baseUrl",
        "accountId",
        "hmacToken",
        "timeoutSeconds",
        "allowSelfSigned",
        "proxyUrl",
      ]
    `);
    expect(platforms.map(({ key }) => key)).toMatchInlineSnapshot(`
      [
        "konverte_digital",
        "99digital",
        "chatwoot",
        "vixiees",
        "highlevel",
      ]
    `);
  });

  it('keeps the public keys of the catalogue', () => {
    const inputs = operations.map(({ key, fields: own }) => [key, own.map((field) => field.key)]);
    expect(Object.fromEntries(inputs)).toMatchSnapshot();
  });

  it('takes part in no blank cleaning of Zapier’s (check D028)', () => {
    expect(app.flags).toEqual({
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
      cleanInputData: false,
      skipHttpPatch: true,
    });
  });
});

describe('Zapier’s integration checks', () => {
  it.each(stepFields)('D001: $name does not look like a credential', ({ field }) => {
    expect(field.key).not.toMatch(/api_?key|api_?token|password|secret|access_?token/i);
    expect(field.type).not.toBe('password');
  });

  it('D002: the key’s help text links to where the key is', () => {
    const key = authentication.fields.find((field) => field.key === 'apiKey');
    expect(key).toMatchObject({ type: 'password' });
    expect(key && 'helpText' in key ? key.helpText : '').toMatch(/\[[^\]]+\]\(https:\/\/[^)]+\)/);
  });

  it('D003: the connection’s label is the test’s, which is made of account, user and host', () => {
    expect(authentication.connectionLabel).toBe('{{label}}');
  });

  it.each(
    stepFields.filter(({ field }) =>
      // An external ID is the user's own: no platform could list it.
      /(^|_)(?<!external_)(id|contact|inbox|conversation|agent|team)$/.test(field.key),
    ),
  )('D004: $name, an ID, is a dropdown', ({ field }) => {
    expect(field.choices ?? field.dynamic).toBeDefined();
  });

  it.each(stepFields.filter(({ field }) => field.search))(
    'D005: $name links to a search that exists',
    ({ field }) => {
      expect(searches.map(({ key }) => key)).toContain(field.search?.split('.')[0]);
      expect(field.list ?? field.dict ?? field.children).toBeUndefined(); // D014
    },
  );

  it.each(stepFields.filter(({ field }) => field.search))(
    '$name, which can be looked up, is a list of the form that Zapier documents with it',
    ({ field }) => {
      expect(field.choices).toBeUndefined();
      const [list = ''] = field.dynamic?.split('.') ?? [];
      expect(triggers.map(({ key }) => key)).toContain(list);
    },
  );

  it.each(stepFields.filter(({ field }) => /(^|_)contact$/.test(field.key)))(
    '$name is never locked until another field is filled',
    ({ field }) => {
      expect(field.dependsOn).toBeUndefined();
    },
  );

  it.each(texts)(
    'D007, D008, D025: links of $name are https Markdown links, bare addresses in backticks',
    ({ text }) => {
      const bare = text.replace(/\[[^\]]*\]\(https:\/\/[^)\s]+\)/g, '').replace(/`[^`]*`/g, '');
      expect(bare).not.toMatch(/https?:\/\/|\]\(|javascript:|data:/);
      expect(text.length).toBeLessThanOrEqual(1000);
    },
  );

  it.each(searches)('D009: $key has a field to search by', ({ operation }) => {
    expect(operation.inputFields?.length).toBeGreaterThan(0);
  });

  it.each(fields)(
    'D011, D018: $name has a title-case label that its help text does not repeat',
    ({ field }) => {
      expect(field.label).toBeDefined();
      expect(field.helpText).not.toBe(field.label);
      expect(isTitleCase(field.label ?? '')).toBe(true);
    },
  );

  it.each(visible)(
    'D012, D018, D021: $key has a sample, a title-case label and a sentence',
    (action) => {
      expect(Object.keys(action.operation.sample ?? {}).length).toBeGreaterThan(0);
      expect(isTitleCase(action.display.label)).toBe(true);
      expect(action.display.description).toMatch(/^[A-Z].*\.$/);
      expect(action.noun).toMatch(/^[A-Z][a-z]+$/);
      if (triggers.includes(action)) expect(action.display.description).toMatch(/^Triggers when /);
      if (searches.includes(action)) expect(action.display.label).toMatch(/^Find /);
    },
  );

  it.each(creates.filter(({ key }) => /labels|update_contact$/.test(key)))(
    '$key, which reads, merges and writes, waits for others on the same contact',
    ({ operation }) => {
      expect(operation.lock).toEqual({
        key: 'contact-{{bundle.inputData.contact}}',
        scope: ['auth'],
        timeout: 60,
      });
    },
  );

  it.each(creates)('D022: $key has static input fields', ({ operation }) => {
    expect(operation.inputFields?.some((field) => typeof field === 'object')).toBe(true);
  });

  it.each(visible)(
    'D010, D023, D024: the sample of $key has an ID and ISO times, and fits its output fields',
    ({ operation }) => {
      const sample = operation.sample ?? {};
      expect(sample).toHaveProperty('id');
      for (const [key, value] of Object.entries(sample)) {
        if (key.endsWith('_at'))
          expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
      }
      for (const output of (operation.outputFields ?? []) as {
        key?: string;
        type?: string;
        required?: boolean;
      }[]) {
        if (output.required) expect(sample).toHaveProperty(output.key ?? '');
        const value = output.key ? sample[output.key] : undefined;
        if (value !== undefined && output.type === 'string') expect(typeof value).toBe('string');
      }
    },
  );

  it.each([
    ['contact', contactSample, contactOutputFields],
    ['conversation', conversationSample, conversationOutputFields],
    ['message', messageSample, messageOutputFields],
  ])('D024: the sample of a %s has the types that its labels tell', (_object, sample, outputs) => {
    for (const output of outputs) {
      const value = (sample as Record<string, unknown>)[output.key];
      if (value !== undefined && 'type' in output) {
        expect([output.key, typeof value]).toEqual([output.key, jsTypeOf(output.type)]);
      }
    }
  });

  it('D027: core is pinned exactly', async () => {
    const { default: packageJson } = await import('../package.json');
    expect(packageJson.dependencies['zapier-platform-core']).toBe(zapier.version);
  });

  it('says of every field whether it is required', () => {
    for (const { name, field } of fields) {
      expect({ name, required: field.required }).toEqual({ name, required: expect.any(Boolean) });
    }
  });
});
