// Writes docs/actions.md.
import { writeFileSync } from 'node:fs';
import { creates } from '../../creates/index.js';
import { searches } from '../../searches/index.js';
import { triggers } from '../../triggers/index.js';
import { actionsPage } from './actions_page.js';

const FILE = 'docs/actions.md';
writeFileSync(FILE, actionsPage({ triggers, searches, creates }));
console.log(`Wrote ${FILE}.`);
