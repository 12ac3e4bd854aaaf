import fc from 'fast-check';
import type { Store } from '../../src/app/store-port.ts';
import { changesOf, revisions } from '../../src/reporting/history.ts';
import { IMPORTED } from '../../src/reporting/model.ts';
import type { Report } from '../../src/reporting/model.ts';
import { connectStore } from '../../src/store/connect.ts';
import type { OpenStore } from '../../src/store/connect.ts';
import { makeStore } from '../../src/store/make-store.ts';
import { testDatabase } from '../support/store.ts';
import type { TestDatabase } from '../support/store.ts';

/** Two instances on one database. */
let database: TestDatabase;
let second: OpenStore;
let stores: [Store, Store];

beforeAll(async () => {
  database = await testDatabase();
  second = await connectStore('embedded', String(process.env['TEST_MONGODB_URI']), { database: database.name });
  stores = [await makeStore(database.connection), await makeStore(second.connection)];
});
afterAll(async () => {
  await second.close();
  await database.drop();
});

let offices = 0;

/** What one of several people does: looks at the report, saves it from what they saw, or says something of it. */
const act = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('look', 'save', 'save', 'saveTwice', 'import', 'review'),
  at: fc.nat(1),
  /** Whether it happens beside the one before. */
  beside: fc.boolean(),
});

test('the history of a report that several people change at once explains it, and keeps every text that was saved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      offices += 1;
      const organisationId = `office-${offices}`;
      const target = { planId: 'plan', measureId: 'measure', round: 6 as const };
      const seen = new Map<number, number>();
      const saved = new Set<string>();
      const refused = new Set<string>();
      const doAct = async ({ who, what, at }: (typeof acts)[number], index: number): Promise<void> => {
        const { reports } = stores[at] ?? stores[0];
        const source = { eventId: `event-${index}`, by: `person ${who}`, memberId: `m${who}`, at: index };
        const result = `text ${index}`;
        const report = { status: 'inProgress' as const, result };
        if (what === 'import') {
          await reports.save(organisationId, target, report, { eventId: `import:${index}`, by: IMPORTED, at: index });
          saved.add(result);
        } else if (what === 'save' || what === 'saveTwice') {
          const basis = seen.get(who) ?? 0;
          const through = what === 'saveTwice' ? stores : [stores[at] ?? stores[0]];
          const came = await Promise.all(
            through.map((one) => one.reports.save(organisationId, target, report, source, basis)),
          );
          // The same event has the same effect, whoever applies it: saved once, it is saved.
          (came.some((one) => one !== null) ? saved : refused).add(result);
        } else {
          const row = await reports.read(organisationId, target.measureId, 6);
          seen.set(who, row?.revision ?? 0);
          if (what === 'review' && row !== null) {
            const verdict = { state: 'returned' as const, revision: row.revision, comment: `comment ${index}` };
            await reports.review(organisationId, target, verdict, source);
          }
        }
      };
      for (let index = 0; index < acts.length;) {
        const next = acts.findIndex((one, place) => place > index && !one.beside);
        const together = acts.slice(index, next === -1 ? acts.length : next);
        const from = index;
        await Promise.all(together.map((one, place) => doAct(one, from + place)));
        index += together.length;
      }
      const row = await stores[0].reports.read(organisationId, target.measureId, 6);
      if (row === null) {
        expect(saved.size).toBe(0);
        return;
      }
      const changes = changesOf(row.history, row.report);
      const replayed = changes.reduce<Report | null>((before, change) => {
        expect(change.before).toEqual(before);
        return change.after;
      }, null);
      expect(replayed).toEqual(row.report);
      expect(revisions(changes)).toHaveLength(row.revision);
      const texts = revisions(changes).map(({ after }) => String(after?.result));
      expect(texts.toSorted()).toEqual([...saved].toSorted());
      for (const text of refused) expect(texts).not.toContain(text);
      expect(new Set(row.history.map(({ eventId }) => eventId)).size).toBe(row.history.length);
    }),
    { numRuns: 60 },
  );
});
