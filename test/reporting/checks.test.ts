import { checkPlan } from '../../src/reporting/checks.ts';
import type { CheckedMeasure, CheckedPlan } from '../../src/reporting/checks.ts';
import type { StatedFigure } from '../../src/reporting/stated-figures.ts';
import { readPeriod } from '../../src/thai/periods.ts';

const measure = (number: number, change: Partial<CheckedMeasure> = {}): CheckedMeasure => ({
  number,
  title: ['โครงการปลูกป่าร่วมใจ', 'กิจกรรมเปิดบ้านการคลัง', 'มาตรการยืมพัสดุ'][number - 1] ?? `เรื่องที่ ${number}`,
  responsibleUnits: ['กองคลัง'],
  period: readPeriod('ตลอดปีงบประมาณ', 2570),
  status: 'inProgress',
  ...change,
});

const plan = (change: Partial<CheckedPlan> = {}): CheckedPlan => ({
  organisation: 'องค์การบริหารส่วนตำบลนาทดลอง',
  fiscalYear: 2570,
  kind: 'measures',
  measures: [measure(1)],
  dimensions: [],
  units: [],
  expectsResults: false,
  stated: [],
  dataAsOf: [],
  texts: [],
  ...change,
});

const findings = (change: Partial<CheckedPlan>) =>
  checkPlan(plan(change)).map(({ code, where, stated, computed }) => [code, where, stated, computed]);
const ofMeasure = (change: Partial<CheckedMeasure>, more: Partial<CheckedPlan> = {}) =>
  findings({ measures: [measure(1, change)], ...more });
const stated = (figure: StatedFigure['figure'], value: number, dimension?: number): StatedFigure => ({
  figure,
  value,
  line: 9,
  ...(dimension === undefined ? {} : { dimension }),
});

