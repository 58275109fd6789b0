import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Connection } from '../../playground/api.js';
import { bookPage } from '../../playground/book/book_page.js';
import { askPlayground } from '../../playground/client.js';
import { collectBooks } from '../../playground/book/collect.js';
import type { RunningSandbox, SandboxKind } from '../../playground/server/sandboxes/kind.js';
import { sandboxKinds } from '../../playground/server/sandboxes/index.js';
import type { Playground } from '../../playground/start.js';
import {
  axeFindings,
  choose,
  count,
  fitsWidth,
  formOf,
  holdNext,
  holds,
  inBrowser,
  oneTab,
  step,
  type OpenedPage,
} from '../helpers/browser.js';
import {
  BROKEN_APP,
  closePlaygrounds,
  FIXTURE_APP,
  openPlayground,
} from '../helpers/playground.js';
import { isThorough, sampleOf } from '../helpers/thorough.js';

inBrowser('the playground in a browser', () => {
  const tab = oneTab();
  const vixieesSandboxes: RunningSandbox[] = [];
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground({ sandboxes: sandboxKinds.map(watched) });
  });
  afterAll(closePlaygrounds);

  /** Vixiees' sandboxes are known, so that one can be stopped. */
  function watched(kind: SandboxKind): SandboxKind {
    if (kind.id !== 'sandbox_vixiees') return kind;
    return {
      ...kind,
      start: async () => {
        const sandbox = await kind.start();
        vixieesSandboxes.push(sandbox);
        return sandbox;
      },
    };
  }

  test('takes the token out of the address and keeps it for a reload', async () => {
    const { page, faults } = await tab.open(playground.url);
    await formOf(page);
    expect(page.url()).not.toContain(playground.token);
    await page.reload();
    await formOf(page);
    expect(await page.locator('h1').innerText()).toBe('Update Contact');
    expect(faults).toEqual([]);
  });
  test('without the token says where it is', async () => {
    const { page } = await tab.open(playground.url);
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    expect(await page.getByRole('alert').innerText()).toContain('start line');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a step is found by words, chosen, filled in, run; its record is compared', async () => {
    const { page, faults } = await tab.open(playground.url);
    await formOf(page);
    await choose(page, 'sandbox_highlevel');
    await page.getByLabel('Search steps').fill('update contact fields');
    await step(page, 'Update Contact');
    const contact = page.getByRole('combobox', { name: 'Contact', exact: true });
    await contact.click();
    await page.getByRole('option', { name: /Emily Carter/ }).click();
    await page.getByLabel('Company Name', { exact: true }).fill('Carter & Co');
    await page.getByRole('button', { name: 'Test the step' }).click();
    const row = page.locator('.changes dl > div', { hasText: 'companyName' });
    await row.waitFor();
    expect(await row.locator('ins').innerText()).toBe('Carter & Co');
    expect(
      await page.locator('.output dl > div', { hasText: 'Email' }).first().innerText(),
    ).toContain('emily.carter@example.com');
    const request = page.locator('.result .requests details', { hasText: 'PUT' }).first();
    await request.locator('summary').click();
    expect(await request.getByLabel('Sent').innerText()).toContain('Carter & Co');
    expect(await request.getByLabel('Headers').innerText()).not.toContain('pit-0000');
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a dropdown is read on, filtered and used by the keyboard alone', async () => {
    const { page } = await tab.open(playground.url, { connection: 'sandbox_99digital' });
    await formOf(page);
    const contact = page.getByRole('combobox', { name: 'Contact', exact: true });
    await contact.focus();
    await page.keyboard.press('ArrowDown');
    const more = page.getByRole('option', { name: 'Load more' });
    await more.waitFor();
    const before = await page.getByRole('option').count();
    for (let at = 0; at < before; at += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (count) => document.querySelectorAll('[role=option]').length > count + 2,
      before,
    );
    await page.keyboard.type('jane.doe');
    await page.keyboard.press('Enter');
    await holds(contact, 'Jane Doe');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await contact.getAttribute('aria-expanded')).toBe('false');
  });

  test('an error is read as Zapier shows it', async () => {
    const { page } = await tab.open(playground.url, { connection: 'sandbox_99digital' });
    await formOf(page);
    await page.getByRole('combobox', { name: 'Contact', exact: true }).click();
    await page.keyboard.type('99999');
    await page.getByRole('option', { name: 'Use “99999” as it is' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Nobody');
    await page.getByRole('button', { name: 'Test the step' }).click();
    const problem = page.locator('.problem');
    expect(await problem.innerText()).toContain('99digital has no contact 99999');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a value is looked up with the search that the field names', async () => {
    const { page } = await tab.open(playground.url, { connection: 'sandbox_99digital' });
    await formOf(page);
    await page.getByRole('button', { name: 'Find it with a search step' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email', { exact: true }).fill('jane.doe@example.com');
    await dialog.getByRole('button', { name: 'Search', exact: true }).click();
    const found = dialog.getByRole('button', { name: /Jane Doe/ });
    await found.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await found.click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('combobox', { name: 'Contact', exact: true }).inputValue()).toBe(
      '1',
    );
  });

  test('a sandbox that has stopped is a sentence with a button, which starts it again', async () => {
    const { page } = await tab.open(playground.url, {
      connection: 'sandbox_vixiees',
      step: 'searches.find_contact',
    });
    await formOf(page);
    await page.getByLabel('Email', { exact: true }).fill('jane.doe@example.com');
    await vixieesSandboxes.at(-1)?.close();
    await page.getByRole('button', { name: 'Test the step' }).click();
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('The sandbox has stopped');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start the sandbox again' }).click();
    await alert.waitFor({ state: 'detached' });
    // What was filled in is still there.
    await page.getByRole('button', { name: 'Test the step' }).click();
    await page.locator('.output', { hasText: 'Jane Doe' }).waitFor();
  });

  test('a step is chosen, filled in and run by the keyboard alone', async () => {
    const { page, faults } = await tab.open(playground.url, { connection: 'sandbox_vixiees' });
    await formOf(page);
    const focused = () => page.evaluate('document.activeElement?.textContent');
    await page.getByLabel('Search steps').focus();
    await page.keyboard.type('find');
    for (let at = 0; at < 9 && !String(await focused()).startsWith('Find Contact'); at += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Find Contact', exact: true }).waitFor();
    await formOf(page);
    const email = page.getByLabel('Email', { exact: true });
    const hasFocus = () =>
      email.evaluate((element) => element === element.ownerDocument.activeElement);
    for (let at = 0; at < 40 && !(await hasFocus()); at += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('jane.doe@example.com');
    await page.keyboard.press('Enter');
    await page.locator('.output', { hasText: 'Jane Doe' }).waitFor();
    // What came is where the reader is led next.
    await page.waitForFunction("document.activeElement?.classList.contains('result')");
    expect(faults).toEqual([]);
  });

  test('a key that is refused is a sentence in the dialog', async () => {
    const { page } = await tab.open(playground.url);
    await formOf(page);
    await page.getByRole('button', { name: 'Connect your own' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Platform' }).click();
    await dialog.getByRole('option', { name: /Vixiees/ }).click();
    await dialog.getByLabel('API Key').fill('not-a-key');
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    expect(await dialog.getByRole('alert').innerText()).toMatch(/URL/);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a whole Zap: a recipe, a value mapped by clicking, a test, a run on what happens', async () => {
    const { page, faults } = await tab.open(playground.url);
    await page.getByRole('button', { name: 'A Zap' }).click();
    await page.getByLabel('Recipe').selectOption('chat_to_crm');
    await page.getByRole('heading', { level: 1, name: 'New Contact (Instant)' }).waitFor();
    await formOf(page);
    const steps = page.getByRole('navigation', { name: 'The Zap’s steps' });
    await steps.getByRole('button', { name: 'Update Contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Update Contact' }).waitFor();
    await formOf(page);
    const contact = page.getByRole('combobox', { name: 'Contact', exact: true });
    expect(await contact.inputValue()).toBe('{{1__email}}');
    await page.getByRole('button', { name: 'Insert data into Company Name' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('button', { name: /^Name/ });
    await name.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await name.click();
    await dialog.waitFor({ state: 'detached' });
    const company = page.getByLabel('Company Name', { exact: true });
    expect(await company.inputValue()).toBe('{{1__name}}');
    await page.locator('.preview', { hasText: 'Jane Doe' }).first().waitFor();
    await page.getByRole('button', { name: 'Run the Zap' }).click();
    await page.getByRole('button', { name: 'A new contact arrives' }).click();
    const run = page.locator('.zap-run', { hasText: 'complete' });
    await page.getByText('A run started.').waitFor();
    expect(await run.locator('.given div', { hasText: 'company_name' }).innerText()).not.toContain(
      '{{',
    );
    await run.getByText('1. New Contact (Instant)').click();
    await run.getByRole('columnheader', { name: 'Live record' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('the form book shows every form without a server', async () => {
    let steps = 0;
    const books = await collectBooks(playground, (id, { key }) => {
      if (id !== 'sandbox_highlevel') return false;
      steps += 1;
      return isThorough || key === 'update_contact' || steps % 8 === 0;
    });
    const [book] = books.filter(({ id }) => id === 'sandbox_highlevel');
    if (!book) throw new Error('there is no book of HighLevel');
    const folder = mkdtempSync(join(tmpdir(), 'book-'));
    const file = join(folder, 'book.html');
    writeFileSync(file, await bookPage(book));
    const { page, faults } = await tab.open(pathToFileURL(file).href);
    const buttons = page.locator('nav li button');
    await count(buttons, book.pages.length);
    for (const { step: shown } of sampleOf(book.pages, 4)) {
      await buttons.filter({ has: page.getByText(shown.label, { exact: true }) }).click();
      await page.getByRole('heading', { level: 1, name: shown.label, exact: true }).waitFor();
    }
    expect(await axeFindings(page)).toEqual([]);
    await tab.open(`${pathToFileURL(file).href}#creates.update_contact`);
    await page.getByRole('combobox', { name: 'Contact', exact: true }).click();
    await page.getByText('In the editor this list comes from the account.').waitFor();
    expect(faults).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('a step is added to a Zap, and taken off again', async () => {
    const { page, faults } = await tab.open(playground.url);
    await page.getByRole('button', { name: 'A Zap' }).click();
    await formOf(page);
    await page.getByRole('button', { name: 'Add a step' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Connection').selectOption('sandbox_vixiees');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Find Contact/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Find Contact' }).waitFor();
    const steps = page.getByRole('navigation', { name: 'The Zap’s steps' }).getByRole('listitem');
    await count(steps, 3);
    await page.getByRole('button', { name: 'Remove the last' }).click();
    await count(steps, 2);
    expect(faults).toEqual([]);
  });

  const LOOKS = [
    ['light, wide', { width: 1280, height: 900 }, 'light'],
    ['dark, wide', { width: 1280, height: 900 }, 'dark'],
    ['light, 360 pixels', { width: 360, height: 740 }, 'light'],
    ['dark, 360 pixels', { width: 360, height: 740 }, 'dark'],
  ] as const;
  // Each width and each colour; the other two pairs are tried by `npm run thorough`.
  test.each(sampleOf(LOOKS, 3))(
    '%s: nothing sticks out, axe finds nothing',
    async (_name, viewport, colorScheme) => {
      const { page, faults } = await tab.open(playground.url, { viewport, colorScheme });
      const expectFine = async (): Promise<void> => {
        expect(await fitsWidth(page)).toBe(true);
        expect(await axeFindings(page)).toEqual([]);
      };
      await formOf(page);
      await expectFine();
      await choose(page, 'sandbox_vixiees');
      const list = page.getByRole('button', { name: 'Choose another step' });
      if (await list.isVisible()) await list.click();
      await step(page, 'Find Contact');
      await page.getByLabel('Email', { exact: true }).fill('jane.doe@example.com');
      await page.getByRole('button', { name: 'Test the step' }).click();
      await page.locator('.output', { hasText: 'Jane Doe' }).waitFor();
      await page.evaluate(
        "document.querySelectorAll('details').forEach((one) => (one.open = true))",
      );
      await expectFine();
      await page.getByRole('button', { name: 'A Zap' }).click();
      await formOf(page);
      await expectFine();
      await page.getByLabel('Recipe').selectOption('chat_to_crm');
      await page.getByRole('button', { name: 'Run the Zap' }).click();
      await page.getByRole('button', { name: 'A new contact arrives' }).click();
      await page.getByText('A run started.').waitFor();
      await page.evaluate(
        "document.querySelectorAll('details').forEach((one) => (one.open = true))",
      );
      await expectFine();
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'dark' ? 'rgb(20, 24, 26)' : 'rgb(246, 246, 243)');
      expect(faults).toEqual([]);
    },
  );

  describe('on an app of another kind', () => {
    let other: Playground;
    beforeAll(async () => {
      other = await openPlayground({ path: FIXTURE_APP });
    });

    test('one that does not load is its own error, with the file', async () => {
      const { url } = await openPlayground({ path: BROKEN_APP });
      const { page } = await tab.open(url);
      const said = await page.getByRole('alert').innerText();
      expect(said).toContain("The app doesn't load: no such setting: REGION");
      expect(said).toContain('playground_broken/index.ts:1');
      expect(await axeFindings(page)).toEqual([]);
      const reload = await holdNext(page, 'reload');
      await page.getByRole('button', { name: 'Load the app again' }).click();
      await page.getByText('Loading the app…').waitFor();
      await count(page.getByRole('alert'), 0);
      await reload.release();
      await page.getByRole('alert').waitFor();
    });

    test('every sort of field is shown, filled in and sent', async () => {
      const { page, faults } = await tab.open(other.url);
      await page.getByRole('button', { name: 'Connect your own account' }).click();
      await page.getByLabel('Secret Word').fill('open-sesame');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await formOf(page);
      expect(await page.locator('.copy').innerHTML()).not.toContain('script');
      expect(await page.locator('.copy a').getAttribute('rel')).toBe('noreferrer');
      expect(await page.locator('details.group[open] summary').allInnerTexts()).toEqual(['Who']);
      const labels = await page
        .locator('form .field .label, form details.group > summary')
        .allTextContents();
      // A group stands where its first field does.
      expect(labels.slice(0, 4)).toEqual(['Who', 'Name (required)', 'More', 'Text']);

      await page.getByLabel('Name', { exact: true }).fill('Ada');
      await page.getByLabel('Count', { exact: true }).fill('12');
      const shade = page.getByRole('combobox', { name: 'Shade', exact: true });
      expect(await shade.isDisabled()).toBe(true);
      await page.getByRole('combobox', { name: 'Color', exact: true }).click();
      await page.getByRole('option', { name: 'green' }).click();
      await page.getByLabel('Only for Green').fill('moss');
      await shade.click();
      await page.getByRole('option', { name: 'Light' }).click();
      await page.getByRole('combobox', { name: 'Active' }).click();
      await page.getByRole('option', { name: 'No' }).click();
      const colors = page.getByRole('group', { name: 'Colors' });
      await colors.getByRole('combobox').first().click();
      await page.getByRole('option', { name: 'Red' }).click();
      await colors.getByRole('button', { name: 'Add another' }).click();
      await colors.getByRole('combobox').nth(1).click();
      await page.getByRole('option', { name: 'Green' }).click();
      await page.getByLabel('Pairs: name 1').fill('a');
      await page.getByLabel('Pairs: value 1').fill('b');
      await page.getByLabel('Line Name').fill('One');
      await page.getByRole('button', { name: 'Add a line' }).click();
      await page.getByLabel('Line Name').nth(1).fill('Two');
      await page.getByRole('button', { name: 'Test the step' }).click();
      await page.locator('.output').waitFor();
      const given = page.locator('.output dl > div.nested', { hasText: 'Given' }).first();
      const text = (await given.innerText()).replaceAll('\n', ' ');
      for (const part of ['Ada', '12', 'moss', 'false', 'r, g', 'One', 'Two'])
        expect(text).toContain(part);

      // Another color empties the shade, which depends on it.
      await page.getByRole('combobox', { name: 'Color', exact: true }).click();
      await page.getByRole('option', { name: 'red' }).click();
      expect(await shade.inputValue()).toBe('');
      await formOf(page);
      expect(await axeFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    });

    describe('what comes late', () => {
      let connection: string;
      beforeAll(async () => {
        const { answer } = await askPlayground<Connection>(other, 'connections', {
          secret_word: 'open-sesame',
        });
        connection = answer.id;
      });
      const openForm = async (): Promise<OpenedPage> => {
        const opened = await tab.open(other.url, { connection });
        await formOf(opened.page);
        return opened;
      };
      const pickColor = async (page: Page, color: string): Promise<void> => {
        await page.getByRole('combobox', { name: 'Color', exact: true }).click();
        await page.getByRole('option', { name: color }).click();
      };

      test('while the sources are read again there is no form to fill in; it begins anew', async () => {
        const { page, faults } = await openForm();
        await page.getByLabel('Name', { exact: true }).fill('Ada');
        const form = await holdNext(page, 'form');
        await pickColor(page, 'green');
        const reload = await holdNext(page, 'reload');
        await page.getByRole('button', { name: 'Reload' }).click();
        await reload.asked;
        // The answer to what was asked before ends nothing.
        await form.release();
        expect(await page.locator('form').count()).toBe(0);
        await page.getByText('Loading the app…').waitFor();
        await reload.release();
        await formOf(page);
        expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('');
        expect(faults).toEqual([]);
      });

      test('a step is not run on a form that is about to change', async () => {
        const { page } = await openForm();
        const form = await holdNext(page, 'form');
        await pickColor(page, 'green');
        await form.asked;
        const test = page.getByRole('button', { name: 'Test the step' });
        expect(await test.isDisabled()).toBe(true);
        await form.release();
        await formOf(page);
        expect(await test.isDisabled()).toBe(false);
      });

      test('a list that was asked for before does not take the place of the newest', async () => {
        const { page } = await openForm();
        await pickColor(page, 'green');
        await formOf(page);
        const older = await holdNext(page, 'choices');
        const shade = page.getByRole('combobox', { name: 'Shade', exact: true });
        await shade.click();
        await older.asked;
        await page.keyboard.press('Escape');
        await shade.click();
        await page.getByRole('option', { name: 'Load more' }).click();
        const second = page.getByRole('option', { name: 'Dark' });
        await second.waitFor();
        await older.release();
        expect(await second.count()).toBe(1);
      });

      test('a search is not begun again before it is over', async () => {
        const { page } = await tab.open(playground.url, { connection: 'sandbox_99digital' });
        await formOf(page);
        await page.getByRole('button', { name: 'Find it with a search step' }).first().click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Email', { exact: true }).fill('jane.doe@example.com');
        const run = await holdNext(page, 'run');
        const search = dialog.locator('button[type=submit]');
        await search.click();
        await run.asked;
        expect(await search.isDisabled()).toBe(true);
        await run.release();
        await dialog.getByRole('button', { name: /Jane Doe/ }).waitFor();
        expect(await search.isDisabled()).toBe(false);
      });

      test('an account whose connecting was cancelled is not connected', async () => {
        const { page } = await openForm();
        await page.getByRole('button', { name: 'Connect your own' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Secret Word').fill('open-sesame');
        const connecting = await holdNext(page, 'connections');
        await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
        await connecting.asked;
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await dialog.waitFor({ state: 'detached' });
        const forgotten = page.waitForRequest((request) => request.method() === 'DELETE');
        await connecting.release();
        expect((await forgotten).url()).toMatch(/\/api\/connections\/.+/);
        expect(await page.locator('#connection').inputValue()).toBe(connection);
      });

      test('a Zap that is left before it is on goes off', async () => {
        const { page } = await tab.open(playground.url);
        await page.getByRole('button', { name: 'A Zap' }).click();
        await formOf(page);
        const on = await holdNext(page, 'zaps');
        await page.getByRole('button', { name: 'Run the Zap' }).click();
        await on.asked;
        const off = page.waitForRequest((request) => request.method() === 'DELETE');
        await page.getByRole('button', { name: 'A step', exact: true }).click();
        await on.release();
        expect((await off).url()).toMatch(/\/api\/zaps\/.+/);
      });
    });
  });
});
