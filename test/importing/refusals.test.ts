import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { AppError } from '../../src/errors.ts';
import { importPlan } from '../../src/importing/import-plan.ts';

const ROOT = join(__dirname, '..', '..');
const errors = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(join(ROOT, 'locales', locale, 'errors.json'), 'utf8')) as Record<string, string>;

/** The code of the refusal, or null when the file is read. */
const refusal = (content: string | Uint8Array): string | null => {
  try {
    importPlan({ name: 'file.txt', bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

const TABLE = 'ลำดับ\tโครงการ\tผู้รับผิดชอบ\n1\tโครงการปลูกป่า\tกองช่าง\n';
const OFFICE = 'องค์การบริหารส่วนตำบลนาทดลอง\n';

describe('a file that cannot be imported', () => {
  it.each([
    ['import-too-large', new Uint8Array(5 * 1024 * 1024 + 1)],
    ['import-broken-file', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
    ['import-old-office', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['import-other-format', '%PDF-1.7'],
    ['import-no-table', '<!DOCTYPE html><table><tr><td>x</td></tr></table>'],
    ['import-not-text', new Uint8Array([1, 0, 2, 0])],
    ['import-no-table', ''],
    ['import-no-table', `${OFFICE}ปีงบประมาณ 2570\n`],
    ['import-no-organisation', `ปีงบประมาณ 2570\n\n${TABLE}`],
    ['import-no-year', `${OFFICE}\n${TABLE}`],
  ])('is refused with %s, for which both languages have a sentence', (code, content) => {
    expect(refusal(content)).toBe(code);
    expect(errors('th')[code]).toBeDefined();
    expect(errors('en')[code]).toBeDefined();
  });

  it('is one that lacks something: the same file with year and name is read', () => {
    expect(refusal(`${OFFICE}ปีงบประมาณ 2570\n\n${TABLE}`)).toBeNull();
  });

  it('may be in the Thai code page of older spreadsheets', () => {
    const thai = Array.from(`${OFFICE}ปีงบประมาณ 2570\n\n${TABLE}`).map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code >= 0xe00 ? code - 0xe00 + 0xa0 : code;
    });
    expect(refusal(Uint8Array.from(thai))).toBeNull();
  });
});

describe('odd input', () => {
  const samples = [
    'plan-sections.txt',
    'report-continued.txt',
    'plan-other-columns.csv',
    'measures-and-scores.txt',
  ].map((name) => readFileSync(join(__dirname, 'fixtures', name), 'utf8'));

  it('throws nothing but a refusal, whatever is cut out of a file or put into it', () => {
    const piece = fc.constantFrom(
      '\t',
      '\n',
      '"',
      '<p>',
      '<input checked>',
      '|',
      ',',
      'รวม',
      '(ต่อ)',
      '๙๙',
      'มิติที่ 3',
      '\u0e4d',
      'ต.ค.',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(3000), fc.nat(60), piece), { maxLength: 8 }),
        (text, edits) => {
          const edited = edits.reduce(
            (before, [at, length, inserted]) => before.slice(0, at) + inserted + before.slice(at + length),
            text,
          );
          refusal(edited);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('throws nothing but a refusal on bytes of any kind', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void refusal(bytes)));
  });

  it.each([
    ['tabs', '\t'],
    ['commas', 'a,'],
    ['open tags', '<p '],
    ['one-word rows', 'ก\tข\n'],
    ['quotations', '\t"ก\nข"'],
    ['months', 'ต.ค. ๒๕๖๙ '],
    ['organisations', 'องค์การบริหารส่วนตำบลกขค '],
  ])('is read in bounded time: 200 kB of %s', (_what, piece) => {
    const start = performance.now();
    refusal(OFFICE + TABLE + piece.repeat(Math.floor(200_000 / new TextEncoder().encode(piece).length)));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
