import type { Exception } from './rules.js';

/** What a rule takes for bad, and why it is right. One that nothing needs fails. */
export const EXCEPTIONS: readonly Exception[] = [];
