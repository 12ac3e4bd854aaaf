import { storePlan } from '../src/app/store-plan.ts';
import { connectStore } from '../src/store/connect.ts';
import { makeStore } from '../src/store/make-store.ts';

/** Measures of each office: as many as the largest sample plan has. */
export const MEASURES = 81;
const UNITS = ['สำนักปลัด', 'กองคลัง', 'กองช่าง', 'กองการศึกษา', 'กองสาธารณสุข', 'หน่วยตรวจสอบภายใน'];
const FISCAL_YEAR = 2570;

/** Fills a database: so many offices with a plan each, and the officers spread over them. */
export async function makeOffices(
  uri: string,
  database: string,
  count: number,
  officers: readonly string[],
): Promise<void> {
  const opened = await connectStore('embedded', uri, { database });
  const store = await makeStore(opened.connection);
  const ids: string[] = [];
  for (let office = 1; office <= count; office += 1) {
    const stored = await storePlan(store, plan(office), 'bench', Date.now());
    ids.push(stored.organisation.id);
  }
  for (const [index, lineUserId] of officers.entries()) {
    const unit = UNITS[index % UNITS.length] ?? '';
    const officer = { lineUserId, name: `เจ้าหน้าที่ ${index}`, role: 'officer' as const, locale: 'th' as const, unit };
    await store.members.join(ids[index % ids.length] ?? '', officer);
  }
  await opened.close();
}

/** How often a report was saved, counted in the database itself: each saving is one entry of a history. */
export async function savedReports(uri: string, database: string): Promise<number> {
  const opened = await connectStore('embedded', uri, { database });
  const counted = await opened.connection
    .collection('reports')
    .aggregate<{ saved: number }>([{ $group: { _id: null, saved: { $sum: { $size: '$history' } } } }])
    .toArray();
  await opened.close();
  return counted[0]?.saved ?? 0;
}

/** Deletes a database: what one run left must not be in the cache of the next. */
export async function dropDatabase(uri: string, database: string): Promise<void> {
  const opened = await connectStore('embedded', uri, { database });
  await opened.connection.dropDatabase();
  await opened.close();
}

/** Every measure has a budget and no steps: every report takes the same seven events. */
const plan = (office: number): Parameters<typeof storePlan>[1] => ({
  organisation: `องค์การบริหารส่วนตำบลทดสอบที่ ${office}`,
  fiscalYear: FISCAL_YEAR,
  kind: 'action-plan',
  round: 6,
  dimensions: [1, 2, 3, 4].map((number) => ({ number, name: `มิติที่ ${number}` })),
  units: UNITS.map((name) => ({ name, aliases: [] })),
  dataAsOf: [],
  findings: [],
  measures: Array.from({ length: MEASURES }, (_, index) => ({
    number: index + 1,
    title: `โครงการส่งเสริมคุณธรรม จริยธรรม และความโปร่งใสในการปฏิบัติงาน กิจกรรมที่ ${index + 1}`,
    dimension: (index % 4) + 1,
    method: 'จัดอบรมให้ความรู้แก่บุคลากรและประชาสัมพันธ์ผ่านช่องทางของหน่วยงาน',
    responsibleUnits: [UNITS[index % UNITS.length] ?? ''],
    period: { text: 'ต.ค. 2569 - ก.ย. 2570', from: '2026-10-01', to: '2027-09-30' },
    plannedBudget: 50_000,
    inOrdinance: index % 2 === 0,
    sourceLine: index + 1,
  })),
});
