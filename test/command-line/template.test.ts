import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { runCommand } from '../../src/command-line/run-command.ts';
import { AppError } from '../../src/errors.ts';
import { folders } from '../../src/folders.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { importPlan } from '../../src/importing/import-plan.ts';
import type { ImportedPlan } from '../../src/importing/import-plan.ts';
import { matchHeading } from '../../src/importing/match-heading.ts';
import { LISTS, TEMPLATE_COLUMNS } from '../../src/importing/template/columns.ts';
import type { Say } from '../../src/importing/template/columns.ts';
import { readLocales } from '../../src/locale-files.ts';
import { PLAN_KINDS } from '../../src/reporting/model.ts';
import type { PlanKind } from '../../src/reporting/model.ts';

const OFFICE = 'องค์การบริหารส่วนตำบลบ้านตัวอย่าง';
const PLAN = 'xl/worksheets/sheet1.xml';
const EXAMPLE = 'xl/worksheets/sheet2.xml';
const NOW = Date.UTC(2026, 9, 1);
const { th } = makeSpeakers(readLocales(folders.locales));
const say: Say = (key, params = {}) => th.say({ key, params });

/** The workbook with other XML in one of its parts. */
function edited(workbook: Uint8Array, part: string, edit: (xml: string) => string): Uint8Array {
  const parts = unzipSync(workbook);
  return zipSync({ ...parts, [part]: strToU8(edit(strFromU8(parts[part] ?? new Uint8Array()))) });
}

/** The workbook with values typed into cells of its plan. */
const filledIn = (workbook: Uint8Array, cells: Record<string, string | number>): Uint8Array =>
  edited(workbook, PLAN, (xml) =>
    Object.entries(cells).reduce((before, [address, value]) => {
      const cell = new RegExp(`<c r="${address}"( s="\\d+")?[^>]*(?:/>|>.*?</c>)`);
      expect(before).toMatch(cell);
      const typed = typeof value === 'number' ? `><v>${value}</v>` : ` t="inlineStr"><is><t>${value}</t></is>`;
      return before.replace(cell, `<c r="${address}"$1${typed}</c>`);
    }, xml),
  );