describe('checks of a plan', () => {
  it('find nothing in a plan that adds up', () => {
    const measures = [
      measure(1, { dimension: 1, plannedBudget: 100, ordinanceBudget: 100, disbursed: 40, inOrdinance: true }),
      measure(2, { dimension: 2, status: 'completed', evidence: 'ภาพถ่าย', plannedBudget: 0, disbursed: 0 }),
    ];
    const figures = [
      stated('total', 2),
      stated('completed', 1),
      stated('completedPercent', 50),
      stated('plannedBudget', 100, 1),
    ];
    expect(findings({ measures, stated: [...figures, stated('initialProjects', 2)] })).toEqual([]);
  });

  it('name every stated count, sum and percentage that the rows do not give', () => {
    const measures = [
      measure(1, { dimension: 1, plannedBudget: 100.5 }),
      measure(2, { dimension: 1, status: 'cannotProceed', reason: 'noBudget' }),
    ];
    expect(
      findings({
        measures,
        stated: [stated('total', 3), stated('plannedBudget', 100, 1), stated('completedPercent', 12.5)],
      }),
    ).toEqual([
      ['total-differs', 'plan', 3, 2],
      ['planned-budget-differs', 'dimension 1', 100, 100.5],
      ['completed-percent-differs', 'plan', 12.5, 0],
    ]);
  });

  it('ask why projects are no longer listed, and refuse more than the plan began with', () => {
    expect(findings({ stated: [stated('initialProjects', 4)] })).toEqual([
      ['initial-projects-unexplained', 'plan', 4, 1],
    ]);
    expect(findings({ stated: [stated('initialProjects', 0)] })).toEqual([['initial-projects-fewer', 'plan', 0, 1]]);
  });

  it('compare the projects stated in the ordinance with those that have money', () => {
    const measures = [measure(1, { plannedBudget: 5 }), measure(2, { plannedBudget: 0 })];
    expect(findings({ measures, stated: [stated('inOrdinance', 2)] })).toEqual([
      ['ordinance-count-differs', 'plan', 2, 1],
    ]);
  });

  it('expect the stated statuses to make up all projects', () => {
    const figures = [stated('total', 1), stated('completed', 0), stated('inProgress', 1), stated('waitingReport', 2)];
    expect(findings({ stated: figures })).toContainEqual(['statuses-do-not-partition', 'plan', 1, 3]);
  });

  it('let no more be disbursed than the budget, and nothing without one', () => {
    expect(ofMeasure({ plannedBudget: 10, disbursed: 10.01 })).toEqual([
      ['disbursed-over-budget', 'measure 1', 10.01, 10],
    ]);
    expect(ofMeasure({ plannedBudget: 0, disbursed: 1 })).toEqual([['disbursed-without-budget', 'measure 1', 1, 0]]);
  });

  it('want evidence of what is completed, as one finding, and a reason for what cannot proceed', () => {
    const measures = [
      measure(1, { status: 'completed' }),
      measure(2, { status: 'completed' }),
      measure(3, { status: 'cannotProceed' }),
    ];
    expect(findings({ measures })).toEqual([
      ['reason-missing', 'measure 3', undefined, undefined],
      ['evidence-missing', 'plan', undefined, 2],
    ]);
  });

  it('want result and outcome where they are due, of every step', () => {
    const period = readPeriod('ตลอดปีงบประมาณ', 2570);
    const steps = [
      { method: 'ก', responsibleUnits: ['กองคลัง'], period, result: 'ทำแล้ว', outcome: 'ดี' },
      { method: 'ข', responsibleUnits: ['กองคลัง'], period, result: 'ทำแล้ว' },
    ];
    expect(ofMeasure({ steps }, { expectsResults: true })).toEqual([
      ['outcome-missing', 'measure 1 step 2', undefined, undefined],
    ]);
  });

  it('look at periods: not understood, outside the year, not over the round', () => {
    const ofPeriod = (text: string, round?: 6 | 12) =>
      ofMeasure({ period: readPeriod(text, 2570) }, round === undefined ? {} : { round }).map(
        ([code, , , computed]) => [code, computed],
      );
    expect(ofPeriod('เมื่อสะดวก')).toEqual([['period-not-understood', undefined]]);
    expect(ofPeriod('ต.ค. ๖๘ - ก.ย. ๖๙')).toEqual([['period-outside-year', '2026-10-01 – 2027-09-30']]);
    expect(ofPeriod('ต.ค. ๖๙ - มี.ค. ๗๐', 12)).toEqual([['period-not-covering-round', 6]]);
    expect(ofPeriod('ต.ค. ๖๙ - มี.ค. ๗๐', 6)).toEqual([]);
    expect(ofPeriod('ต.ค. ๖๙ เป็นต้นไป', 12)).toEqual([]);
  });

  it('do not ask a single event of an action plan to fill the round, only to fall into it', () => {
    const event = (text: string) => ofMeasure({ period: readPeriod(text, 2570) }, { kind: 'action-plan', round: 6 });
    expect(event('มกราคม ๒๕๗๐')).toEqual([]);
    expect(event('สิงหาคม ๒๕๗๐')).toEqual([['period-not-covering-round', 'measure 1', 'สิงหาคม ๒๕๗๐', 0]]);
  });

  it('find a result dated outside its period', () => {
    const period = readPeriod('ม.ค. - มี.ค. ๒๕๗๐', 2570);
    expect(ofMeasure({ period, result: 'จัดเมื่อ ๕ เมษายน ๒๕๗๐' })).toEqual([
      ['result-outside-period', 'measure 1', '5 เมษายน 2570', 'ม.ค. - มี.ค. ๒๕๗๐'],
    ]);
  });

  it('find a year of another plan, but not the years of laws and of plans over several years', () => {
    expect(ofMeasure({ title: 'กิจกรรมประจำปี ๒๕๖๗' })).toEqual([['year-foreign', 'measure 1', 2567, 2570]]);
    expect(ofMeasure({ title: 'กิจกรรมตาม พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. ๒๕๖๒ และแผน ๒๕๖๖ - ๒๕๗๐' })).toEqual([]);
    expect(ofMeasure({ title: 'สรุปผลปี ๒๕๖๙ เทียบปี ๒๕๗๐' })).toEqual([]);
  });

  it('find titles that are nearly the same, but not a second session of the same course', () => {
    const titled = (...titles: string[]) =>
      findings({ measures: titles.map((title, index) => measure(index + 1, { title })) });
    expect(titled('มาตรการยืมพัสดุต้องคืน', 'มาตรการยืมพัสดุตองคืน')).toEqual([
      ['title-near-duplicate', 'measure 2', undefined, 1],
    ]);
    expect(titled('โครงการอบรมผู้นำชุมชน รุ่นที่ 1', 'โครงการอบรมผู้นำชุมชน รุ่นที่ 2')).toEqual([]);
  });

  it('report each other organisation once with its lines, a near miss as a misspelling', () => {
    const texts = [
      { where: 'line 1', text: 'องค์การบริหารส่วนตำบลนาทดลอง และ อบต.นาทดลอง' },
      { where: 'line 2', text: 'องค์การบริหารส่วนตำบลหนองแม่แบบมีข้อจำกัด' },
      { where: 'line 3', text: 'ขององค์การบริหารส่วนตำบลหนองแม่แบบ และองค์การบริหารส่วนตำบลนาทดลิง' },
    ];
    expect(findings({ texts }).map(([code, where, name]) => [code, where, name])).toEqual([
      ['other-organisation', 'line 2', 'องค์การบริหารส่วนตำบลหนองแม่แบบ'],
      ['organisation-misspelt', 'line 3', 'องค์การบริหารส่วนตำบลนาทดลิง'],
    ]);
  });

  it('find two dates of the data, units spelt in several ways, and a zero for the letter o', () => {
    expect(findings({ dataAsOf: ['1 เมษายน 2570', '๒ เมษายน ๒๕๗๐'] })[0]?.[0]).toBe('data-as-of-differs');
    expect(findings({ dataAsOf: ['1 เมษายน 2570', '๑ เมษายน ๒๕๗๐'] })).toEqual([]);
    expect(findings({ units: [{ name: 'กองช่าง', aliases: ['กองชาง'] }] })[0]?.[0]).toBe('unit-spelt-several-ways');
    expect(findings({ texts: [{ where: 'line 4', text: 'ตามข้อ ๐๒๖ ของคู่มือ' }] })).toEqual([
      ['item-code-thai-zero', 'line 4', '๐๒๖', 'o26'],
    ]);
  });

  it('recompute the ITA total, level and changes', () => {
    const indicators = [90, 90, 90, 90, 90, 80, 80, 80, 100, 100].map((score, index) => ({
      number: index + 1,
      name: `ตัวชี้วัด ${index + 1}`,
      score,
      previousScore: 80,
      statedChange: index === 0 ? 9 : score - 80,
    }));
    expect(findings({ indicators, statedTotal: 91.01, statedLevel: 'ผ่านดี' })).toEqual([
      ['ita-total-agrees', 'plan', 91.01, 91],
      ['ita-level-differs', 'plan', 'ผ่านดี', 'ผ่าน'],
      ['change-differs', 'indicator 1', 9, 10],
    ]);
    expect(findings({ indicators, statedTotal: 91.02 })[0]).toEqual(['ita-total-differs', 'plan', 91.02, 91]);
  });
});
