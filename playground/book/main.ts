// Writes the form book, the recipes' page and, where there is a Chromium, the pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { recipes } from '../../recipes/index.js';
import { startPlayground } from '../start.js';
import { bookPage } from './book_page.js';
import { CHROMIUM } from './chromium.js';
import { collectBooks } from './collect.js';
import { takePictures } from './pictures.js';
import { recipesPage } from './recipes_page.js';

const BOOK = 'build/book';
const PICTURES = 'docs/pictures';
const RECIPES = 'docs/recipes.md';

const playground = await startPlayground();
const books = await collectBooks(playground);
mkdirSync(BOOK, { recursive: true });
for (const book of books) {
  const file = `${BOOK}/${book.platform.toLowerCase().replaceAll(' ', '_')}.html`;
  writeFileSync(file, await bookPage(book));
  console.log(`Wrote ${file}: ${book.pages.length} forms.`);
}
writeFileSync(RECIPES, recipesPage(recipes, new Map(books.map((book) => [book.id, book]))));
console.log(`Wrote ${RECIPES}: ${recipes.length} recipes.`);
if (CHROMIUM) {
  mkdirSync(PICTURES, { recursive: true });
  for (const file of await takePictures(playground.url, PICTURES)) console.log(`Wrote ${file}.`);
} else {
  console.log(
    'No pictures: there is no Chromium here (apt-get install chromium, or set CHROMIUM_PATH).',
  );
}
await playground.close();
