import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { AppError } from '../../src/errors.ts';
import { importPlan } from '../../src/importing/import-plan.ts';
import { readDocument } from '../../src/importing/read-document.ts';
import { docxOf, relations, sheetRows, toDocx, toHtml, wordParagraph, xlsxOf, zipOf } from './office-files.ts';

const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name));
const errors = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'locales', locale, 'errors.json'), 'utf8')) as Record<
    string,
    string
  >;
const SENTENCES = [errors('th'), errors('en')];

/** Milliseconds that this process has worked, however busy the machine is with others. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** The code of the refusal, `read` when the file is read. */
function outcome(bytes: Uint8Array): string {
  try {
    importPlan({ name: 'file', bytes });
    return 'read';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    for (const sentences of SENTENCES) expect(sentences[error.code]).toBeDefined();
    return error.code;
  }
}

const { document } = readDocument(fixture('plan-sections.txt'));
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const toXlsx = () =>
  xlsxOf({
    แผน: `<sheetData>${sheetRows(document)
      .map(
        (row, index) =>
          `<row r="${index + 1}">${row.map((text) => `<c t="inlineStr"><is><t>${escape(text)}</t></is></c>`).join('')}</row>`,
      )
      .join('')}</sheetData>`,
  });
const SOUND = {
  docx: toDocx(document),
  xlsx: toXlsx(),
  html: toHtml(document),
  library: fixture('report-merged.docx'),
};

/** Overwrites a number in every entry of a zip file's directory, so that it lies. */
function lying(bytes: Uint8Array, field: 'size' | 'packedSize' | 'offset', value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  const at = { packedSize: 20, size: 24, offset: 42 }[field];
  for (let index = 0; index < copy.length - 46; index += 1) {
    if (view.getUint32(index, true) === 0x02014b50) view.setUint32(index + at, value, true);
  }
  return copy;
}

const MEGABYTE = 1024 * 1024;
const zeros = (megabytes: number) => new Uint8Array(megabytes * MEGABYTE);
const sheetOf = (rows: string) => xlsxOf({ a: `<sheetData>${rows}</sheetData>` });
const inline = (text: string, address = '') =>
  `<c${address === '' ? '' : ` r="${address}"`} t="inlineStr"><is><t>${text}</t></is></c>`;
/** What hardly packs, so that it is the reader who must stop. */
const numbers = (count: number, write: (number: string) => string): string =>
  Array.from({ length: count }, (_, index) => write(String(Math.imul(index, 0x9e3779b1) >>> 0))).join('');
const ENTITIES = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index} "${'&a;'.repeat(10)}">`).join('')}]>`;

describe('a hostile file', () => {
  it.each<[string, string, () => Uint8Array]>([
    ['a bomb of zeros', 'import-unpacks-too-large', () => docxOf('', { 'word/media.bin': strFromU8(zeros(60)) })],
    [
      'a bomb below the limit of size',
      'import-unpacks-too-large',
      () => docxOf('', { 'word/media.bin': strFromU8(zeros(20)) }),
    ],
    [
      'a bomb that lies about its size',
      'import-broken-file',
      () => lying(docxOf(' '.repeat(20 * MEGABYTE)), 'size', 1_000),
    ],
    ['parts that end behind the file', 'import-broken-file', () => lying(SOUND.docx, 'packedSize', 0x7fffffff)],
    ['parts that begin behind the file', 'import-broken-file', () => lying(SOUND.docx, 'offset', 0x7fffffff)],
    [
      'more parts than any document',
      'import-unpacks-too-large',
      () => zipOf(Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`p${index}`, '']))),
    ],
    ['half a zip file', 'import-broken-file', () => SOUND.xlsx.subarray(0, SOUND.xlsx.length / 2)],
    [
      'a reference that leads nowhere',
      'import-broken-file',
      () => zipOf({ '_rels/.rels': relations({ officeDocument: 'http://[' }) }),
    ],
    ['a document of LibreOffice', 'import-other-format', () => zipOf({ mimetype: '', 'content.xml': '' })],
    [
      'many lines that are no table',
      'import-no-table',
      () => sheetOf(numbers(60_000, (number) => `<row>${inline(number)}</row>`)),
    ],
    ['many paragraphs', 'import-no-table', () => docxOf(numbers(100_000, (number) => wordParagraph(number)))],
    ['a zip file of a plan', 'import-other-format', () => zipOf({ 'plan.docx': SOUND.docx })],
    ['an empty zip file', 'import-other-format', () => zipOf({ 'a.txt': '' })],
    [
      'a document without its main part',
      'import-broken-file',
      () => zipOf({ '_rels/.rels': strFromU8(unzipSync(SOUND.docx)['_rels/.rels'] ?? zeros(0)) }),
    ],
    [
      'entities within entities',
      'import-unsafe-xml',
      () => docxOf('', { 'word/styles.xml': `${ENTITIES}<styles>&a19;</styles>` }),
    ],
    ['tags nested without end', 'import-broken-file', () => docxOf('<w:tbl>'.repeat(200_000))],
    ['tags that do not match', 'import-broken-file', () => docxOf('<w:p><w:r>x</w:p>')],
    [
      'a tag of attributes without end',
      'import-broken-file',
      () => docxOf(`<w:p ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`),
    ],
    ['HTML nested without end', 'import-broken-file', () => strToU8(`<html>${'<div>'.repeat(500_000)}`)],
    [
      'cells without end',
      'import-too-much-content',
      () => sheetOf(numbers(210_000, (number) => `<row><c><v>${number}</v></c></row>`)),
    ],
    [
      'a far cell in every row',
      'import-too-much-content',
      () => sheetOf(Array.from({ length: 10_000 }, (_, row) => `<row>${inline('x', `GR${row + 1}`)}</row>`).join('')),
    ],
    [
      'a long text in every cell',
      'import-too-much-content',
      () =>
        xlsxOf(
          { a: `<sheetData>${'<row><c t="s"><v>0</v></c></row>'.repeat(5_000)}</sheetData>` },
          { 'xl/sharedStrings.xml': `<sst><si><t>${'ยาว '.repeat(100_000)}</t></si></sst>` },
        ),
    ],
    [
      'merged cells over each other',
      'import-broken-file',
      () =>
        xlsxOf({
          a: `<sheetData><row r="100000">${inline('x', 'A100000')}</row></sheetData>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(100)}`,
        }),
    ],
    ['a row that no sheet has', 'import-broken-file', () => sheetOf(`<row r="99999999999">${inline('x')}</row>`)],
    [
      'spans without end',
      'import-too-much-content',
      () => strToU8(`<html><table>${'<tr><td colspan=99999 rowspan=99999>x'.repeat(20_000)}`),
    ],
    ['tables without end', 'import-too-much-content', () => strToU8(`<html>${'<table></table>'.repeat(300_000)}`)],
    ['one paragraph without end', 'import-too-much-content', () => docxOf(wordParagraph(numbers(300_000, String)))],
  ])('is refused: %s', (_what, code, make) => {
    const bytes = make();
    const start = cpuTime();
    expect(outcome(bytes)).toBe(code);
    expect(cpuTime() - start).toBeLessThan(5_000);
  });

  it('reaches for nothing outside itself', () => {
    const parts = unzipSync(SOUND.docx);
    const rels = `<Relationships><Relationship Id="a" Type="x/styles" Target="http://evil.invalid/s.xml" TargetMode="External"/>
      <Relationship Id="b" Type="x/numbering" Target="../../../etc/passwd" TargetMode="External"/></Relationships>`;
    expect(outcome(zipOf({ ...parts, 'word/_rels/document.xml.rels': rels }))).toBe('read');
  });
});

