import type { Status } from '../reporting/model.ts';
import { statusOf } from '../reporting/summary.ts';
import type { Snapshot, SnapshotRow } from './snapshot.ts';

/** A measure whose state or money is another in the later snapshot. Money in baht. */
export interface MovedMeasure {
  number: number;
  title: string;
  status: { from: Status; to: Status };
  disbursed: { from: number; to: number };
}

/** What became of a plan between two snapshots of it. */
export interface SnapshotChange {
  moved: MovedMeasure[];
  /** Measures that say more or something else, with the same state and money. */
  reworded: { number: number; title: string }[];
  added: { number: number; title: string }[];
  gone: { number: number; title: string }[];
  same: number;
}

/** Compares what was submitted with what came later; measures are the same by their id, whatever their number is now. */
export function compareSnapshots(earlier: Pick<Snapshot, 'rows'>, later: Pick<Snapshot, 'rows'>): SnapshotChange {
  const before = new Map(earlier.rows.map((row) => [row.id, row]));
  const after = new Set(later.rows.map(({ id }) => id));
  const change: SnapshotChange = { moved: [], reworded: [], added: [], gone: [], same: 0 };
  for (const row of later.rows) {
    const old = before.get(row.id);
    if (old === undefined) change.added.push(named(row));
    else if (statusOf(old) !== statusOf(row) || moneyOf(old) !== moneyOf(row)) {
      const status = { from: statusOf(old), to: statusOf(row) };
      change.moved.push({ ...named(row), status, disbursed: { from: moneyOf(old), to: moneyOf(row) } });
    } else if (wordsOf(old) === wordsOf(row)) change.same += 1;
    else change.reworded.push(named(row));
  }
  change.gone = earlier.rows.filter(({ id }) => !after.has(id)).map(named);
  return change;
}

const named = ({ measure: { number, title } }: SnapshotRow) => ({ number, title });
const moneyOf = ({ report }: SnapshotRow): number => report?.disbursed ?? 0;

/** What a document would show of a measure beside its state and money. */
const wordsOf = ({ measure, report }: SnapshotRow): string =>
  JSON.stringify([
    measure.title,
    report?.reason,
    report?.reasonText,
    report?.result,
    report?.outcome,
    report?.obstacle,
    report?.steps?.map(({ status, reason, reasonText, result, outcome }) => [
      status,
      reason,
      reasonText,
      result,
      outcome,
    ]),
  ]);
