import { stripVTControlCharacters } from 'node:util';

const NARROWEST = 40;
const USUAL = 80;

/** Columns of the terminal; where the output goes elsewhere what COLUMNS says, else 80. */
export function terminalWidth(): number {
  const told = Number(process.env['COLUMNS']);
  const elsewhere = Number.isInteger(told) && told > 0 ? told : USUAL;
  const width = process.stdout.isTTY ? process.stdout.columns : elsewhere;
  return Math.max(width, NARROWEST);
}

/** How many columns a text takes, without its colours. */
export function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

/**
 * A text broken at its words into lines of at most so many columns; a longer word is broken too. Blanks that
 * don't break hold words together, and colours must not reach over one that does.
 * @param hang how far lines after the first are set in
 */
export function wrap(text: string, width: number, hang = 0): string {
  const lines = text.split('\n').flatMap((line) => wrapLine(line, width, hang));
  return lines.join('\n');
}

function wrapLine(text: string, width: number, hang: number): string[] {
  const lines: string[] = [];
  let line = '';
  // Each word with the blanks before it: those at the beginning and between columns are meant.
  for (const [piece, blanks = '', whole = ''] of text.matchAll(/( *)([^ ]+)/g)) {
    if (widthOf(line + piece) <= width) {
      line += piece;
      continue;
    }
    if (widthOf(whole) > width - hang && widthOf(line + blanks) < width) {
      // Too long for any line: it begins where there is room.
      line += blanks;
    } else {
      lines.push(line);
      line = ' '.repeat(hang);
    }
    let word = whole;
    while (widthOf(line + word) > width) {
      const room = width - widthOf(line);
      lines.push(line + word.slice(0, room));
      word = word.slice(room);
      line = ' '.repeat(hang);
    }
    line += word;
  }
  return [...lines, line];
}
