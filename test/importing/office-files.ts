import { strToU8, zipSync } from 'fflate';
import type { Block, SourceDocument } from '../../src/importing/document.ts';
import type { ImportedPlan } from '../../src/importing/import-plan.ts';

/** Makes the files of other formats out of a document, part by part, as their standards write them. */

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A zip file of the parts given. */
export const zipOf = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { level: 1 },
  );

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The part that tells where others are; targets by kind. */
export const relations = (targets: Record<string, string>): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(targets)
    .map(
      ([kind, target]) =>
        `<Relationship Id="r${target}" Type="${RELATION}/${kind.replace(/\d+$/, '')}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** A Word file with the XML given between the tags of its body. */
export const docxOf = (body: string, parts: Record<string, string> = {}): Uint8Array =>
  zipOf({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations({ officeDocument: 'word/document.xml' }),
    'word/_rels/document.xml.rels': relations(
      Object.fromEntries(Object.keys(parts).map((name) => [name.replace(/^word\/|\.xml$/g, ''), name.slice(5)])),
    ),
    'word/document.xml': `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...parts,
  });

/** A paragraph of Word; a line break in it is a break of its own. */
export const wordParagraph = (text: string, properties = ''): string =>
  `<w:p>${properties}<w:r><w:t xml:space="preserve">${escape(text).replaceAll('\n', '</w:t><w:br/><w:t>')}</w:t></w:r></w:p>`;

/** A cell of Word with a paragraph for each line. */
export const wordCell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text
    .split('\n')
    .map((line) => wordParagraph(line))
    .join('')}</w:tc>`;

/** A document as a Word file. */
export const toDocx = ({ blocks }: SourceDocument): Uint8Array =>
  docxOf(
    spaced(blocks, '<w:p/>', (block) =>
      block.kind === 'paragraph'
        ? wordParagraph(block.text)
        : `<w:tbl>${block.rows
            .map(({ cells }) => `<w:tr>${cells.map((cell) => wordCell(cell)).join('')}</w:tr>`)
            .join('')}</w:tbl>`,
    ),
  );

/** A document as a web page. */
export const toHtml = ({ blocks }: SourceDocument): Uint8Array =>
  strToU8(
    `<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8"><title>แผน</title></head>\n<body>${spaced(
      blocks,
      '<p>&nbsp;</p>',
      (block) =>
        block.kind === 'paragraph'
          ? `<p>${escape(block.text)}</p>`
          : `<table>${block.rows
              .map(
                ({ cells }) =>
                  `<tr>${cells.map((cell) => `<td>${escape(cell).replaceAll('\n', '<br>')}</td>`).join('\n')}`,
              )
              .join('\n')}</table>`,
    )}</body></html>`,
  );

/** The rows of a sheet that shows a document; an empty one between blocks that an empty line parts. */
export function sheetRows({ blocks }: SourceDocument): string[][] {
  const rows: string[][] = [];
  let last: Block | undefined;
  for (const block of blocks) {
    if (last !== undefined && isApart(last, block)) rows.push([]);
    if (block.kind === 'paragraph') rows.push([block.text]);
    else rows.push(...block.rows.map(({ cells }) => cells));
    last = block;
  }
  return rows;
}

function spaced(blocks: readonly Block[], gap: string, write: (block: Block) => string): string {
  return blocks
    .map((block, index) => {
      const before = blocks[index - 1];
      return (before !== undefined && isApart(before, block) ? gap : '') + write(block);
    })
    .join('\n');
}

const isApart = (before: Block, block: Block): boolean =>
  before.kind === 'table' || block.kind === 'table' || block.line > before.line + 1;

/** A workbook with the XML of its sheets by name, with texts in place. */
export const xlsxOf = (
  sheets: Record<string, string>,
  parts: Record<string, string> = {},
  workbook = '',
): Uint8Array => {
  const names = Object.keys(sheets);
  return zipOf({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations({ officeDocument: 'xl/workbook.xml' }),
    'xl/_rels/workbook.xml.rels': relations({
      ...Object.fromEntries(names.map((_, index) => [`worksheet${index}`, `worksheets/sheet${index}.xml`])),
      ...Object.fromEntries(Object.keys(parts).map((name) => [name.replace(/^xl\/|\.xml$/g, ''), name.slice(3)])),
    }),
    'xl/workbook.xml': `${XML}<workbook>${workbook}<sheets>${names
      .map((name, index) => {
        const [shown = name, state] = name.split('!');
        return `<sheet name="${escape(shown)}" ${state === undefined ? '' : `state="${state}"`} r:id="rworksheets/sheet${index}.xml"/>`;
      })
      .join('')}</sheets></workbook>`,
    ...Object.fromEntries(
      names.map((name, index) => [`xl/worksheets/sheet${index}.xml`, `${XML}<worksheet>${sheets[name]}</worksheet>`]),
    ),
    ...parts,
  });
};

/** A plan without the places of its file, which every format tells in its own way. */
export const placeless = ({ measures, findings, ...plan }: ImportedPlan) => ({
  ...plan,
  measures: measures.map(({ sourceLine: _line, ...measure }) => measure),
  findings: findings.map(
    ({ where, params: { line: _line, lines: _lines, places: _places, ...params } = {}, ...finding }) => ({
      ...finding,
      where: /^(?:line|sheet|table|paragraph) /.test(where) ? 'a place of the file' : where,
      params,
    }),
  ),
});
