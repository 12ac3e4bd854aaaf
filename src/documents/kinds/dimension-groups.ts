import { bangkokIso } from '../../thai/calendar.ts';
import { summarise } from '../../reporting/summary.ts';
import type { Summary } from '../../reporting/summary.ts';
import type { Measure } from '../../reporting/model.ts';
import type { Snapshot, SnapshotRow } from '../snapshot.ts';

/** The projects of one dimension, or those that name none. */
export interface DimensionGroup {
  dimension: number | null;
  name?: string;
  rows: readonly SnapshotRow[];
  summary: Summary;
}

/** The summary of a snapshot, or of some of its rows. */
export function summaryOf(snapshot: Snapshot, rows: readonly SnapshotRow[] = snapshot.rows): Summary {
  const { organisation, fiscalYear, kind, round, dimensions, units, scale, dataAsOf } = snapshot;
  const initial = rows === snapshot.rows ? snapshot.initialProjects : undefined;
  return summarise({
    organisation,
    fiscalYear,
    kind,
    round,
    dimensions,
    units,
    rows,
    scale,
    ...(initial === undefined ? {} : { initialProjects: initial }),
    dataAsOf: bangkokIso(dataAsOf),
  });
}

/** Every dimension of the plan in order, with and without projects; last the projects that name none, if there are any. */
export function dimensionGroups(snapshot: Snapshot): DimensionGroup[] {
  const { dimensions, rows } = snapshot;
  const numbers = new Set([
    ...dimensions.map(({ number }) => number),
    ...rows.flatMap(({ measure }) => measure.dimension ?? []),
  ]);
  const group = (dimension: number | null, own: readonly SnapshotRow[]): DimensionGroup => {
    const name = dimensions.find(({ number }) => number === dimension)?.name;
    return { dimension, ...(name === undefined ? {} : { name }), rows: own, summary: summaryOf(snapshot, own) };
  };
  const named = [...numbers]
    .toSorted((a, b) => a - b)
    .map((number) =>
      group(
        number,
        rows.filter(({ measure }) => measure.dimension === number),
      ),
    );
  const others = rows.filter(({ measure }) => measure.dimension === undefined);
  return others.length === 0 ? named : [...named, group(null, others)];
}

/** Whether a project stands in the budget ordinance: its tick, or its money where nobody ticked. */
export const isInOrdinance = ({ inOrdinance, ordinanceBudget = 0 }: Measure): boolean =>
  inOrdinance ?? ordinanceBudget > 0;

/** Whether a project can be carried out: it stands in the ordinance, or in the working plan because it needs no money. */
export const isProvidedFor = (measure: Measure): boolean => isInOrdinance(measure) || needsNoMoney(measure);

export const needsNoMoney = ({ plannedBudget = 0 }: Measure): boolean => plannedBudget === 0;
