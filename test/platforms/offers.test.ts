// Every step on every platform: it works there, or says what to use instead wherever it is met.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { creates } from '../../creates/index.js';
import { stepsOn } from '../../fields/offered_steps.js';
import app from '../../index.js';
import {
  capabilities,
  offersIn,
  type Capability,
  type Need,
} from '../../platforms/contract/offers.js';
import type { Platform } from '../../platforms/contract/platform.js';
import { operations } from '../../brands/current.js';
import { highlevelOperations } from '../../platforms/highlevel/operations/index.js';
import { platforms } from '../../platforms/index.js';
import { searches } from '../../searches/index.js';
import { isOffered } from '../../steps/capability.js';
import { readConnection } from '../../steps/connection.js';
import { triggers } from '../../triggers/index.js';
import { acmePlatform } from '../fixtures/acme/index.js';
import { lightZ } from '../simulator/zapier/z.js';

type Load = (z: ZObject, bundle: Bundle) => Promise<unknown>;

interface Field {
  key: string;
  type?: string;
  label?: string;
  helpText?: string;
  choices?: { perform?: Load };
  dynamic?: string;
}

interface AnyStep {
  key: string;
  display: { label: string; hidden?: boolean };
  operation: Partial<Record<'perform' | 'performList' | 'performSubscribe', Load>> & {
    inputFields?: (Field | Load)[];
  };
}

/** Zapier cuts what is longer. */
const LONGEST = 250;

const declared = { ...triggers, ...searches, ...creates };
const needs = Object.fromEntries(
  Object.entries(declared).map(([key, step]) => [key, 'needs' in step ? step.needs : undefined]),
) as Record<string, Need | undefined>;
const given = Object.values({ ...app.triggers, ...app.searches, ...app.creates }) as AnyStep[];
const visible = given.filter(({ display }) => !display.hidden);
const hidden = given.filter(({ display }) => display.hidden);
const offered = (platform: Platform, { key }: AnyStep): boolean => isOffered(platform, needs[key]);

/** On a platform's connection, where no request may be sent. */
function load({ key }: Platform, run: Load): Promise<unknown> {
  const { z } = lightZ(
    () => {
      throw new Error('a request was sent');
    },
    () => undefined,
  );
  const authData = { ...connection, platform: key };
  const bundle = { authData, inputData: {}, meta: { page: 0 }, targetUrl: 'https://x.example' };
  return run(z, bundle as unknown as Bundle);
}
const connection = { apiKey: 'x', baseUrl: 'https://desk.example.com', accountId: '1' };

const said = (platform: Platform, run: Load): Promise<unknown> =>
  load(platform, run).then(
    (value) => ({ silent: value }),
    (failure: unknown) => (failure as Error).message,
  );

describe.each([...platforms, acmePlatform])('$label', (platform) => {
  it('offers what it has when it is connected', () => {
    const { z } = lightZ(
      () => undefined,
      () => undefined,
    );
    const connected = platform.connect(
      z,
      readConnection({ ...connection, platform: platform.key }),
    );
    expect(platform.offers).toEqual(offersIn(connected));
    expect(Object.keys(connected.lists)).toEqual(Object.keys(platform.lists ?? {}));
    expect(connected.operations?.catalogue).toEqual(platform.operations);
  });
});

describe.each(platforms)('$label', (platform) => {
  const lacked = visible.filter((step) => !offered(platform, step));

  it('says in the form of each step that it hasn’t what to use instead, and nothing else', async () => {
    for (const { key, operation } of lacked) {
      const functions = (operation.inputFields ?? []).filter(
        (field) => typeof field === 'function',
      );
      expect([key, operation.inputFields?.[0]]).toEqual([key, functions[0]]);
      const fields = (await Promise.all(functions.map((one) => load(platform, one)))).flat();
      expect([key, fields]).toEqual([
        key,
        [
          {
            key: 'notice',
            label: 'Not Available Here',
            type: 'copy',
            helpText: expect.any(String),
          },
        ],
      ]);
    }
  });

  it('says the same from each of its dropdowns, tests and runs', async () => {
    for (const { key, operation } of lacked) {
      const [notice, ...fields] = operation.inputFields ?? [];
      const [{ helpText: sentence = '' } = {}] = (await load(
        platform,
        notice as Load,
      )) as Partial<Field>[];
      expect([key, sentence]).toEqual([key, expect.stringMatching(startOf(platform))]);
      expect([key, sentence.length <= LONGEST]).toEqual([key, true]);
      const { perform, performList, performSubscribe } = operation;
      const dropdowns = fields.map((field) => (field as Field).choices?.perform);
      for (const run of [perform, performList, performSubscribe, ...dropdowns]) {
        if (run) expect([key, await said(platform, run)]).toEqual([key, sentence]);
      }
    }
  });

  it('a dropdown that it has no list for says so', async () => {
    for (const step of hidden.filter((each) => !offered(platform, each))) {
      const { perform } = step.operation;
      const sentence = perform && (await said(platform, perform));
      expect([step.key, sentence]).toEqual([step.key, expect.stringMatching(startOf(platform))]);
    }
  });

  it('has no notice where it has the step', async () => {
    for (const { key, operation } of visible.filter((step) => offered(platform, step))) {
      if (platforms.every((each) => isOffered(each, needs[key]))) continue;
      expect([key, await load(platform, operation.inputFields?.[0] as Load)]).toEqual([key, []]);
    }
  });

  it('names for everything it lacks something that it has', () => {
    const labels = (has: boolean): string[] =>
      visible
        .filter((step) => offered(platform, step) === has)
        .map(({ display }) => display.label)
        .sort((one, other) => other.length - one.length);
    const names = Object.keys(capabilities) as Capability[];
    const sentences = names
      .filter((name) => !platform.offers.has(name))
      .map((name) => platform.instead[name]);
    for (const sentence of [...sentences, ...Object.values(platform.instead.operations ?? {})]) {
      expect([sentence]).toEqual([expect.any(String)]);
      const rest = without(sentence ?? '', labels(true));
      expect([sentence, without(rest, labels(false))]).toEqual([sentence, rest]);
      expect(rest !== sentence || /Workflow|itself/.test(rest)).toBe(true);
    }
  });

  it('speaks of records that catalogues have', () => {
    const nouns = operations.map(({ noun }) => noun);
    expect(nouns).toEqual(expect.arrayContaining(Object.keys(platform.instead.operations ?? {})));
  });
});

