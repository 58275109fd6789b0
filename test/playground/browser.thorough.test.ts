import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bookPage } from '../../playground/book/book_page.js';
import { collectBooks } from '../../playground/book/collect.js';
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
} from '../helpers/browser.js';
import { closePlaygrounds, openPlayground, watchedSandboxes } from '../helpers/playground.js';

inBrowser('the playground in a browser', () => {
  const tab = oneTab();
  const { sandboxes, vixiees } = watchedSandboxes();
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground({ sandboxes });
  });
  afterAll(closePlaygrounds);

  test('without the token says where it is', async () => {
    const { page } = await tab.open(playground.url);
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    expect(await page.getByRole('alert').innerText()).toContain('start line');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('takes the token out of the address and keeps it for a reload', async () => {
    const { page, faults } = await tab.open(playground.url);
    await formOf(page);
    expect(page.url()).not.toContain(playground.token);
    await page.reload();
    await formOf(page);
    expect(await page.locator('h1').innerText()).toBe('Update Contact');
    expect(faults).toEqual([]);
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

  test('a sandbox that has stopped is a sentence with a button, which starts it again', async () => {
    const { page } = await tab.open(playground.url, {
      connection: 'sandbox_vixiees',
      step: 'searches.find_contact',
    });
    await formOf(page);
    await page.getByLabel('Email', { exact: true }).fill('jane.doe@example.com');
    await vixiees.at(-1)?.close();
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

  test('a sample that cannot be had is a sentence where the values would be', async () => {
    const { page } = await tab.open(playground.url);
    await page.route('**/api/form', (route, request) =>
      request.postData()?.includes('"triggers"')
        ? route.fulfill({ status: 400, json: { problem: 'The account is gone.' } })
        : route.fallback(),
    );
    await page.getByRole('button', { name: 'A Zap' }).click();
    await page.getByLabel('Recipe').selectOption('chat_to_crm');
    await page.getByRole('heading', { level: 1, name: 'New Contact (Instant)' }).waitFor();
    const steps = page.getByRole('navigation', { name: 'The Zap’s steps' });
    await steps.getByRole('button', { name: 'Update Contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Update Contact' }).waitFor();
    await formOf(page);
    await page.getByRole('button', { name: 'Insert data into Company Name' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('alert').innerText()).toBe('The account is gone.');
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/api/form');
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

  test('the form book shows every form without a server', async () => {
    const books = await collectBooks(playground, (id) => id === 'sandbox_highlevel');
    const [book] = books.filter(({ id }) => id === 'sandbox_highlevel');
    if (!book) throw new Error('there is no book of HighLevel');
    const folder = mkdtempSync(join(tmpdir(), 'book-'));
    const file = join(folder, 'book.html');
    writeFileSync(file, await bookPage(book));
    const { page, faults } = await tab.open(pathToFileURL(file).href);
    const buttons = page.locator('nav li button');
    await count(buttons, book.pages.length);
    for (const { step: shown } of book.pages) {
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
  test.each(LOOKS)(
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
});
