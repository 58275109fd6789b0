import type { Page } from 'playwright-core';
import type { Connection } from '../../playground/api.js';
import { askPlayground } from '../../playground/client.js';
import type { Playground } from '../../playground/start.js';
import {
  axeFindings,
  count,
  formOf,
  holdNext,
  inBrowser,
  oneTab,
  type OpenedPage,
} from '../helpers/browser.js';
import {
  BROKEN_APP,
  closePlaygrounds,
  FIXTURE_APP,
  openPlayground,
} from '../helpers/playground.js';

inBrowser('the playground on an app of another kind', () => {
  const tab = oneTab();
  let other: Playground;
  beforeAll(async () => {
    other = await openPlayground({ path: FIXTURE_APP });
  });
  afterAll(closePlaygrounds);

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
      expect(await axeFindings(page)).toEqual([]);
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
  });
});
