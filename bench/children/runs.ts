// What a run of Update Contact takes in a brand's app, and in one of a bare action: `runs.ts <index.js> <platform>`.
import { answer } from '../apart.js';
import { bareApp, loadApp, startEcho, updateOn, UPDATE } from '../core.js';
import { byTurns } from '../timing.js';

const [, , file = '', platform = '', rounds = '6', times = '150'] = process.argv;
const { url } = await startEcho();
const { run } = await loadApp(file);
const bare = await bareApp(`${url}/contacts/1`);
const update = updateOn(platform, url);
answer(
  await byTurns(
    {
      bare: () => bare(UPDATE, { authData: {}, inputData: {} }),
      ours: () => run(UPDATE, update),
    },
    { rounds: Number(rounds), times: Number(times) },
  ),
);
