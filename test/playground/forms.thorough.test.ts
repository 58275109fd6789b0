import type { Page } from 'playwright-core';
import { brandNames } from '../../scripts/brand/brands.js';
import { choose, formOf, inBrowser, oneTab } from '../helpers/browser.js';
import { closePlaygrounds, commandedPlayground } from '../helpers/playground.js';

/** On one connection of each platform where an app has all: its Chatwoots show the same forms. */
const DISTINCT = ['sandbox_highlevel', 'sandbox_vixiees', 'sandbox_99digital'];

/** A brand's forms are the app's own: of each brand every fifth is opened, from one on that differs by brand. */
const NTH = 5;

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
    const { label, refused } = await page.evaluate(OPEN, at);
    if (refused) bad.push(label);
  }
  return bad;
}

const OPEN = async (at: number) => {
  const button = document.querySelectorAll('nav li button')[at];
  button.click();
  const label = button.querySelector('strong').innerText;
  while (document.querySelector('main.step h1')?.innerText !== label || document.querySelector('main.step[aria-busy=false]') === null)
    await new Promise((done) => setTimeout(done, 5));
  return { label, refused: document.querySelector('.refusal, .form-problem') !== null };
};

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
