// A hundred rows in one run and in a hundred, at a platform's real limit: `rows.ts <index.js> <platform> <rows>`.
import { answer } from '../apart.js';
import { loadApp } from '../core.js';
import { measureRows } from '../rows.js';

const [, , file = '', platform = '', rows = '100'] = process.argv;
const { run } = await loadApp(file);
const [figure] = await measureRows(
  (key, authData, inputData) => run(`creates.${key}.operation.perform`, { authData, inputData }),
  { rows: Number(rows), platforms: [platform] },
);
answer(figure);
