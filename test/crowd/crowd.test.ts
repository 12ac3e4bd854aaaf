import fc from 'fast-check';
import { changesOf, fieldChanges } from '../../src/reporting/history.ts';
import { reportsOf } from '../support/reports.ts';
import { arbitraryStep } from './acts.ts';
import { Crowd, MARK, MEASURES } from './crowd.ts';

const EVENTS = Number(process.env['CROWD_EVENTS'] ?? 400);
const SEED = Number(process.env['CROWD_SEED'] ?? (process.env['CI'] === undefined ? Date.now() % 1_000_000 : 2570));
const OFFICES = ['องค์การบริหารส่วนตำบลทุ่งกว้าง', 'เทศบาลตำบลริมน้ำ'];

const marksIn = (text: string): string[] => text.match(MARK) ?? [];

describe(`a crowd of twelve people in three groups, with photos, stickers, late buttons and crashes (CROWD_SEED=${SEED})`, () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await new Crowd().begin(SEED);
    const steps = fc.sample(arbitraryStep(12, 3, MEASURES), { numRuns: Math.ceil(EVENTS / 4), seed: SEED });
    for (const step of steps) {
      if (crowd.events >= EVENTS) break;
      await crowd.step(step);
    }
    await crowd.end();
  }, 600_000);
  afterAll(() => crowd.test.close());

  it(`is heard out: ${EVENTS} events are handled, none is given up`, async () => {
    expect(crowd.events).toBeGreaterThanOrEqual(EVENTS * 0.9);
    expect(await crowd.test.store.inbox.open(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    const failed = crowd.people.filter(({ id }) =>
      crowd.test.emulator.visible(id).some(({ text }) => text.includes('ระบบขัดข้องชั่วคราว')),
    );
    expect(failed).toEqual([]);
  });

  it('never hears a word of another office', () => {
    const chats = [...crowd.people, ...crowd.groups];
    const crossed = chats.flatMap(({ id, office }) =>
      crowd.test.emulator
        .visible(id)
        .filter(({ fromBot }) => fromBot)
        .flatMap(({ text }) => marksIn(text).filter((mark) => crowd.marks.get(mark)?.person.office !== office)),
    );
    expect(crossed).toEqual([]);
  });

  it('hears nothing in a group unless somebody spoke to the bot there', () => {
    expect(crowd.broken).toEqual([]);
  });

  it('has its reports explained by their history, change by change, each in the words of who made it or of what stood there', async () => {
    let changes = 0;
    for (const [office, organisation] of OFFICES.entries()) {
      for (const { report, history } of await reportsOf(crowd.test, organisation)) {
        const steps = changesOf(history, report);
        expect(steps.at(-1)?.after).toEqual(report);
        expect(new Set(history.map(({ eventId }) => eventId)).size).toBe(history.length);
        // Who edits a report may put back what stood there when they opened it.
        const stood = new Set<string>();
        for (const { by, before, after } of steps) {
          const author = crowd.people.find(({ name }) => name === by);
          expect(author?.office).toBe(office);
          const fresh = fieldChanges(before, after).flatMap((change) => marksIn(String(change.after ?? '')));
          expect(fresh.filter((mark) => crowd.marks.get(mark)?.person !== author && !stood.has(mark))).toEqual([]);
          for (const mark of marksIn(JSON.stringify(after))) stood.add(mark);
          changes += 1;
        }
      }
    }
    expect(changes).toBeGreaterThan(0);
  });

  it('has nothing left in any report of what it unsent', async () => {
    const stored = JSON.stringify(
      await Promise.all(OFFICES.map((organisation) => reportsOf(crowd.test, organisation))),
    );
    expect(marksIn(stored).filter((mark) => crowd.marks.get(mark)?.unsent === true)).toEqual([]);
  });

  it('loses no answer: each who writes to the bot in private is answered', () => {
    for (const { id } of crowd.people) {
      const answers = crowd.test.emulator.visible(id).filter(({ fromBot }) => fromBot).length;
      expect(answers).toBeGreaterThanOrEqual(crowd.said.get(id) ?? 0);
    }
  });
});
