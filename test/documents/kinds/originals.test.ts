import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSnapshot } from '../../../src/documents/check-snapshot.ts';
import { makeDocument } from '../../../src/documents/make-document.ts';
import type { ItaIssue, Snapshot } from '../../../src/documents/snapshot.ts';
import { importPlan } from '../../../src/importing/import-plan.ts';
import { STATUSES } from '../../../src/reporting/model.ts';
import { bangkokInstant } from '../../../src/thai/calendar.ts';
import { toArabicDigits } from '../../../src/thai/digits.ts';
import { snapshotOf } from '../../support/snapshot.ts';
import {
  faultsOf,
  numberOf,
  proseOf,
  rowsOf,
  speakers,
  tableNamed,
  tablesOf,
  textOf,
} from '../../support/documents.ts';

/** Real documents, kept beside the repository and not in it, with their tables row by row. */
const SHARED = join(__dirname, '..', '..', '..', '..', 'shared');
const isThere = existsSync(join(SHARED, 'seeds', 'phayao-2565-eplan.txt'));
const describeOriginal = isThere ? describe : describe.skip;

const imported = (name: string) =>
  importPlan({ name: `${name}.txt`, bytes: readFileSync(join(SHARED, 'seeds', `${name}.txt`)) });
const expected = (name: string): unknown => JSON.parse(readFileSync(join(SHARED, 'expected', `${name}.json`), 'utf8'));
const plain = (text: string): string => toArabicDigits(text).replaceAll(/\s+/g, '');

interface Money {
  dimension: number | null;
  projects: number;
  budget: number;
}
interface Phayao {
  projects: {
    number: number;
    title: string;
    dimension: number;
    budget: number;
    disbursed: number;
    status: string;
    remark: string;
  }[];
  stated: {
    byDimension: Record<string, number>[];
    total: Record<string, number>;
    byDevelopmentPlan: Money[];
    byOrdinance: Money[];
    disbursement: { plan: number; ordinance: number; disbursed: number }[];
    projectStatus: Record<string, number | string>;
    conclusion: string[];
    reporter: { name: string; position: string };
  };
}

describeOriginal('the follow-up of Phayao (../shared is there)', () => {
  const name = 'phayao-2565-eplan';
  const { stated, projects } = isThere ? (expected(name) as Phayao) : ({} as Phayao);
  const snapshot = isThere
    ? snapshotOf(imported(name), { dataAsOf: bangkokInstant('2022-04-21', '12:00'), reporter: stated.reporter })
    : ({} as Snapshot);
  const content = isThere
    ? makeDocument('action-plan-report', snapshot, speakers.th)
    : { blocks: [], digits: 'arabic' as const };
  const figures = (table: string): number[][] => {
    const of = tablesOf(content).find((one) => one.name === table);
    return (of?.rows ?? []).map(({ cells }) =>
      cells.flatMap((cell) => (cell !== null && 'number' in cell ? [cell.number] : [])),
    );
  };

  it('has every figure of the original summary, by dimension and in total', () => {
    const { dimension: _dimension, ...total } = { dimension: 0, ...stated.total };
    expect(figures('สรุปรายมิติ')).toEqual([...stated.byDimension, total].map((row) => Object.values(row)));
    expect(stated.total).toMatchObject({ planned: 81, implemented: 41, percentProjects: 50.62 });
  });

  it('has the projects and money by development plan and by ordinance, and what was disbursed', () => {
    const pairs = (rows: Money[]) => [rows.flatMap(({ projects: count, budget }) => [count, budget])];
    expect(figures('ตามแผนพัฒนา')).toEqual(pairs(stated.byDevelopmentPlan));
    expect(figures('ตามข้อบัญญัติ')).toEqual(pairs(stated.byOrdinance));
    expect(figures('การเบิกจ่าย')).toEqual(
      stated.disbursement.map(({ plan, ordinance, disbursed }) => [plan, ordinance, disbursed]),
    );
  });

  it('comes to 67.78, มาก, from 90 projects; the number in the ordinance that its rows do not give is said beside it', () => {
    const { inOrdinance, level, ...rest } = stated.projectStatus;
    const [initial, total, counted, ...others] = figures('สถานะโครงการ')[0] ?? [];
    expect([initial, total, ...others]).toEqual(Object.values(rest));
    expect(others.at(-1)).toBe(67.78);
    expect(textOf(content as Parameters<typeof textOf>[0]).split('\n')).toContain(level);
    expect(proseOf(content).find((line) => line.includes('เอกสารต้นฉบับ'))).toContain(` ${inOrdinance} โครงการ`);
    expect(counted).toBe(22);
  });

  it('has the 81 rows cell by cell', () => {
    const list = tablesOf(content).find((one) => one.name === 'รายการโครงการ');
    const rows = (list?.rows ?? []).map(({ cells }) => {
      const [number, title, dimension, budget, disbursed, ...others] = cells;
      const ticks = others.slice(0, 4).map((cell) => cell !== null && 'isTicked' in cell && cell.isTicked);
      const text = (cell: (typeof cells)[number] | undefined) =>
        cell !== null && cell !== undefined && 'lines' in cell ? plain(cell.lines.join('')) : '';
      return {
        number: numberOf(number),
        title: text(title),
        dimension: numberOf(dimension),
        budget: numberOf(budget),
        disbursed: numberOf(disbursed),
        status: ticks.filter(Boolean).length === 1 ? STATUSES[ticks.indexOf(true)] : 'not one',
        remark: text(others[4]),
      };
    });
    expect(rows).toHaveLength(81);
    expect(rows).toEqual(
      projects.map(({ number, title, dimension, budget, disbursed, status, remark }) => ({
        number,
        title: plain(title),
        dimension,
        budget,
        disbursed,
        status,
        remark: plain(remark),
      })),
    );
  });

  it('closes with the same seven lines and the same reporter', () => {
    const lines = proseOf(content);
    expect(lines).toEqual(expect.arrayContaining(stated.conclusion.map((line) => `- ${line}`)));
    expect(lines.find((line) => line.includes('ผู้รายงาน'))).toContain(
      `${stated.reporter.name} ตำแหน่ง ${stated.reporter.position}`,
    );
    expect(lines).toContain('** ข้อมูล ณ วันที่ 21 เมษายน 2565');
  });

  it('names what does not reconcile', () => {
    const codes = checkSnapshot(snapshot).map(
      ({ code, stated: printed, computed }) => `${code} ${printed}/${computed}`,
    );
    expect(codes).toEqual(
      expect.arrayContaining(['initial-projects-unexplained 90/81', 'ordinance-count-differs 20/22']),
    );
  });
});

