import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authenticationOf } from '../../authentication.js';
import { brand as all } from '../../brands/all.js';
import type { Brand } from '../../brands/brand.js';
import { brand as chatwoot } from '../../brands/chatwoot.js';
import { brand as digital99 } from '../../brands/digital99.js';
import { brand as highlevel } from '../../brands/highlevel.js';
import { brand as konverteDigital } from '../../brands/konverte_digital.js';
import { brand as vixiees } from '../../brands/vixiees.js';
import { creates } from '../../creates/index.js';
import { stepsOf } from '../../fields/brand_steps.js';
import { brandFile, brandNames } from '../../scripts/brand/brands.js';
import { bundle, root } from '../../scripts/bundle.js';
import { searches } from '../../searches/index.js';
import { triggers } from '../../triggers/index.js';
import { acmePlatform } from '../fixtures/acme/index.js';
import { acmeOperations } from '../fixtures/acme/operations.js';

const brands: Record<string, Brand> = {
  all,
  chatwoot,
  digital99,
  highlevel,
  konverte_digital: konverteDigital,
  vixiees,
};
const listed = Object.entries(brands).filter(([name]) => name !== 'all');
const steps = { triggers, searches, creates };

interface Shown {
  key: string;
  display: { label: string; description: string; hidden?: boolean };
}

const shownOf = (brand: Brand): Shown[] => {
  const of = stepsOf(brand, steps);
  return [of.triggers, of.searches, of.creates]
    .flatMap((group) => Object.values<Shown>(group))
    .filter(({ display }) => !display.hidden);
};

