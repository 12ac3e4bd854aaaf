import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import type { ImportOptions } from '../../src/importing/import-plan.ts';
import { importPlan } from '../../src/importing/import-plan.ts';
import { readDocument } from '../../src/importing/read-document.ts';
import type { SourceDocument } from '../../src/importing/document.ts';
import { placeless, sheetRows, toDocx, toHtml } from './office-files.ts';

const FIXTURES = join(__dirname, 'fixtures');
const SAMPLE = join(__dirname, '..', '..', 'data', 'sample');
const texts = [FIXTURES, SAMPLE].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|csv)$/.test(name))
    .map((name) => [name, join(folder, name)] as const),
);

/** What a file without these in it cannot say. */
const OPTIONS: ImportOptions = { organisation: 'องค์การบริหารส่วนตำบลเขียวขจี', fiscalYear: 2567 };

/** A workbook as a library writes it: whole numbers as numbers, all else as text. */
const toXlsx = (document: SourceDocument): Promise<Buffer> =>
  writeXlsx(
    sheetRows(document).map((row) =>
      row.map((text) => {
        if (text === '') return null;
        return /^[1-9][0-9]{0,8}$/.test(text) ? { type: Number, value: Number(text) } : { type: String, value: text };
      }),
    ),
  ).toBuffer();

const toCsv = (document: SourceDocument): string =>
  sheetRows(document)
    .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');

/** What the code page of Thai Windows has of a text; question marks stand for the rest, as programs save it. */
const inThaiCodePage = (text: string): string => text.replace(/[^\t\n\r -~\u0e01-\u0e3a\u0e3f-\u0e5b]/gu, '?');

const toThaiCodePage = (text: string): Uint8Array =>
  Uint8Array.from(inThaiCodePage(text), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0xe00 + 0xa0;
  });

describe.each(texts)('%s in another format', (name, path) => {
  const bytes = readFileSync(path);
  const options = name === 'measures-semicolons.csv' ? OPTIONS : {};
  const expected = importPlan({ name, bytes }, options);
  const { document } = readDocument(bytes);
  const read = (file: Uint8Array) => placeless(importPlan({ name, bytes: file }, options));
  // What was repaired once is sound in the copy.
  const sound = placeless({ ...expected, findings: expected.findings.filter(({ code }) => code !== 'text-repaired') });

  it('says the same as a workbook', async () => expect(read(await toXlsx(document))).toEqual(sound));
  it('says the same as a Word file', () => expect(read(toDocx(document))).toEqual(sound));
  it('says the same as a web page', () => expect(read(toHtml(document))).toEqual(sound));
  it('says the same as separated values', () => expect(read(Buffer.from(toCsv(document)))).toEqual(sound));

  it('says the same in the Thai code page', () => {
    const csv = toCsv(document);
    expect(read(toThaiCodePage(csv))).toEqual(read(Buffer.from(inThaiCodePage(csv))));
  });
});