interface WiangHa {
  columns: string[];
  measures: {
    measure: string;
    method: string[];
    responsible: string[];
    period: string;
    result: string[];
    outcome: string[];
  }[];
}

describeOriginal('the report of Wiang Ha (../shared is there)', () => {
  it('has its five measures cell by cell under its own headings, in Thai digits', () => {
    const { columns, measures } = expected('wiangha-2566-measures') as WiangHa;
    const fields = ['title', 'method', 'units', 'period', 'result', 'outcome'] as const;
    const headings = Object.fromEntries(fields.map((field, index) => [field, columns[index]]));
    const content = makeDocument(
      'measures-report',
      snapshotOf(imported('wiangha-2566-measures'), { headings }),
      speakers.th,
    );
    const table = tableNamed(content, 'มาตรการ');
    expect(table.headings[0]?.map(({ text }) => text)).toEqual(columns);
    expect(rowsOf(table, content).map((row) => row.map(plain))).toEqual(
      measures.map(({ measure, method, responsible, period, result, outcome }, index) =>
        [
          `${index + 1}.${measure}`,
          method.join(''),
          responsible.join(''),
          period,
          result.join(''),
          outcome.join(''),
        ].map(plain),
      ),
    );
    expect(content).toMatchObject({ digits: 'thai', orientation: 'landscape' });
    expect(content.draft).toBeUndefined();
  });
});

interface Lampang {
  overall: { score: number; level: string };
  indicators: { number: number; name: string; score: number }[];
  issues: ItaIssue[];
  measures: { topic: string; rows: { responsible: string; methodText: string; periodText: string }[] }[];
}

describeOriginal('the plan of Lampang (../shared is there)', () => {
  it('has its scores, questions and measures, and the printed total', () => {
    const { overall, indicators, issues, measures } = expected('lampang-2567-measures') as Lampang;
    const snapshot = snapshotOf(imported('lampang-2567-measures'), { issues, assessedYear: 2566 });
    const content = makeDocument('measures-plan', snapshot, speakers.th);
    const scores = rowsOf(tableNamed(content, 'คะแนน ITA'), content).map((row) => row.map(toArabicDigits));
    expect(scores.slice(0, 10)).toEqual(
      indicators.map(({ number, name, score }) => [String(number), name, score.toFixed(2)]),
    );
    expect(scores.slice(10)).toEqual([
      ['', 'คะแนนรวม', overall.score.toFixed(2)],
      ['', 'ระดับผลการประเมิน', overall.level],
    ]);
    const asked = issues.flatMap(({ blocks }) => blocks.flatMap(({ questions }) => questions));
    const questions = rowsOf(tableNamed(content, 'ประเด็นการประเมิน'), content);
    expect(questions.map(([, , , code = '', score = '']) => [code, score].map(toArabicDigits))).toEqual(
      asked.map(({ code, score }) => [code, score.toFixed(2)]),
    );
    const table = rowsOf(tableNamed(content, 'มาตรการ'), content);
    expect(table.map(([, , , method = '', period = '']) => [method, period].map(plain))).toEqual(
      measures.flatMap(({ rows }) => rows.map(({ methodText, periodText }) => [methodText, periodText].map(plain))),
    );
    expect(table.flatMap(([topic]) => (topic === '' ? [] : [plain(topic ?? '')]))).toEqual(
      measures.map(({ topic }, index) => plain(`${index + 1}.${topic}`)),
    );
    expect(tablesOf(content).flatMap(faultsOf)).toEqual([]);
  });
});