describe('brands', () => {
  it('are the files of their folder', () => {
    expect(brandNames).toEqual(Object.keys(brands));
  });

  it.each([
    [undefined, /^Which brand\? Known ones: all, chatwoot, /],
    ['Highlevel', /^There is no brand "Highlevel"\. Known ones: all, /],
    ['brand', /^There is no brand "brand"\./],
    ['../index', /^There is no brand "\.\.\/index"\./],
  ])('%s is no brand', (name, text) => {
    expect(() => brandFile(name)).toThrow(text);
  });

  it.each(listed)('%s is described as Zapier wants it (checks M001 to M007)', (_name, brand) => {
    expect(brand.description).toMatch(new RegExp(`^${brand.name} is an? `));
    expect(brand.description.length).toBeGreaterThanOrEqual(40);
    expect(brand.description.length).toBeLessThanOrEqual(140);
    expect(brand.description).not.toMatch(/zapier|sync/i);
    expect(brand.platforms).toHaveLength(1);
  });

  it.each(Object.entries(brands))(
    '%s throttles its searches and actions, never its polls',
    (_name, brand) => {
      const of = stepsOf(brand, steps) as unknown as Record<
        string,
        Record<string, Shown & { operation: { throttle?: object } }>
      >;
      const throttle = brand.throttle && { ...brand.throttle, scope: ['auth'] };
      for (const [group, members] of Object.entries(of)) {
        for (const { key, display, operation } of Object.values(members)) {
          const wanted = group === 'triggers' || display.hidden ? undefined : throttle;
          expect([key, operation.throttle]).toEqual([key, wanted]);
        }
      }
    },
  );

  describe('the connection', () => {
    const fieldsOf = (brand: Brand) => authenticationOf(brand.platforms).fields;

    it('asks for nothing that only other platforms have', () => {
      const keys = listed.map(([name, brand]) => [name, fieldsOf(brand).map(({ key }) => key)]);
      const ownServer = ['hmacToken', 'timeoutSeconds', 'allowSelfSigned', 'proxyUrl'];
      expect(Object.fromEntries(keys)).toEqual({
        chatwoot: ['apiKey', 'baseUrl', 'accountId', ...ownServer],
        digital99: ['apiKey', 'baseUrl', 'accountId', ...ownServer],
        highlevel: ['apiKey', 'accountId'],
        konverte_digital: ['apiKey', 'baseUrl', 'accountId', ...ownServer],
        vixiees: ['apiKey', 'baseUrl'],
      });
    });

    it.each(listed)('of %s speaks of it alone, in under 300 characters', (_name, brand) => {
      const others = all.platforms
        .map(({ label }) => label)
        .filter((label) => label !== brand.name);
      for (const { key, helpText } of fieldsOf(brand)) {
        expect([key, helpText.length]).toEqual([key, Math.min(helpText.length, 299)]);
        for (const other of others) expect(helpText).not.toContain(`**${other}**`);
      }
    });

    it('links to where the key is, but where each customer has a server of their own (check D002)', () => {
      const linked = listed.filter(
        ([
          ,
          {
            platforms: [platform],
          },
        ]) => platform?.connection.keyHelp.includes('](https://'),
      );
      expect(linked.map(([name]) => name)).toEqual([
        'chatwoot',
        'digital99',
        'highlevel',
        'vixiees',
      ]);
    });

    it('wants what the platform can’t do without', () => {
      const required = (brand: Brand) =>
        fieldsOf(brand).flatMap((field) => (field.required ? [field.key] : []));
      expect(required(konverteDigital)).toEqual(['apiKey', 'baseUrl']);
      expect(required(chatwoot)).toEqual(['apiKey']);
      expect(required(highlevel)).toEqual(['apiKey', 'accountId']);
      expect(required(vixiees)).toEqual(['apiKey', 'baseUrl']);
      expect(required(all)).toEqual(['platform', 'apiKey']);
    });

    it('of all fits what Zapier allows', () => {
      for (const { helpText } of fieldsOf(all)) expect(helpText.length).toBeLessThanOrEqual(1000);
    });
  });

  describe('the steps', () => {
    it('of HighLevel and Vixiees are what the platform can do', () => {
      expect(shownOf(vixiees).map(({ key }) => key)).toEqual([
        'new_contact',
        'updated_contact',
        'find_contact',
        'find_many_contacts',
        'update_contact',
        'update_contacts',
        'create_contact',
      ]);
      const keys = shownOf(highlevel).map(({ key }) => key);
      expect(keys).toContain('contact_tagged');
      expect(keys).not.toContain('merge_contacts');
    });

    it('of the Chatwoot family are the same; of the catalogue few are shown', () => {
      const keys = shownOf(chatwoot).map(({ key }) => key);
      expect(shownOf(konverteDigital).map(({ key }) => key)).toEqual(keys);
      expect(shownOf(digital99).map(({ key }) => key)).toEqual(keys);
      expect(keys).toContain('update_inbox_contact');
      expect(keys).toContain('find_contacts_by_filter');
      expect(keys).not.toContain('create_team');
      expect(stepsOf(chatwoot, steps).creates).toHaveProperty('create_team.display.hidden', true);
      expect(stepsOf(chatwoot, steps).searches).not.toHaveProperty('find_sso_link');
    });

    it('speak in the brand’s words, with their capitals and plurals', () => {
      const { add_contact_labels: add } = stepsOf(highlevel, steps).creates;
      expect(add.display).toMatchObject({
        label: 'Add Contact Tags',
        description: expect.stringMatching(/^Adds tags to a contact/) as string,
      });
      expect(add.operation.outputFields).toContainEqual(
        expect.objectContaining({ key: 'labels', label: 'Tags' }),
      );
      for (const [name, brand] of listed) {
        const texts = JSON.stringify(shownOf(brand).map(({ display }) => display));
        expect([name, /\blabels?\b/i.test(texts.replaceAll('"label"', ''))]).toEqual([
          name,
          name !== 'highlevel' && name !== 'vixiees',
        ]);
      }
    });

    it('of HighLevel know no external ID, which its contacts haven’t', () => {
      expect(JSON.stringify(shownOf(highlevel))).not.toMatch(/external.id/i);
      expect(JSON.stringify(shownOf(chatwoot))).toMatch(/external.id/i);
    });

    it('of all say on which platforms they work, where that isn’t all', () => {
      const of = Object.fromEntries(shownOf(all).map(({ key, display }) => [key, display]));
      expect(of['merge_contacts']?.description).toMatch(
        / Only on Konverte Digital, 99digital and Chatwoot\.$/,
      );
      expect(of['contact_tagged']?.description).toMatch(/ Only on HighLevel\.$/);
      expect(of['update_contact']?.description).not.toMatch(/Only on/);
    });

    it.each([
      ['left out', { without: ['merge_contacts'] }],
      ['shown', { catalogue: { hiddenBut: ['merge_contacts'] } }],
    ])('that the platform can’t do are refused when %s', (_how, entry) => {
      expect(() => stepsOf({ ...vixiees, ...entry }, steps)).toThrow(
        "The brand Vixiees names the step merge_contacts, which Vixiees can't do.",
      );
    });
  });

  describe('a build', () => {
    /** Bundles a brand, loads it as Zapier would, and gives what it says of itself. */
    async function built(file: string): Promise<{ code: string; app: Record<string, unknown> }> {
      const folder = join(root, 'build', 'test', String(process.pid));
      await bundle(file, folder);
      const outfile = join(folder, 'index.js');
      const load = `import { createRequire } from 'node:module';
        const core = createRequire(${JSON.stringify(outfile)})('zapier-platform-core');
        const { default: app } = await import(${JSON.stringify(outfile)});
        const handler = core.createAppHandler(app);
        const ask = async (command) => (await handler({ command, calledFromCli: true })).results;
        console.log(JSON.stringify({ app: await ask('definition'), problems: await ask('validate') }));`;
      const said = execFileSync(process.execPath, ['--input-type=module', '-e', load], {
        encoding: 'utf8',
        env: { ...process.env, NODE_ENV: 'test' },
      });
      const { app, problems } = JSON.parse(said.slice(said.indexOf('{"app"'))) as {
        app: Record<string, unknown>;
        problems: unknown[];
      };
      expect(problems).toEqual([]);
      return { code: readFileSync(outfile, 'utf8'), app };
    }

    it('of a brand is valid, and has nothing of other platforms in it', async () => {
      const { code, app } = await built(join(root, 'brands', 'highlevel.ts'));
      expect(Object.keys(app['creates'] as object)).not.toContain('merge_contacts');
      expect(code).not.toMatch(/chatwoot|vixiees/i);
    });

    it('of one more brand takes one file', async () => {
      const { app } = await built(join(root, 'test', 'fixtures', 'acme', 'brand.ts'));
      expect(app).toMatchObject({ version: '3.2.1' });
      const handMade = shownOf({ ...all, platforms: [acmePlatform] }).map(({ key }) => key);
      const own = acmeOperations.flatMap(({ kind, key }) => (kind === 'create' ? [key] : []));
      expect(Object.keys(app['creates'] as object).sort()).toEqual(
        [...handMade.filter((key) => key in creates), ...own].sort(),
      );
    });
  });
});
