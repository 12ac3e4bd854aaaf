import type { Block, DocumentContent } from '../content.ts';
import { styleSheet } from './write-html-style.ts';
import { tableHtml } from './write-html-table.ts';
import { escaped, lined } from './write-html-text.ts';

/**
 * The document as one web page that needs nothing else: no script, no font, no picture, and in print the same document.
 * @throws RangeError for a figure that is none, or a table whose cells do not fit together
 */
export function writeHtml(content: DocumentContent): string {
  const { title, author, draft, dataAsOf } = content;
  const hasTitle = content.blocks.some(({ kind }) => kind === 'title');
  return [
    '<!doctype html>',
    '<html lang="th">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<meta name="author" content="${escaped(author)}">`,
    `<meta name="dcterms.modified" content="${new Date(dataAsOf).toISOString()}">`,
    `<style>${styleSheet(content)}</style>`,
    '</head>',
    '<body>',
    ...(draft === undefined ? [] : [draftHtml(draft)]),
    '<main>',
    ...(hasTitle ? [] : [`<h1>${lined(title)}</h1>`]),
    ...blocksHtml(content),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The banner, and what stands across each printed page: drawn by the style sheet, so that it is not among the words. */
const draftHtml = (draft: string): string =>
  `<p class="draft" role="note">${lined(draft)}</p>\n<div class="mark" data-text="${escaped(draft)}" aria-hidden="true"></div>`;

/** The blocks; headings go down by one level at a time, and the page has one of the first. */
function blocksHtml(content: DocumentContent): string[] {
  let level = content.blocks.some(({ kind }) => kind === 'title') ? 0 : 1;
  let tables = 0;
  const heading = (wanted: number, html: string, attributes = ''): string => {
    level = Math.min(wanted, level + 1);
    return `<h${level}${attributes}>${html}</h${level}>`;
  };
  const blockHtml = (block: Block): string => {
    switch (block.kind) {
      case 'title':
        return heading(level === 0 ? 1 : 2, block.lines.map(lined).join('<br>'), ' class="title"');
      case 'heading':
        return heading(block.level + 1, lined(block.text));
      case 'paragraph': {
        const classes = [
          block.align ?? 'left',
          ...(block.isBold ? ['bold'] : []),
          ...(block.isIndented ? ['indented'] : []),
        ];
        return `<p class="${classes.join(' ')}">${lined(block.text)}</p>`;
      }
      case 'list':
        return `<ul role="list">${block.items.map((item) => `<li>${lined(item)}</li>`).join('')}</ul>`;
      case 'table':
        tables += 1;
        return tableHtml(block.table, tables, content.digits);
      case 'pageBreak':
        return '<div class="break"></div>';
    }
  };
  return content.blocks.map(blockHtml);
}
