// What a brand shows: `brand.ts <index.js> <platform,platform>`.
import type { PlainInputField } from 'zapier-platform-core';
import { sandboxJobs } from '../../scripts/jobs.js';
import { answer } from '../apart.js';
import type { BrandFacts } from '../brands.js';
import { loadApp } from '../core.js';

type Steps = Record<string, { display: { hidden?: boolean } }>;

/** The app, as far as it matters here. */
interface App {
  authentication: { fields: { helpText: string }[] };
  triggers: Steps;
  searches: Steps;
  creates: Steps;
}

const [, , file = '', platforms = ''] = process.argv;
const { app, run } = await loadApp(file);
const { authentication, triggers, searches, creates } = app as App;
const shown = [triggers, searches, creates].map(
  (steps) => Object.values(steps).filter(({ display }) => !display.hidden).length,
);
const helps = authentication.fields.map(({ helpText }) => helpText.length);
const jobs = await sandboxJobs();
const fields: number[] = [];
for (const platform of platforms.split(',')) {
  const like = platform === 'chatwoot' ? 'konverte_digital' : platform;
  const job = jobs.find(({ authData }) => authData['platform'] === like);
  const authData = { ...job?.authData, platform };
  const form = await run('creates.update_contact.operation.inputFields', {
    authData,
    inputData: {},
  });
  fields.push((form as PlainInputField[]).filter(({ type }) => type !== 'copy').length);
}
const facts: BrandFacts = { shown, fields, help: Math.max(...helps) };
answer(facts);
