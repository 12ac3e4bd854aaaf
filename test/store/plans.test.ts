import type { NewPlan, Store } from '../../src/app/store-port.ts';
import { storePlan } from '../../src/app/store-plan.ts';
import type { ImportedPlan } from '../../src/importing/imported-plan.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { MORNING } from '../support/clock.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

let database: TestDatabase;
let store: Store;
let organisationId = '';

beforeAll(async () => {
  database = await testDatabase();
  store = await makeStore(database.connection);
});
afterAll(() => database.drop());
let offices = 0;
beforeEach(async () => {
  offices += 1;
  organisationId = (await store.organisations.ensure(`องค์การบริหารส่วนตำบลทดสอบที่ ${offices}`)).id;
});

const scores = (score: number) =>
  Array.from({ length: 10 }, (_, index) => ({ number: index + 1, name: `ตัวชี้วัด ${index + 1}`, score }));
const PLAN: NewPlan = { kind: 'measures', fiscalYear: 2570, dimensions: [], measures: [] };
const WHOLE: NewPlan = {
  ...PLAN,
  title: 'มาตรการปีทดสอบ',
  initialProjects: 9,
  indicators: scores(90),
  statedTotal: 90,
  assessedYear: 2569,
  issues: [{ number: 1, topic: 'คิว', blocks: [{ tool: 'EIT', advice: '', questions: [{ code: 'e1', score: 80 }] }] }],
  headings: { title: 'แนวทาง', units: 'เจ้าภาพ' },
  reporter: { name: 'นางสาวทดสอบ สมมุติ', position: '' },
  narrative: { obstacles: 'คนน้อย', suggestions: 'รับเพิ่ม' },
};
const read = async () => {
  const { id: _id, ...plan } = (await store.plans.find(organisationId, 2570, 'measures')) ?? { id: '' };
  return plan;
};

describe('a plan in the store', () => {
  it('comes back with everything documents take of it, by every way of reading', async () => {
    const { id, ...saved } = await store.plans.save(organisationId, WHOLE);
    expect(saved).toEqual(WHOLE);
    expect(await read()).toEqual(WHOLE);
    expect(await store.plans.all(organisationId)).toEqual([{ ...WHOLE, id }]);
    expect(await store.plans.current(organisationId, 2571)).toEqual([{ ...WHOLE, id }]);
  });

  it('says nothing of what no file said', async () => {
    await store.plans.save(organisationId, PLAN);
    expect(await read()).toEqual(PLAN);
  });

  it('keeps what a later file does not say, also where it says undefined', async () => {
    await store.plans.save(organisationId, WHOLE);
    await store.plans.save(organisationId, PLAN);
    expect(await read()).toEqual(WHOLE);
    const silent = Object.fromEntries(Object.keys(WHOLE).map((field) => [field, undefined]));
    await store.plans.save(organisationId, { ...silent, ...PLAN });
    expect(await read()).toEqual(WHOLE);
  });

  it('takes from a later file what it says, headings and paragraphs one by one', async () => {
    await store.plans.save(organisationId, WHOLE);
    await store.plans.save(organisationId, { ...PLAN, headings: { units: 'กอง' }, narrative: { obstacles: 'ฝนตก' } });
    expect(await read()).toEqual({
      ...WHOLE,
      headings: { title: 'แนวทาง', units: 'กอง' },
      narrative: { obstacles: 'ฝนตก', suggestions: 'รับเพิ่ม' },
    });
  });

  it('never leaves the total and year of an assessment with the scores of another', async () => {
    await store.plans.save(organisationId, WHOLE);
    await store.plans.save(organisationId, { ...PLAN, indicators: scores(90) });
    expect(await read()).toMatchObject({ statedTotal: 90, assessedYear: 2569 });
    await store.plans.save(organisationId, { ...PLAN, indicators: scores(80) });
    expect(await read()).not.toHaveProperty('statedTotal');
    expect(await read()).not.toHaveProperty('assessedYear');
  });

  it('takes scores alone, and leaves the plans of other organisations', async () => {
    const other = await store.organisations.ensure('องค์การบริหารส่วนตำบลอื่น');
    const { id } = await store.plans.save(organisationId, WHOLE);
    await store.plans.saveScores(other.id, id, { indicators: scores(1), assessedYear: 2560 });
    expect(await read()).toEqual(WHOLE);
    await store.plans.saveScores(organisationId, id, { indicators: scores(95), assessedYear: 2569 });
    const { statedTotal: _total, ...rest } = WHOLE;
    expect(await read()).toEqual({ ...rest, indicators: scores(95) });
  });
});

describe('an imported plan', () => {
  it('hands over everything of its file that documents take', async () => {
    const { title, headings = {}, reporter, narrative, indicators, statedTotal, assessedYear, issues } = WHOLE;
    const parts = {
      headings,
      reporter,
      narrative,
      indicators,
      statedTotal,
      assessedYear,
      issues,
      documentTitle: title,
    };
    const imported = { ...aPlan([aMeasure(1)], { kind: 'measures' }), ...parts } as ImportedPlan;
    const { plan } = await storePlan(store, imported, 'a file', MORNING);
    expect(plan).toMatchObject({
      title,
      headings,
      reporter,
      narrative,
      indicators,
      statedTotal,
      assessedYear,
      issues,
    });
  });
});
