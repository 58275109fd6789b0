import { fileURLToPath } from 'node:url';
import { bundlePage } from '../server/page.js';
import type { Book } from './collect.js';

const ENTRY = fileURLToPath(new URL('../page/book.tsx', import.meta.url));

/** One file that shows a book without a server: the playground's own renderer, its styles and the forms. */
export async function bookPage(book: Book): Promise<string> {
  const { script, style } = await bundlePage(ENTRY);
  const place = book.brand === book.platform ? book.brand : `${book.brand} on ${book.platform}`;
  const title = `${place}: every form`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${inText(title)}</title>
<link rel="icon" href="data:," />
<style>${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="book">${inScript(JSON.stringify(book))}</script>
<script type="module">${inScript(script)}</script>
</body>
</html>
`;
}

function inText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Nothing within may end the script. */
function inScript(text: string): string {
  return text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}
