// What is bundled and published: the app of index.ts, as core runs it with the least work.
import { uncopied } from './fields/uncopied.js';
import app from './index.js';

export default {
  ...app,
  triggers: uncopied(app.triggers),
  searches: uncopied(app.searches),
  creates: uncopied(app.creates),
};
