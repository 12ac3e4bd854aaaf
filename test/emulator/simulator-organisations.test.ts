import type { Store } from '../../src/app/store-port.ts';
import { makeOrganisations } from '../../src/emulator/simulator-organisations.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { fixedClock } from '../support/clock.ts';
import { OFFICE } from '../support/plan.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

const FILE = `แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570 รอบ 6 เดือน
${OFFICE}

ลำดับ,โครงการ,มิติ,งบประมาณ,ผู้รับผิดชอบ
1,โครงการอบรมคุณธรรม,1,20000,สำนักปลัด
2,มาตรการเปิดเผยข้อมูลจัดซื้อ,2,0,กองคลัง
`;

describe('organisations made in the simulator', () => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await testDatabase();
    store = await makeStore(database.connection);
  });
  afterAll(() => database.drop());

  it('come of a name, or of a plan with its measures, and wait for their first coordinator', async () => {
    const make = makeOrganisations(store, fixedClock());
    const file = { name: 'plan.csv', bytes: Buffer.from(FILE) };
    expect(await make({ name: 'เทศบาลตำบลลองทำ' })).toEqual({ name: 'เทศบาลตำบลลองทำ', measures: 0 });
    expect(await make({ file })).toEqual({ name: OFFICE, measures: 2 });
    expect(await make({ name: 'เทศบาลตำบลลองทำ', file })).toEqual({ name: 'เทศบาลตำบลลองทำ', measures: 2 });
    const waiting = (await store.organisations.withoutCoordinator()).map(({ name }) => name);
    expect(waiting.toSorted()).toEqual([OFFICE, 'เทศบาลตำบลลองทำ'].toSorted());
  });

  it('need a name or a plan that can be read', async () => {
    const make = makeOrganisations(store, fixedClock());
    await expect(make({})).rejects.toThrow('neither a name nor a file');
    await expect(make({ file: { name: 'x.csv', bytes: Buffer.from('x') } })).rejects.toThrow('import-no-table');
  });
});
