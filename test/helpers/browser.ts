import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM } from '../../playground/book/chromium.js';

export { CHROMIUM };

/** Tests that need a Chromium; where there is none they are skipped, with a line that says so. */
export const inBrowser = CHROMIUM ? describe : describe.skip;
if (!CHROMIUM) {
  process.stderr.write(
    'Skipped: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH).\n',
  );
}

/** Waits until the form of the step that is shown is loaded. */
export async function formOf(page: Page): Promise<void> {
  await page.waitForSelector('main.step[aria-busy="false"]');
}

/** Chooses a connection by its ID. */
export async function choose(page: Page, connection: string): Promise<void> {
  await page.selectOption('#connection', connection);
  await formOf(page);
}

/** Opens a step by its label. */
export async function step(page: Page, label: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: label })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: label, exact: true }).waitFor();
  await formOf(page);
}

export function launchBrowser(): Promise<Browser> {
  // Without its sandbox: in containers the tests run as root.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

export interface OpenedPage {
  page: Page;
  /** Errors and warnings of the console, and exceptions. */
  faults: string[];
}

/** Opens a page of its own context, so that no two tests share a tab's memory. */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  // A busy machine may take its time; what never comes ends with the test's own limit.
  page.setDefaultTimeout(0);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(url);
  return { page, faults };
}

/** What axe-core finds on the page as it is now: rule and element. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** True when nothing has to be scrolled sideways. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
}
