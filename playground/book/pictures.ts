import { chromium, type Page } from 'playwright-core';
import { CHROMIUM } from './chromium.js';

const SIZE = { width: 1280, height: 800 };
const SCHEMES = ['light', 'dark'] as const;

/** Each run has something to change. */
const COMPANIES: Record<string, string> = { light: 'Co', dark: 'Sons' };

/** What is pictured: how to get there from the page as it opens. */
const SCENES: Record<string, (page: Page, scheme: string) => Promise<void>> = {
  highlevel: (page) => form(page, 'sandbox_highlevel', 'Update Contact'),
  digital99: (page) => form(page, 'sandbox_99digital', 'Update Contact'),
  vixiees: (page) => form(page, 'sandbox_vixiees', 'Find Contact'),
  conversation: (page) => form(page, 'sandbox_konverte_digital', 'Create Conversation'),
  run: async (page, scheme) => {
    await form(page, 'sandbox_highlevel', 'Update Contact');
    await page.getByRole('combobox', { name: 'Contact', exact: true }).click();
    await page.getByRole('option', { name: /Emily Carter/ }).click();
    await page
      .getByLabel('Company Name', { exact: true })
      .fill(`Carter & ${COMPANIES[scheme] ?? ''}`);
    await page.getByRole('button', { name: 'Test the step' }).click();
    await page.locator('.changes ins').first().waitFor();
  },
  zap: async (page) => {
    await page.getByRole('button', { name: 'A Zap' }).click();
    await page.getByLabel('Recipe').selectOption('chat_to_crm');
    await page.getByRole('button', { name: 'Run the Zap' }).click();
    await page.getByRole('button', { name: 'A new contact arrives' }).click();
    await page.locator('.zap-run', { hasText: 'complete' }).waitFor();
  },
};

/**
 * Takes pictures of the real page, light and dark.
 * @returns the files, one for each scene and scheme
 */
export async function takePictures(url: string, folder: string): Promise<string[]> {
  // Without its sandbox: in containers this runs as root.
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const files: string[] = [];
  // One tab for all: each one more is a process, which takes longer to start than a picture takes.
  const page = await browser.newPage({ viewport: SIZE });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const [name, scene] of Object.entries(SCENES)) {
      const address = new URL(url);
      // Another address each time: to one that differs in its hash alone a browser only scrolls.
      address.search = `picture=${name}_${colorScheme}`;
      await page.goto(address.href);
      await scene(page, colorScheme);
      const path = `${folder}/${name}_${colorScheme}.png`;
      await page.screenshot({ path });
      files.push(path);
    }
  }
  await browser.close();
  return files;
}

async function form(page: Page, connection: string, label: string): Promise<void> {
  await page.selectOption('#connection', connection);
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: label })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: label, exact: true }).waitFor();
  await page.waitForSelector('main.step[aria-busy="false"]');
}
