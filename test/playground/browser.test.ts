// The page in short; its other stories are long, and `npm run thorough` tells them.
import type { Playground } from '../../playground/start.js';
import { axeFindings, choose, formOf, inBrowser, oneTab, step } from '../helpers/browser.js';
import { closePlaygrounds, openPlayground, watchedSandboxes } from '../helpers/playground.js';

inBrowser('the playground in a browser', () => {
  const tab = oneTab();
  const { sandboxes } = watchedSandboxes();
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground({ sandboxes });
  });
  afterAll(closePlaygrounds);

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
});