it('an app of some platforms has the steps that they offer, without notices where all do', () => {
  const keysOn = (keys: string[]): string[] =>
    Object.keys(
      stepsOn(
        platforms.filter(({ key }) => keys.includes(key)),
        declared,
      ),
    );
  expect(keysOn(['vixiees'])).toMatchInlineSnapshot(`
    [
      "new_contact",
      "updated_contact",
      "list_contacts",
      "find_contact",
      "find_many_contacts",
      "update_contact",
      "update_contacts",
      "create_contact",
    ]
  `);
  expect(keysOn(['highlevel'])).toMatchInlineSnapshot(`
    [
      "new_contact",
      "updated_contact",
      "contact_tagged",
      "new_conversation",
      "new_message",
      "list_contacts",
      "list_conversations",
      "list_tags",
      "list_tasks",
      "list_notes",
      "list_workflows",
      "list_campaigns",
      "list_businesses",
      "list_custom_values",
      "list_users",
      "find_contact",
      "find_many_contacts",
      "find_conversation",
      "find_message",
      "find_task",
      "find_contact_note",
      "find_appointment",
      "find_business_contacts",
      "find_tag",
      "find_custom_value",
      "find_email",
      "update_contact",
      "update_contacts",
      "create_contact",
      "add_contact_labels",
      "remove_contact_labels",
      "add_contact_note",
      "delete_contact",
      "update_conversation",
      "create_conversation",
      "send_message",
      "create_task",
      "update_task",
      "complete_task",
      "delete_task",
      "update_contact_note",
      "delete_contact_note",
      "add_to_workflow",
      "remove_from_workflow",
      "add_to_campaign",
      "remove_from_campaign",
      "remove_from_all_campaigns",
      "add_followers",
      "remove_followers",
      "add_tags_to_contacts",
      "remove_tags_from_contacts",
      "add_contacts_to_business",
      "remove_contacts_from_business",
      "create_tag",
      "update_custom_value",
      "cancel_scheduled_message",
      "cancel_scheduled_email",
    ]
  `);
  const others = [
    ...['updated_contact', 'contact_tagged', 'new_message', 'list_users', 'list_tags'],
    ...['list_tasks', 'list_notes', 'list_workflows', 'list_campaigns'],
    ...['list_businesses', 'list_custom_values'],
    ...highlevelOperations.map(({ key }) => key),
  ];
  expect(keysOn(['chatwoot'])).toEqual(
    Object.keys(declared).filter((key) => !others.includes(key)),
  );
  expect(keysOn(platforms.map(({ key }) => key))).toEqual(Object.keys(declared));
});

it.each(platforms)(
  'an app of $label alone has no notice, and all that its fields refer to',
  (one) => {
    const steps = stepsOn([one], declared) as unknown as Record<string, AnyStep>;
    for (const [key, { operation }] of Object.entries(steps)) {
      const { inputFields = [] } = declared[key as keyof typeof declared].operation as {
        inputFields?: (Field | Load)[];
      };
      expect([key, operation.inputFields ?? []]).toEqual([key, inputFields]);
      for (const field of inputFields) {
        if (typeof field === 'function') continue;
        const { dynamic, search } = field as Field & { search?: string };
        for (const reference of [dynamic, search]) {
          const target = reference?.split('.')[0];
          if (target) expect([key, target in steps]).toEqual([key, true]);
        }
      }
    }
  },
);

function startOf({ label }: Platform): RegExp {
  return new RegExp(
    `^${label} (cannot .* through its API|has no such list), so this step does not`,
  );
}

function without(text: string, labels: readonly string[]): string {
  return labels.reduce((left, label) => left.replaceAll(label, ''), text);
}
