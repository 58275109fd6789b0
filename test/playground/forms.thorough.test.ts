import type { Page } from 'playwright-core';
import { brandNames } from '../../scripts/brand/brands.js';
import { choose, formOf, inBrowser, oneTab } from '../helpers/browser.js';
import { closePlaygrounds, commandedPlayground } from '../helpers/playground.js';

/** On one connection of each platform where an app has all: its Chatwoots show the same forms. */
const DISTINCT = ['sandbox_highlevel', 'sandbox_vixiees', 'sandbox_99digital'];

/** A brand's forms are the app's own: of each brand every fifth is opened, from one on that differs by brand. */
const NTH = 5;

/** Runs in the page, where a click costs nothing: hundreds of forms are opened. */
async function openForm(at: number): Promise<{ label: string; isWhole: boolean }> {
  const button = document.querySelectorAll<HTMLElement>('nav li button')[at];
  const label = button?.querySelector('strong')?.textContent ?? '';
  const isOpen = (): boolean =>
    document.querySelector('main.step[aria-busy="false"] h1')?.textContent === label;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isOpen()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { attributes: true, childList: true, subtree: true });
    button?.click();
    // Of the step that was shown already nothing changes.
    look();
  });
  return { label, isWhole: document.querySelector('.refusal, .form-problem') === null };
}

/** Opens every nth of the steps that a connection offers. @returns those whose form isn't whole */
async function openForms(
  page: Page,
  connection: string,
  { nth, first }: { nth: number; first: number },
): Promise<string[]> {
  await choose(page, connection);
  const buttons = page.locator('nav li button');
  const count = await buttons.count();
  expect(count).toBeGreaterThan(4);
  const bad: string[] = [];
  for (let at = first % nth; at < count; at += nth) {
    const { label, isWhole } = await page.evaluate(openForm, at);
    if (!isWhole) bad.push(label);
  }
  return bad;
}

inBrowser('forms open without an error in the console', () => {
  const tab = oneTab();
  afterAll(closePlaygrounds);

  test.each(brandNames)('of %s', async (brand) => {
    const url = await commandedPlayground('--brand', brand);
    const { page, faults } = await tab.open(url);
    await formOf(page);
    const offered = await page
      .locator('#connection option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
    const connections = brand === 'all' ? offered.filter((id) => DISTINCT.includes(id)) : offered;
    expect(connections.length).toBe(brand === 'all' ? DISTINCT.length : offered.length);
    const nth = brand === 'all' ? 1 : NTH;
    const bad: string[] = [];
    for (const connection of connections)
      bad.push(...(await openForms(page, connection, { nth, first: brandNames.indexOf(brand) })));
    expect(bad).toEqual([]);
    expect(faults).toEqual([]);
  });
});
