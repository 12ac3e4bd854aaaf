import type { HistoryEntry } from '../../src/app/store-port.ts';
import type { Report, Round } from '../../src/reporting/model.ts';
import type { TestBot } from './bot.ts';

export interface StoredReport {
  number: number;
  report: Report;
  history: HistoryEntry[];
}

/** What is reported of each measure of an organisation's plans, by its number; measures nobody reported are left out. */
export async function reportsOf(
  { store }: Pick<TestBot, 'store'>,
  organisation: string,
  round: Round = 6,
): Promise<StoredReport[]> {
  const { id } = await store.organisations.ensure(organisation);
  const reports: StoredReport[] = [];
  for (const { measures } of await store.plans.current(id)) {
    for (const { id: measureId, measure } of measures) {
      const stored = await store.reports.read(id, measureId, round);
      if (stored !== null) reports.push({ number: measure.number, report: stored.report, history: stored.history });
    }
  }
  return reports;
}

/** The same without who, when and from which event: what two ways of reporting have in common. */
export const contentOf = (reports: readonly StoredReport[]) =>
  reports.map(({ number, report, history }) => ({ number, report, before: history.map(({ before }) => before) }));
