import type { Bundle, ZObject } from 'zapier-platform-core';
import type { Brand } from '../../brands/brand.js';
import { brand as chatwoot } from '../../brands/chatwoot.js';
import { brand as digital99 } from '../../brands/digital99.js';
import { brand as highlevel } from '../../brands/highlevel.js';
import { brand as konverteDigital } from '../../brands/konverte_digital.js';
import { brand as vixiees } from '../../brands/vixiees.js';
import { creates } from '../../creates/index.js';
import { stepsOf } from '../../fields/brand_steps.js';
import { keys as chatwootKeys, startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { searches } from '../../searches/index.js';
import { triggers } from '../../triggers/index.js';
import type { FormField } from '../helpers/running/light_steps.js';
import { emptyZ } from '../simulator/zapier/z.js';

/** A step as Zapier is given it, as far as its texts go. */
interface Step {
  key: string;
  display: { label: string; description: string; hidden?: boolean };
  operation: {
    perform?: unknown;
    inputFields?: unknown[];
    inputFieldGroups?: { key: string; label: string }[];
  };
}
type Load = (z: ZObject, bundle: Bundle) => Promise<FormField[]>;
/** A text that a person reads, with where it stands. */
type Text = readonly [place: string, text: string];

const brands: Record<string, Brand> = {
  chatwoot,
  digital99,
  highlevel,
  konverte_digital: konverteDigital,
  vixiees,
};
const names = Object.keys(brands);

/** What shows more of a form. */
const FILLED: Record<string, Record<string, unknown>[]> = {
  send_message: [
    {},
    { conversation: '5', template: 'order_update/en', channel: 'Email' },
    { channel: 'SMS' },
  ],
  create_conversation: [{}, { contact: '1', inbox: '5', channel: 'SMS' }],
};

const stepsIn = (brand: Brand): Step[] => {
  const of = stepsOf(brand, { triggers, searches, creates });
  return [of.triggers, of.searches, of.creates].flatMap((group) => Object.values<Step>(group));
};
const shownIn = (brand: Brand): Step[] => stepsIn(brand).filter(({ display }) => !display.hidden);

/** What every step is called, the longest first, so that none is found within another's name. */
const stepLabels = [
  ...Object.values<Step>({ ...triggers, ...searches, ...creates }),
  ...Object.values(brands).flatMap(stepsIn),
]
  .filter(({ key }) => !key.startsWith('list_'))
  .map(({ display }) => display.label)
  .sort((one, other) => other.length - one.length);
const anyStep = new RegExp(
  `(?<![A-Za-z])(${[...new Set(stepLabels)].map((label) => label.replace(/[()]/g, '\\$&')).join('|')})(?![A-Za-z])`,
  'g',
);

const texts: Record<string, Text[]> = {};
const matching = (name: string, pattern: RegExp): string[] => [
  ...new Set(
    (texts[name] ?? []).filter(([, text]) => pattern.test(text)).map((text) => text.join(': ')),
  ),
];

async function textsOf(step: Step, authData: Record<string, string>): Promise<Text[]> {
  const { key, display, operation } = step;
  const groups = new Set<string | undefined>();
  const found: Text[] = [
    [`${key} label`, display.label],
    [`${key} description`, display.description],
  ];
  for (const inputData of FILLED[key] ?? [{}]) {
    const bundle = { authData, inputData, meta: { page: 0 } } as unknown as Bundle;
    for (const field of operation.inputFields ?? []) {
      const fields =
        typeof field === 'function'
          ? await (field as Load)(emptyZ(), bundle)
          : [field as FormField];
      for (const { group } of fields) groups.add(group);
      for (const { key: name, label = '', helpText = '' } of fields.filter(isOurs)) {
        found.push([`${key}.${name} label`, label], [`${key}.${name}`, helpText]);
      }
    }
  }
  // Without a field a group shows nothing.
  for (const group of operation.inputFieldGroups ?? [])
    if (groups.has(group.key)) found.push([`${key} group ${group.key}`, group.label]);
  return found;
}

/** The account's own fields have texts of the account's. */
const isOurs = ({ key }: FormField): boolean => !key.startsWith('attr_');

beforeAll(async () => {
  const chatwootServer = await startChatwootSandbox();
  const highlevelServer = await startHighlevelSandbox();
  const vixieesServer = await startVixieesSandbox();
  const ofChatwoot = {
    apiKey: chatwootKeys.administrator,
    baseUrl: chatwootServer.url,
    accountId: '1',
  };
  const connections: Record<string, Record<string, string>> = {
    chatwoot: ofChatwoot,
    digital99: ofChatwoot,
    konverte_digital: ofChatwoot,
    highlevel: {
      apiKey: highlevelKeys.all,
      baseUrl: highlevelServer.url,
      accountId: locationId,
    },
    vixiees: { apiKey: vixieesKeys.account, baseUrl: vixieesServer.url + basePath },
  };
  for (const [name, brand] of Object.entries(brands)) {
    const platform = brand.platforms[0]?.key ?? '';
    const own: Text[] = [];
    for (const step of shownIn(brand))
      own.push(...(await textsOf(step, { platform, ...connections[name] })));
    texts[name] = own;
  }
  await Promise.all([chatwootServer.close(), highlevelServer.close(), vixieesServer.close()]);
});

describe('the texts of', () => {
  it.each(names)('%s were read, with those of its forms', (name) => {
    const places = (texts[name] ?? []).map(([place]) => place);
    expect(places).toContain('update_contact.country');
    expect(places).toContain('new_contact description');
  });

  it.each(Object.entries(brands))('%s name no step that it does not show', (name, brand) => {
    const shown = shownIn(brand).map(({ display }) => display.label);
    const wrong = (texts[name] ?? []).flatMap(([place, text]) =>
      [...text.matchAll(anyStep)]
        .filter(([label]) => !shown.includes(label))
        .map(([label]) => `${place} names ${label}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(names)('%s can be read at a glance: at most 300 characters', (name) => {
    const long = (texts[name] ?? []).filter(([, text]) => text.length > 300);
    expect(long.map(([place, text]) => `${place} ${text.length}`)).toEqual([]);
  });

  it('HighLevel and Vixiees know no labels, agents or inboxes', () => {
    expect(matching('highlevel', /\b(labels?|agents?|inbox(es)?)\b/i)).toEqual([]);
    expect(matching('vixiees', /\b(labels?|agents?|inbox(es)?|tags?)\b/i)).toEqual([]);
  });

  it.each(names)('%s speak of it alone, not of “the platform” or others', (name) => {
    expect(matching(name, /\b(the|a|most) platforms?\b/i)).toEqual([]);
    const others = Object.values(brands)
      .map((brand) => brand.name)
      .filter((other) => other !== brands[name]?.name);
    expect(matching(name, new RegExp(`\\b(${others.join('|')})\\b`))).toEqual([]);
  });

  it.each(names)('%s use no word that only who knows the API understands', (name) => {
    expect(
      matching(name, /\b(endpoint|payload|JSON path|boolean|string|array|source ID)\b/),
    ).toEqual([]);
    // An API inbox is a kind of inbox, called that in the app.
    expect(matching(name, /\bAPI(?! (inbox|channel))/i)).toEqual([]);
  });
});
