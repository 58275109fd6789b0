// Writes docs/actions.md.
import { writeFileSync } from 'node:fs';
import app from '../index.js';
import { actionsPage } from './actions_page.js';

const FILE = 'docs/actions.md';
writeFileSync(FILE, actionsPage(app));
console.log(`Wrote ${FILE}.`);