const imported = (bytes: Uint8Array): ImportedPlan => importPlan({ name: 'plan.xlsx', bytes });
const codesOf = ({ findings }: ImportedPlan): string[] => findings.map(({ code }) => code);
const refusal = (bytes: Uint8Array): unknown => {
  try {
    return imported(bytes);
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};

describe('the template of a plan', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nong-sujarit-template-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = async (...argv: string[]) => {
    const said = { out: '', err: '' };
    const output = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
    const code = await runCommand(argv, { DATA_DIR: folder }, output, { now: () => NOW });
    return { code, ...said };
  };
  const template = async (kind: PlanKind, ...argv: string[]) => {
    const file = join(folder, `${kind}.xlsx`);
    const named = ['--organisation', OFFICE, '--year', '2570'];
    const { code, err } = await run(
      'template',
      '--kind',
      kind,
      '--out',
      file,
      '--force',
      ...(argv[0] === undefined ? named : argv),
    );
    expect([code, err]).toEqual([0, '']);
    return new Uint8Array(await readFile(file));
  };

  it.each(PLAN_KINDS)('has headings that the import knows: %s', (kind) => {
    for (const { field } of TEMPLATE_COLUMNS[kind]) {
      expect(matchHeading(say(`template.heading.${field}`))).toEqual({ field });
    }
  });

  it.each(PLAN_KINDS)('is refused while nothing is filled in: %s', async (kind) => {
    expect(refusal(await template(kind))).toBe('import-no-table');
  });

  it('gives the action plan that was filled in, and no finding of its own', async () => {
    const row = { A5: 1, B5: 'โครงการปลูกต้นกล้าสุจริต', C5: 'มิติที่ 2', D5: 30000, E5: 'ใช่', F5: 30000, G5: 12500.5 };
    const report = {
      H5: 'กองช่าง, กองคลัง',
      I5: 'ต.ค. 2569 - ก.ย. 2570',
      J5: 'ดำเนินการแล้วเสร็จ',
      L5: 'ปลูกแล้ว',
      N5: 'ภาพถ่าย',
    };
    const other = { A6: 2, B6: 'กิจกรรมอ่านแผนหน้าเสาธง', C6: 'มิติที่ 4', D6: 0, E6: 'ไม่ใช่', H6: 'ทุกส่วนราชการ' };
    const stopped = { I6: 'ม.ค. 2570', J6: 'ไม่สามารถดำเนินการได้', K6: 'บุคลากรไม่เพียงพอ', M6: 'ไม่มีครู', O6: 'ทำปีหน้า' };
    const plan = imported(filledIn(await template('action-plan'), { ...row, ...report, ...other, ...stopped }));
    expect(plan).toMatchObject({ organisation: OFFICE, fiscalYear: 2570, kind: 'action-plan', findings: [] });
    expect(plan.measures).toMatchObject([
      {
        number: 1,
        title: 'โครงการปลูกต้นกล้าสุจริต',
        dimension: 2,
        plannedBudget: 30000,
        inOrdinance: true,
        ordinanceBudget: 30000,
        disbursed: 12500.5,
        responsibleUnits: ['กองช่าง', 'กองคลัง'],
        period: { from: '2026-10-01', to: '2027-09-30' },
        status: 'completed',
        result: 'ปลูกแล้ว',
        evidence: 'ภาพถ่าย',
      },
      {
        number: 2,
        dimension: 4,
        plannedBudget: 0,
        inOrdinance: false,
        allUnits: true,
        status: 'cannotProceed',
        reason: 'insufficientStaff',
        obstacle: 'ไม่มีครู',
        remark: 'ทำปีหน้า',
      },
    ]);
  });

  it('gives the measures that were filled in, further steps in the rows below', async () => {
    const first = { A5: 1, B5: 'มาตรการถามก่อนซื้อ', C5: 'ติดป้าย', D5: 'กองคลัง', E5: 'ต.ค. 2569 - มี.ค. 2570' };
    const second = { C6: 'ตั้งโต๊ะ', D6: 'สำนักปลัด', E6: 'เม.ย. 2570 - ก.ย. 2570' };
    const plan = imported(filledIn(await template('measures'), { ...first, ...second }));
    expect(plan).toMatchObject({ organisation: OFFICE, fiscalYear: 2570, kind: 'measures' });
    // Said of any plan that is not reported yet.
    expect(codesOf(plan)).toEqual(['status-not-stated']);
    expect(plan.measures.map(({ title, steps }) => [title, steps?.map(({ method }) => method)])).toEqual([
      ['มาตรการถามก่อนซื้อ', ['ติดป้าย', 'ตั้งโต๊ะ']],
    ]);
  });

  it.each(PLAN_KINDS)('shows an example that could be a plan itself: %s', async (kind) => {
    const parts = unzipSync(await template(kind));
    const example = parts[EXAMPLE] ?? new Uint8Array();
    const shown = (xml: string) => xml.replaceAll('(ไม่นำเข้า)', `${OFFICE} ปีงบประมาณ 2570`);
    const workbook = zipSync({ ...parts, [PLAN]: example, [EXAMPLE]: parts[PLAN] ?? example });
    const plan = imported(edited(workbook, 'xl/sharedStrings.xml', shown));
    expect([plan.kind, plan.measures.length]).toEqual([kind, kind === 'measures' ? 2 : 3]);
    expect(codesOf(plan)).toEqual([]);
  });

  it('takes year and name of whoever gives none from the date and from the cell typed over', async () => {
    const empty = await template('measures', '--kind', 'measures');
    const filled = filledIn(empty, { A5: 1, B5: 'มาตรการถามก่อนซื้อ', D5: 'กองคลัง' });
    expect(refusal(filled)).toBe('import-no-organisation');
    expect(imported(filledIn(filled, { A2: 'อบต.บ้านตัวอย่าง' }))).toMatchObject({
      organisation: OFFICE,
      fiscalYear: 2570,
    });
  });

  it.each(PLAN_KINDS)('offers what the import understands, in lists that stand in cells: %s', async (kind) => {
    const parts = unzipSync(await template(kind));
    const xml = strFromU8(parts[PLAN] ?? new Uint8Array());
    const lists = TEMPLATE_COLUMNS[kind].flatMap(({ list }) => list ?? []);
    expect([...xml.matchAll(/<formula1>([^<]*)</g)].map(([, list]) => list)).toEqual(
      lists.map((name, at) => {
        const column = 'BCDEF'[at];
        return `'วิธีกรอก'!$${column}$4:$${column}$${3 + LISTS[name].values(say).length}`;
      }),
    );
    expect([...xml.matchAll(/ error="([^"]*)"/g)].every(([, refused = '']) => refused.length <= 255)).toBe(true);
    expect(xml).toContain('state="frozen"');
    expect(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array())).toContain(
      '<name val="TH SarabunPSK"/><sz val="16"/>',
    );
  });

  it('does not write over a file unless told to, and names what is wrong with the words', async () => {
    const file = join(folder, 'mine.xlsx');
    await writeFile(file, 'mine');
    expect(await run('template', '--out', file)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('mine.xlsx'),
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await run('template', '--out', join(folder, 'none', 'a.xlsx'))).code).toBe(1);
    expect(await run('template')).toMatchObject({ code: 2, err: expect.stringContaining('--out') });
    expect((await run('template', '--out', join(folder, 'a.xls'))).code).toBe(2);
    expect((await run('template', 'a.xlsx', '--out', join(folder, 'b.xlsx'))).code).toBe(2);
  });
});
