// Writes the form book, the recipes' page and, where there is a Chromium, the pictures; of a brand the book
// alone: `npm run book -- highlevel`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { recipes } from '../../recipes/index.js';
import { startPlayground } from '../start.js';
import { bookPage } from './book_page.js';
import { CHROMIUM } from './chromium.js';
import { collectBooks, type Book } from './collect.js';
import { takePictures } from './pictures.js';
import { recipesPage } from './recipes_page.js';

const [, , brand] = process.argv;
const BOOK = brand === undefined ? 'build/book' : `build/book/${brand}`;
const PICTURES = 'docs/pictures';
const RECIPES = 'docs/recipes.md';

const playground = await startPlayground({ brand }).catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exit(1);
});
const books = await collectBooks(playground);
mkdirSync(BOOK, { recursive: true });
for (const book of books) {
  const file = `${BOOK}/${book.platform.toLowerCase().replaceAll(' ', '_')}.html`;
  writeFileSync(file, await bookPage(book));
  console.log(`Wrote ${file}: ${book.pages.length} forms.`);
}
if (brand === undefined) await writeDocuments(books);
await playground.close();

/** What the repository's documents show of the book. */
async function writeDocuments(all: Book[]): Promise<void> {
  writeFileSync(RECIPES, recipesPage(recipes, new Map(all.map((book) => [book.id, book]))));
  console.log(`Wrote ${RECIPES}: ${recipes.length} recipes.`);
  if (CHROMIUM) {
    mkdirSync(PICTURES, { recursive: true });
    for (const file of await takePictures(playground.url, PICTURES)) console.log(`Wrote ${file}.`);
  } else {
    console.log(
      'No pictures: there is no Chromium here (apt-get install chromium, or set CHROMIUM_PATH).',
    );
  }
}
