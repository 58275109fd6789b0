import { readFileSync } from 'node:fs';
import type { SwitchedOn } from '../../playground/api.js';
import { collectBooks } from '../../playground/book/collect.js';
import { recipesPage } from '../../playground/book/recipes_page.js';
import type { Polled } from '../../playground/zap/live_zap.js';
import { recipes } from '../../recipes/index.js';
import { closePlaygrounds, testPlayground, type TestPlayground } from '../helpers/playground.js';

describe('each recipe runs from end to end on the sandboxes', () => {
  let playground: TestPlayground;
  beforeAll(async () => {
    playground = await testPlayground({});
  });
  afterAll(closePlaygrounds);

  const poll = async (id: string) => (await playground.ask<Polled>(`zaps/${id}/poll`, {})).answer;

  test.each(recipes.map((recipe) => [recipe.zap.name, recipe] as const))(
    '%s',
    async (_name, recipe) => {
      const { zap, event, result } = recipe;
      const { status, answer } = await playground.ask<SwitchedOn>('zaps', { zap, timezone: 'UTC' });
      expect({ status, answer }).toMatchObject({ status: 200 });
      // Records of another app are there at the first look; elsewhere nothing starts before something happens.
      if (event) {
        expect(await poll(answer.id)).toMatchObject({ runs: [] });
        await playground.ask(`zaps/${answer.id}/happen`, { event });
      }
      let { runs, problem } = await poll(answer.id);
      while (runs.length === 0 && !problem) ({ runs, problem } = await poll(answer.id));
      expect(problem).toBeUndefined();
      for (const run of runs) {
        expect(run.steps.map(({ report }) => report.problem)).toEqual(
          zap.steps.map(() => undefined),
        );
        expect(run.isComplete).toBe(true);
      }
      expect(runs.at(-1)?.steps.at(-1)?.report.output?.[0]).toMatchObject(result);
    },
  );

  test('docs/recipes.md is what `npm run book` writes', async () => {
    const used = new Set(
      recipes.flatMap(({ zap }) =>
        [zap.trigger, ...zap.steps].map((step) =>
          'key' in step ? step.connection + step.key : '',
        ),
      ),
    );
    const books = await collectBooks(playground, (id, { key }) => used.has(id + key));
    const page = recipesPage(recipes, new Map(books.map((book) => [book.id, book])));
    expect(readFileSync('docs/recipes.md', 'utf8')).toBe(page);
  });
});
