import { lookUp } from '../toolkit/values/index.js';

const BREAKS = /<br\s*\/?>|<\/(?:p|div|li|h[1-6])>/gi;
const ENTITIES: Record<string, string> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/**
 * The text of a task or note: HighLevel's editor, and its answers to the API, wrap it in HTML (`<p>…</p>`).
 * What has no tag of the editor's is text already.
 */
export function htmlToText(html: string): string {
  if (!/<\/?(?:p|br|div|ul|ol|li|b|i|u|a|em|strong|span|h[1-6])\b[^<>]*>/i.test(html)) return html;
  return html
    .replaceAll(BREAKS, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => lookUp(ENTITIES, entity) ?? entity)
    .trim();
}
