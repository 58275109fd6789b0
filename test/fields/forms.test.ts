import { creates } from '../../creates/index.js';
import { searches } from '../../searches/index.js';
import { triggers } from '../../triggers/index.js';
import { keys as chatwootKeys, startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { formOf, type FormField } from '../helpers/running/light_steps.js';

interface Step {
  key: string;
  display: { hidden?: boolean };
  operation: { inputFieldGroups?: { key: string; label: string; emphasize?: boolean }[] };
}

const steps = (Object.values({ ...triggers, ...searches, ...creates }) as Step[]).filter(
  ({ display }) => !display.hidden,
);

/** What a form must hold before it shows all its fields. */
const FILLED: Record<string, Record<string, unknown>[]> = {
  send_message: [{ conversation: '5', template: 'order_update/en', channel: 'Email' }],
  create_conversation: [{ contact: '1', inbox: '5', channel: 'SMS' }],
};

type Platform = 'Chatwoot' | 'HighLevel' | 'Vixiees';
const forms: Record<Platform, Map<string, FormField[]>> = {
  Chatwoot: new Map(),
  HighLevel: new Map(),
  Vixiees: new Map(),
};
const platforms = Object.keys(forms) as Platform[];

/** A step's form on a platform; empty where the platform hasn't the step. */
const form = (platform: Platform, step: string): FormField[] => forms[platform].get(step) ?? [];
const groupsIn = (fields: readonly FormField[]): (string | undefined)[] => [
  ...new Set(fields.map(({ group }) => group)),
];
const labelsOf = (fields: readonly FormField[]): string[] => fields.map(({ label = '' }) => label);

beforeAll(async () => {
  const chatwoot = await startChatwootSandbox();
  const highlevel = await startHighlevelSandbox();
  const vixiees = await startVixieesSandbox();
  const connections = {
    Chatwoot: {
      platform: 'chatwoot',
      apiKey: chatwootKeys.administrator,
      baseUrl: chatwoot.url,
      accountId: '1',
    },
    HighLevel: {
      platform: 'highlevel',
      apiKey: highlevelKeys.all,
      baseUrl: highlevel.url,
      accountId: locationId,
    },
    Vixiees: {
      platform: 'vixiees',
      apiKey: vixieesKeys.account,
      baseUrl: vixiees.url + basePath,
    },
  };
  for (const platform of platforms) {
    for (const { key } of steps) {
      const [input] = FILLED[key] ?? [];
      const fields = await formOf(key, connections[platform], input).catch(() => []);
      forms[platform].set(key, fields);
    }
  }
  await Promise.all([chatwoot.close(), highlevel.close(), vixiees.close()]);
});

describe('a form', () => {
  it('was loaded for every platform', () => {
    expect(platforms.map((platform) => form(platform, 'update_contact').length > 15)).toEqual([
      true,
      true,
      true,
    ]);
    expect(form('Chatwoot', 'send_message').some(({ key }) => key === 'template')).toBe(true);
    expect(form('HighLevel', 'send_message').some(({ key }) => key === 'subject')).toBe(true);
  });

  // Zapier checks it for static fields alone.
  it('names no group that its step does not have', () => {
    const wrong = steps.flatMap(({ key, operation: { inputFieldGroups = [] } }) =>
      platforms.flatMap((platform) =>
        form(platform, key)
          .filter(({ group }) => group && !inputFieldGroups.some((known) => known.key === group))
          .map((field) => `${platform}: ${key}.${field.key} in ${String(field.group)}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has every group of its step filled on some platform, and no group twice', () => {
    const wrong = steps.flatMap(({ key, operation: { inputFieldGroups = [] } }) => {
      const used = platforms.flatMap((platform) => groupsIn(form(platform, key)));
      const groups = inputFieldGroups.map((group) => group.key);
      return [
        ...groups
          .filter((group) => !used.includes(group))
          .map((group) => `${key}: ${group} unused`),
        ...groups
          .filter((group, index) => groups.indexOf(group) !== index)
          .map((group) => `${key}: ${group} twice`),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('shows what it needs: no required field is folded up', () => {
    const hidden = steps.flatMap(({ key, operation: { inputFieldGroups = [] } }) =>
      platforms.flatMap((platform) =>
        form(platform, key)
          .filter(({ required }) => required)
          .filter(({ group }) =>
            inputFieldGroups.some((one) => one.key === group && !one.emphasize),
          )
          .map((field) => `${platform}: ${key}.${field.key}`),
      ),
    );
    expect(hidden).toEqual([]);
  });

  it('of more than eight fields is in groups', () => {
    const long = steps.flatMap(({ key, operation }) =>
      platforms
        .filter((platform) => form(platform, key).length > 8)
        .filter(() => (operation.inputFieldGroups ?? []).length < 2)
        .map((platform) => `${platform}: ${key}`),
    );
    expect(long).toEqual([]);
  });

  it('shows at most twelve fields at first, besides the account’s own', () => {
    const long = steps.flatMap(({ key, operation: { inputFieldGroups = [] } }) =>
      platforms.flatMap((platform) => {
        const shown = form(platform, key).filter(({ group }) => {
          if (group === 'custom_fields') return false;
          return !inputFieldGroups.some((one) => one.key === group && !one.emphasize);
        });
        return shown.length > 12 ? [`${platform}: ${key} ${shown.length}`] : [];
      }),
    );
    expect(long).toEqual([]);
  });

  it('has its fields together by group, in the order of the groups', () => {
    const wrong = steps.flatMap(({ key, operation: { inputFieldGroups = [] } }) =>
      platforms.flatMap((platform) => {
        const order = inputFieldGroups.map((group) => group.key);
        // What stands in the step itself comes before or after what the platform gives.
        const places = form(platform, key)
          .filter(({ isStatic }) => !isStatic)
          .map(({ group }) => order.indexOf(group ?? ''));
        const sorted = [...places].sort((one, other) => one - other);
        return places.join() === sorted.join() ? [] : [`${platform}: ${key} ${places.join()}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has a label on every notice', () => {
    const bare = steps.flatMap(({ key }) =>
      platforms.flatMap((platform) =>
        form(platform, key)
          .filter(({ type, label }) => type === 'copy' && !label)
          .map((field) => `${platform}: ${key}.${field.key}`),
      ),
    );
    expect(bare).toEqual([]);
  });
});

describe.each(['update_contact', 'create_contact'])('the form of %s', (step) => {
  it.each(platforms)('on %s has a group for every field, and says who it is first', (platform) => {
    const groups = groupsIn(form(platform, step));
    expect(groups).not.toContain(undefined);
    expect(groups[0]).toBe('who');
  });

  it('has custom fields before what is rare, and labels before Do Not Disturb', () => {
    const { inputFieldGroups } = creates[step as 'update_contact'].operation;
    expect(inputFieldGroups.map(({ key }) => key)).toEqual([
      'who',
      'address',
      'custom_fields',
      'labels',
      'do_not_disturb',
      'more',
    ]);
    const open = inputFieldGroups.filter((group) => 'emphasize' in group && group.emphasize);
    expect(open.map(({ key }) => key)).toEqual(['who', 'custom_fields']);
  });

  it.each([
    ['Chatwoot', 'Labels'],
    ['HighLevel', 'Tags'],
  ] as const)('speaks of what %s calls them: %s', (platform, word) => {
    const other = word === 'Tags' ? /label/i : /(?<!`.*)\btags?\b/i;
    const own = form(platform, step).filter(({ group }) => group === 'labels');
    expect(labelsOf(own)).toEqual(
      step === 'update_contact'
        ? [`Add ${word}`, `Remove ${word}`, `Replace ${word}`]
        : [`Add ${word}`],
    );
    for (const { helpText } of form(platform, step)) expect(helpText ?? '').not.toMatch(other);
  });

  it('has no labels where the platform has none', () => {
    expect(form('Vixiees', step).filter(({ group }) => group === 'labels')).toEqual([]);
    expect(form('Vixiees', step).some(({ key }) => key.endsWith('_labels'))).toBe(false);
  });
});

describe('the form of Update Contact', () => {
  it('says Do Not Disturb in five fields on HighLevel', () => {
    const fields = form('HighLevel', 'update_contact').filter(({ key }) => key.includes('dnd'));
    expect(fields.map(({ group }) => group)).toEqual(Array(5).fill('do_not_disturb'));
  });

  it('offers no external ID where there is none', () => {
    const keys = form('HighLevel', 'update_contact').map(({ key }) => key);
    expect(keys).not.toContain('external_id');
  });
});

describe('the form of Create Contact', () => {
  it.each(platforms)('warns of no loss on %s: a new contact has nothing to lose', (platform) => {
    const texts = form(platform, 'create_contact').map(({ helpText = '' }) => helpText);
    expect(
      texts.filter((text) =>
        /\b(loses?|lost|replaces|keeps only|stays?|already|before|chosen before)\b/i.test(text),
      ),
    ).toEqual([]);
  });
});

describe('the forms that only add or remove labels', () => {
  it.each([
    ['Chatwoot', 'Labels', 'Label'],
    ['HighLevel', 'Tags', 'Tag'],
  ] as const)('call them on %s what they are there: %s', (platform, many, one) => {
    expect(labelsOf(form(platform, 'add_contact_labels'))).toContain(`Add ${many}`);
    expect(labelsOf(form(platform, 'remove_contact_labels'))).toContain(`Remove ${many}`);
    expect(labelsOf(form(platform, 'new_contact'))).toEqual([one]);
    expect(form('Vixiees', 'new_contact')).toEqual([]);
  });
});

it.each(platforms)('%s offers an external ID only where its contacts have one', (platform) => {
  const hasOne = platform !== 'HighLevel';
  const findBy = form(platform, 'update_contact').find(({ key }) => key === 'find_by');
  expect(Object.keys(findBy?.choices ?? {}).includes('external_id')).toBe(hasOne);
  expect(form(platform, 'find_contact').some(({ key }) => key === 'external_id')).toBe(hasOne);
  for (const step of ['update_contact', 'create_contact', 'find_contact']) {
    expect(/external.id/i.test(JSON.stringify(form(platform, step)))).toBe(hasOne);
  }
});
