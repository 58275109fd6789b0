import DOMPurify from 'dompurify';
import { marked } from 'marked';

/** Links of an app open beside the playground and learn nothing of it. */
DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noreferrer');
});

interface MarkdownProps {
  text: string;
  id?: string;
  class?: string;
}

/** Help as the editor shows it: Markdown, without anything that runs or loads. */
export function Markdown({ text, id, class: name = 'help' }: MarkdownProps) {
  const html = DOMPurify.sanitize(marked.parse(text, { async: false, breaks: true }), {
    ALLOWED_TAGS: [
      'p',
      'a',
      'em',
      'strong',
      'code',
      'pre',
      'ul',
      'ol',
      'li',
      'br',
      'blockquote',
      'h1',
      'h2',
      'h3',
    ],
    ALLOWED_ATTR: ['href'],
  });
  return <div id={id} class={name} dangerouslySetInnerHTML={{ __html: html }} />;
}
