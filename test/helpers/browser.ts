import { readFileSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type Locator,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
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

/** Waits until a field holds a text, or something with it. */
export async function holds(field: Locator, part: string): Promise<void> {
  await field
    .page()
    .waitForFunction(([element, text]) => (element as HTMLInputElement).value.includes(text), [
      await field.elementHandle(),
      part,
    ] as const);
}

/** Waits until there are so many. */
export async function count(items: Locator, wanted: number): Promise<void> {
  await items.nth(wanted).waitFor({ state: 'detached' });
  if (wanted > 0) await items.nth(wanted - 1).waitFor({ state: 'attached' });
}

/** Chooses a connection by its ID. */
export async function choose(page: Page, connection: string): Promise<void> {
  await page.selectOption('#connection', connection);
  // The page puts into its address what it shows.
  await page.waitForURL((url) => url.searchParams.get('connection') === connection);
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

export interface OpenedPage {
  page: Page;
  /** Errors and warnings of the console, and exceptions. */
  faults: string[];
}

/** How a page is looked at, and what of a playground it begins with. */
export interface Look {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** A connection's ID. */
  connection?: string;
  /** `searches.find_contact` */
  step?: string;
}

export interface Tab {
  /** Loads a page anew: nothing of the one before is left but what the tab itself stores. */
  open(url: string, look?: Look): Promise<OpenedPage>;
}

/** One tab for all tests of a file: each one more is a process, which takes longer to start than a test takes. */
export function oneTab(): Tab {
  let browser: Browser;
  let page: Page;
  let visits = 0;
  const faults: string[] = [];
  beforeAll(async () => {
    // Without its sandbox: in containers the tests run as root.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ reducedMotion: 'reduce' });
    // A busy machine may take its time; what never comes ends with the test's own limit.
    page.setDefaultTimeout(0);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterAll(() => browser.close());
  return {
    async open(url, { viewport = WIDE, colorScheme = 'light', ...shown } = {}) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      faults.length = 0;
      const address = new URL(url);
      // Another address each time: to one that differs in its hash alone a browser only scrolls.
      visits += 1;
      address.search = new URLSearchParams({ ...shown, visit: String(visits) }).toString();
      await page.goto(address.href);
      return { page, faults };
    },
  };
}

const WIDE = { width: 1280, height: 900 };

/** Questions of the page that a test keeps waiting. */
export interface HeldQuestion {
  /** Until the page has asked. */
  asked: Promise<void>;
  /** Lets it through, and answers once the page has the answer. */
  release(): Promise<void>;
}

/** Keeps the page's next question of that path waiting: what comes late is shown by it, not by luck. */
export async function holdNext(page: Page, path: string): Promise<HeldQuestion> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let tell = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  let answered: Promise<unknown> | undefined;
  const pattern = `**/api/${path}`;
  const hold = async (route: Route, request: Request): Promise<void> => {
    if (answered) return route.fallback();
    answered = page.waitForEvent('requestfinished', (one) => one === request);
    tell();
    await released;
    await route.continue();
  };
  await page.route(pattern, hold);
  return {
    asked,
    async release() {
      release();
      await answered;
      // Not before: a browser that holds nothing any more lets everything through.
      await page.unroute(pattern, hold);
      // What the page makes of it is there by its next frames.
      await page.evaluate(
        'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
      );
    },
  };
}

/** What axe-core finds on the page as it is now, once nothing is loading: rule and element. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.waitForFunction("!document.querySelector('[aria-busy=true]')");
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** True when nothing has to be scrolled sideways. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
}