/** Whole numbers below a limit, the same at every run. */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
}

const PIECES = [
  '<',
  '>',
  '&',
  '"',
  '</w:tc>',
  '<w:tc>',
  '<w:tbl>',
  '</w:tr>',
  '<w:vMerge/>',
  '<w:gridSpan w:val="99999999"/>',
  '<w:gridSpan w:val="-1"/>',
  '<row r="1048576">',
  '<row r="-5">',
  '<c r="XFD1">',
  '<c t="s"><v>-1</v></c>',
  '<c t="s"><v>1e99</v></c>',
  '<v>1e308</v>',
  '<v>NaN</v>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<mergeCell ref="::"/>',
  '<td colspan=1000 rowspan=65534>',
  '<table>',
  '</table>',
  '<ol start=-9>',
  '<li>',
  '&#0;',
  '&#xD800;',
  '&bogus;',
  '_x0000_',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<?x',
  '\u0000',
  '\ufffe',
  '๙๙',
  'มิติที่ 3',
  'ต.ค.',
  '<w:del>',
];

/** A file with some bytes changed, or one of its parts cut, doubled or with something put in and packed soundly again. */
function mutate(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  if (random(3) === 0) return mutateBytes(bytes, random);
  if (bytes[0] !== 0x50) return strToU8(mutateText(strFromU8(bytes), random));
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = names[random(names.length)] ?? '';
  if (random(8) === 0) delete parts[name];
  else parts[name] = strToU8(mutateText(strFromU8(parts[name] ?? zeros(0)), random));
  return zipOf(parts);
}

function mutateBytes(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let edits = random(8); edits >= 0; edits -= 1) copy[random(copy.length)] = random(256);
  return random(4) === 0 ? copy.subarray(0, random(copy.length)) : copy;
}

function mutateText(text: string, random: (limit: number) => number): string {
  let mutated = text;
  for (let edits = random(6); edits >= 0; edits -= 1) {
    const [at, other] = [random(mutated.length), random(mutated.length)];
    const piece = random(2) === 0 ? (PIECES[random(PIECES.length)] ?? '') : mutated.slice(at, at + random(2_000));
    mutated =
      mutated.slice(0, at) + piece.repeat(1 + random(3) * random(50)) + mutated.slice(random(2) === 0 ? at : other);
  }
  return mutated;
}

describe('mutated files', () => {
  // HOSTILE_FILES=2000 tries more of them.
  const count = Number(process.env.HOSTILE_FILES ?? 100);

  it(`are read or refused, ${count} of them, in bounded time and memory`, () => {
    const random = randomBelow(2_570);
    const sound = Object.values(SOUND);
    const outcomes: Record<string, number> = {};
    let [slowest, largest, spent] = [0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      const bytes = mutate(sound[index % sound.length] ?? zeros(0), random);
      const start = cpuTime();
      const found = outcome(bytes);
      const took = cpuTime() - start;
      [slowest, spent] = [Math.max(slowest, took), spent + took];
      largest = Math.max(largest, process.memoryUsage().rss);
      outcomes[found] = (outcomes[found] ?? 0) + 1;
    }
    expect(slowest).toBeLessThan(5_000);
    expect(largest).toBeLessThan(1_500 * MEGABYTE);
    expect(outcomes['read']).toBeGreaterThan(0);
    expect(outcomes['import-broken-file']).toBeGreaterThan(0);
    if (process.env.HOSTILE_FILES !== undefined) {
      process.stdout.write(
        `${JSON.stringify({ outcomes, slowest: Math.round(slowest), spent: Math.round(spent), rssMegabytes: Math.round(largest / MEGABYTE) })}\n`,
      );
    }
  }, 300_000);
});
