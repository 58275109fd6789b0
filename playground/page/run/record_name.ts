import type { Row } from '../../api.js';

/** The parts of a record that a person knows it by. */
const NAMES = ['name', 'title', 'email', 'phone', 'content', 'id'];
const LONGEST = 80;

/** A record in a few words. */
export function nameOf(row: Row): string {
  const parts = NAMES.map((key) => row[key]).filter(
    (part) => (typeof part === 'string' && part !== '') || typeof part === 'number',
  );
  const words = [...new Set(parts.map(String))].slice(0, 3).join(' · ');
  return (words || JSON.stringify(row)).slice(0, LONGEST);
}
