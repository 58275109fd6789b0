import { createRequire } from 'node:module';

// Core ends a process that is large (450 MB) and has made 250 runs, as many as a few test files make. Its types
// don't tell of that.
const limits = createRequire(import.meta.url)('zapier-platform-core/src/constants') as {
  KILL_MIN_LIMIT: number;
};
limits.KILL_MIN_LIMIT = Infinity;
