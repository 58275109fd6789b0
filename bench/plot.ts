import type { Figure } from './figure.js';

const ROW = 26;
const LEFT = 300;
const SCALE = 150;
const MOST = 3;

/** The ratios as bars, each with a line where its aim is; colours that are read on light and on dark pages. */
export function plotOf(figures: readonly Figure[]): string {
  const rows = figures.flatMap(({ what, ratio }) => (ratio ? [{ what, ...ratio }] : []));
  const height = rows.length * ROW + 34;
  const width = LEFT + MOST * SCALE + 70;
  const bars = rows.map(({ what, found, aim }, index) => {
    const y = 24 + index * ROW;
    const end = LEFT + Math.min(found, MOST) * SCALE;
    const mark = LEFT + Math.min(aim, MOST) * SCALE;
    const colour = found <= aim ? '#2e9d62' : '#d9822b';
    return [
      `<text x="${LEFT - 8}" y="${y + 13}" text-anchor="end">${escaped(what)}</text>`,
      `<rect x="${LEFT}" y="${y + 3}" width="${end - LEFT}" height="14" rx="2" fill="${colour}"/>`,
      `<path d="M${mark} ${y}v20" stroke="#777" stroke-width="2"/>`,
      `<text x="${Math.max(end, mark) + 6}" y="${y + 14}">${found.toFixed(2)}×</text>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui,sans-serif" font-size="12" fill="#777" role="img" aria-label="What the app costs, as times what it is held against">
<text x="${LEFT}" y="14">times what it is held against; the line is the aim</text>
${bars.join('\n')}
</svg>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
