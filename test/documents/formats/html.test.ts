import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import type { Block, DocumentContent } from '../../../src/documents/content.ts';
import { cleanText } from '../../../src/documents/formats/clean-text.ts';
import { writeHtml } from '../../../src/documents/formats/write-html.ts';
import { contentOf, HOSTILE_TEXTS, MERGED_TABLE, plainTable, row, textCell } from './contents.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** Every element of a page in order, with all the text inside it; line breaks are line ends. */
function read(html: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' };
      elements.push(element);
      open.push(element);
      if (name === 'br') for (const one of open) one.text += '\n';
    },
    ontext(text) {
      for (const one of open) one.text += text;
    },
    onclosetag() {
      open.pop();
    },
  });
  parser.end(html);
  return elements;
}

const written = (blocks: readonly Block[], changes: Partial<DocumentContent> = {}): Element[] =>
  read(writeHtml(contentOf(blocks, changes)));
const all = (elements: readonly Element[], name: string) => elements.filter((element) => element.name === name);
const texts = (elements: readonly Element[], name: string) => all(elements, name).map(({ text }) => text);

const TABLE: Block = { kind: 'table', table: MERGED_TABLE };

describe('a document as a web page', () => {
  test('every text and every figure of it stands on the page', () => {
    const elements = written([
      { kind: 'title', lines: ['รายงานผล', 'อบต.บ้านตัวอย่าง'] },
      { kind: 'heading', level: 1, text: '๑. บทนำ' },
      { kind: 'paragraph', text: 'น้ำใจ กำปั้น', align: 'right', isBold: true, isIndented: true },
      { kind: 'list', items: ['๑. ข้อแรก', '๒. ข้อที่สอง'] },
      { kind: 'pageBreak' },
      TABLE,
    ]);
    expect(texts(elements, 'h1')).toEqual(['รายงานผล\nอบต.บ้านตัวอย่าง']);
    expect(texts(elements, 'li')).toEqual(['๑. ข้อแรก', '๒. ข้อที่สอง']);
    expect(all(elements, 'p').find(({ text }) => text === 'น้ำใจ กำปั้น')?.attributes).toEqual({
      class: 'right bold indented',
    });
    expect(texts(elements, 'th')).toEqual(MERGED_TABLE.headings.flat().map(({ text }) => text));
    const rows = [
      ['๑', 'มาตรการเปิดเผยข้อมูลการจัดซื้อจัดจ้าง(ทุกไตรมาส)', 'ประกาศแผนการจัดซื้อจัดจ้างบนเว็บไซต์ครบถ้วน'],
      ['☑', '☐', '๑,๒๓๔,๕๖๗.๕๐', '๖๒.๕๐'],
      ['๒', 'รายงานผลรอบไตรมาสที่ ๒ แล้วผู้บริหารรับทราบ', '☐', '☑', '-๒,๕๐๐.๐๐', '๐.๐๐'],
      ['', 'รวม', '-', '', '', '๑,๒๓๒,๐๖๗.๕๐', '๓๓.๓๔'],
    ];
    expect(texts(elements, 'td')).toEqual(rows.flat());
  });

  test('it is in Thai, has its title, and needs nothing from elsewhere', () => {
    const html = writeHtml(contentOf([{ kind: 'title', lines: ['ก'] }, TABLE]));
    const elements = read(html);
    expect(all(elements, 'html')[0]?.attributes).toEqual({ lang: 'th' });
    expect(texts(elements, 'title')).toEqual([contentOf([]).title]);
    for (const name of ['script', 'link', 'img', 'iframe', 'a']) expect(all(elements, name)).toEqual([]);
    expect(html).not.toMatch(/https?:|url\(|@import/u);
  });

  test('one heading of the first level, and none is skipped on the way down', () => {
    const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text });
    const headings = (blocks: readonly Block[]) =>
      written(blocks).flatMap(({ name }) => (/^h\d$/u.test(name) ? [name] : []));
    expect(headings([heading(2, 'ก'), heading(1, 'ข'), heading(2, 'ค')])).toEqual(['h1', 'h2', 'h2', 'h3']);
    expect(headings([{ kind: 'title', lines: ['ก'] }, heading(1, 'ข'), { kind: 'title', lines: ['ค'] }])).toEqual([
      'h1',
      'h2',
      'h2',
    ]);
  });

  test('a table scrolls in a region of its own, named by its caption, its headings naming columns', () => {
    const elements = written([TABLE, plainTable(['ก', 'ข'], [row('1', '2')], 'ไม่มีคำบรรยาย')]);
    const captions = all(elements, 'caption');
    expect(captions.map(({ text }) => text)).toEqual([MERGED_TABLE.caption, 'ไม่มีคำบรรยาย']);
    expect(all(elements, 'div').map(({ attributes }) => attributes)).toEqual(
      captions.map(({ attributes }) => ({
        class: 'region',
        role: 'region',
        'aria-labelledby': attributes['id'],
        tabindex: '0',
      })),
    );
    const [first, , , grouped] = all(elements, 'th').map(({ attributes }) => attributes);
    expect(first).toEqual({ scope: 'col', rowspan: '2' });
    expect(grouped).toEqual({ scope: 'colgroup', colspan: '2' });
    expect(all(elements, 'td')[1]?.attributes).toEqual({ class: 'left', rowspan: '2' });
  });

  test('figures and page numbers are in the digits that are wanted', () => {
    const html = writeHtml(contentOf([TABLE], { digits: 'arabic', orientation: 'portrait' }));
    expect(html).toContain('1,234,567.50');
    expect(html).toContain('size: A4 portrait');
    expect(html).toContain('counter(page)');
    expect(writeHtml(contentOf([TABLE]))).toContain('counter(page, thai)');
  });

  test('a draft says so on the screen and on every printed page', () => {
    const html = writeHtml(contentOf([], { draft: 'ฉบับร่าง "ครั้งที่ ๒"</style>' }));
    const elements = read(html);
    expect(all(elements, 'p').map(({ text, attributes }) => [text, attributes['class']])).toEqual([
      ['ฉบับร่าง "ครั้งที่ ๒"</style>', 'draft'],
    ]);
    expect(all(elements, 'style')[0]?.text).toContain('content: "ฉบับร่าง \\22 ครั้งที่ ๒\\22 \\3c \\2f style\\3e " "\\a "');
    expect(read(writeHtml(contentOf([]))).some(({ attributes }) => attributes['class'] === 'draft')).toBe(false);
  });

  test.each(HOSTILE_TEXTS.map((text, at) => [at, text] as const))('hostile text %i stays a text', (_, text) => {
    const blocks: Block[] = [
      { kind: 'title', lines: [text] },
      { kind: 'paragraph', text },
      { kind: 'list', items: [text] },
      plainTable([text], [row(text)], text),
    ];
    const elements = written(blocks, { title: text, author: text, draft: text });
    const plain = written(
      [
        { kind: 'title', lines: ['ก'] },
        { kind: 'paragraph', text: 'ก' },
        { kind: 'list', items: ['ก'] },
        plainTable(['ก'], [row('ก')]),
      ],
      { draft: 'ก' },
    );
    const names = (found: readonly Element[]) => found.flatMap(({ name }) => (name === 'br' ? [] : [name]));
    expect(names(elements)).toEqual(names(plain));
    for (const name of ['title', 'h1', 'li', 'th', 'td', 'caption'])
      expect(texts(elements, name)).toEqual([cleanText(text)]);
  });

  test('any text comes back as it was, and equal contents give equal pages', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
        fc.integer(),
        (lines, number) => {
          const content = contentOf([plainTable(['ก', 'ข'], [row(textCell(...lines), { number, as: 'whole' })])], {
            digits: 'arabic',
          });
          const html = writeHtml(content);
          expect(texts(read(html), 'td')).toEqual([lines.map(cleanText).join(''), number.toLocaleString('en-US')]);
          expect(writeHtml(content)).toBe(html);
        },
      ),
    );
  });
});
