import type { Dimension, Finding, Period } from '../reporting/model.ts';
import { fold, tidy } from '../thai/normalise.ts';
import { readPeriod } from '../thai/periods.ts';
import { splitUnits } from '../thai/units.ts';
import { CONTINUED, isBlank } from './cell-text.ts';
import type { ImportedMeasure, ImportedStep } from './imported-plan.ts';
import { columnNumber, cutNumber } from './numbering.ts';
import { reportedOf } from './reported.ts';
import type { PlacedRow } from './table-records.ts';

export interface BuiltMeasures {
  measures: ImportedMeasure[];
  findings: Finding[];
}

/**
 * Puts rows together into measures. A row with a title is a measure; one without, or with the same title again or `(ต่อ)`,
 * is a further step of the measure above; one with neither title nor method goes on with the texts of the row above.
 * A topic that is empty is the topic above.
 */
export function buildMeasures(
  rows: readonly PlacedRow[],
  context: { fiscalYear: number; dimensions: readonly Dimension[] },
): BuiltMeasures {
  const findings: Finding[] = [];
  const groups: Group[] = [];
  let topic: string | undefined;
  for (const placed of rows) {
    const row = withBudget(placed, context.fiscalYear);
    const written = titleOf(row);
    const last = groups.at(-1);
    if (!row.hasTopics) topic = row.topic === undefined ? undefined : topicOf(row.topic);
    else if (isText(row.values.topic)) topic = topicOf(row.values.topic ?? '');
    const same = written === null ? last : groups.findLast((group) => isSameMeasure(group, written));
    if (same !== undefined && (written === null || same === last || written.continues)) {
      if (isText(row.values.method) || (row.ticks.length > 0 && same !== last)) same.rows.push(row);
      else extend(same, row);
      continue;
    }
    if (written === null) continue;
    if (last !== undefined && isCutTitle(row, last)) {
      last.title = tidy(`${last.title} ${written.title}`);
      last.key = fold(last.title);
      continue;
    }
    groups.push({ ...written, ...(topic === undefined ? {} : { topic }), rows: [row] });
  }
  const numbers = numbersOf(groups, findings);
  const measures = groups.map((group, index) => measureOf(group, numbers[index] ?? index + 1, context, findings));
  return { measures, findings };
}

/** The row with the budget of the fiscal year, where the table has one for each of several years. */
function withBudget(row: PlacedRow, fiscalYear: number): PlacedRow {
  const budget = row.budgets?.[fiscalYear];
  return budget === undefined ? row : { ...row, values: { ...row.values, plannedBudget: budget } };
}

interface Written {
  title: string;
  number: string | null;
  /** The title says (ต่อ). */
  continues: boolean;
  /** The title for comparing. */
  key: string;
}

interface Group extends Written {
  topic?: string;
  rows: PlacedRow[];
}

/** Title and number of a row; `null` when the title is empty or says only (ต่อ). */
function titleOf(row: PlacedRow): Written | null {
  const text = (row.values.title ?? '').split('\n').join(' ');
  const continues = CONTINUED.test(text);
  const bare = tidy(text.replace(CONTINUED, ''));
  const column = columnNumber(row.values.number ?? '');
  const cut = cutNumber(bare);
  const isPrinted = cut !== null && (column === null || cut.number === column);
  const title = isPrinted ? cut.rest : bare;
  if (isBlank(title)) return null;
  return { title, number: column ?? (isPrinted ? cut.number : null), continues, key: fold(title) };
}

const topicOf = (text: string): string => {
  const bare = tidy(text.split('\n').join(' ').replace(CONTINUED, ''));
  return cutNumber(bare)?.rest ?? bare;
};

/** The same title again, and not under another number. */
function isSameMeasure(group: Group, written: Written): boolean {
  const isSameNumber = written.number === null || group.number === null || written.number === group.number;
  const [a, b] = [group.key, written.key];
  return isSameNumber && (a === b || (written.continues && b.length >= 6 && a.startsWith(b)));
}

/** A row with nothing but words below a title, in a table that numbers its measures: the end of that title. */
function isCutTitle(row: PlacedRow, last: Group): boolean {
  const { title: _title, ...others } = row.values;
  const isAlone = Object.values(others).every(isBlank) && row.ticks.length === 0;
  const isUnnumbered = row.hasNumbers || (last.number !== null && cutNumber(row.values.title ?? '') === null);
  return isAlone && (isUnnumbered || /^[\p{Ll}\p{M}(]/u.test(row.values.title ?? '')) && last.rows.length === 1;
}

const isText = (text: string | undefined): boolean => text !== undefined && !isBlank(text);

/** Adds the texts of a row that only goes on with the row above. */
function extend(group: Group, row: PlacedRow): void {
  const last = group.rows.at(-1);
  if (last === undefined) return;
  for (const [field, text] of Object.entries(row.values) as [keyof PlacedRow['values'], string][]) {
    if (field === 'title' || field === 'number' || field === 'topic' || isBlank(text)) continue;
    const before = last.values[field] ?? '';
    if (field === 'dimension' && isText(before)) continue;
    last.values[field] = isText(before) ? `${before}\n${text}` : text;
  }
  last.ticks.push(...row.ticks);
}

/** Printed whole numbers when each occurs once, else 1, 2, 3 … in the order of the rows. */
function numbersOf(groups: readonly Group[], findings: Finding[]): number[] {
  const printed = groups.map((group) => (/^\d+$/.test(group.number ?? '') ? Number(group.number) : 0));
  const isUsable = printed.every((number) => number > 0) && new Set(printed).size === printed.length;
  if (!isUsable) {
    if (printed.some((number) => number > 0)) {
      findings.push({ code: 'numbers-assigned', severity: 'info', where: 'plan', params: { count: groups.length } });
    }
    return groups.map((_, index) => index + 1);
  }
  const missing = Math.max(0, ...printed) - printed.length;
  if (missing > 0) {
    const stated = Math.max(...printed);
    findings.push({ code: 'numbers-missing', severity: 'warning', where: 'plan', stated, computed: printed.length });
  }
  return printed;
}

function measureOf(
  group: Group,
  number: number,
  context: { fiscalYear: number; dimensions: readonly Dimension[] },
  findings: Finding[],
): ImportedMeasure {
  const first = group.rows[0];
  const where = `measure ${number}`;
  const steps = group.rows.map((row) => stepOf(row, context.fiscalYear));
  const unitTexts = [...new Set(group.rows.flatMap((row) => row.values.units ?? []).filter(isText))];
  const isSeveral = steps.length > 1;
  const [only] = steps;
  const measure: ImportedMeasure = {
    number,
    title: group.title,
    ...(group.topic === undefined ? {} : { topic: group.topic }),
    ...(first === undefined ? {} : reportedOf(group.rows, where, context, findings)),
    responsibleUnits: [...new Set(steps.flatMap((step) => step.responsibleUnits))],
    ...(steps.some((step) => step.allUnits === true) ? { allUnits: true } : {}),
    ...(unitTexts.length === 0 ? {} : { responsibleText: unitTexts.join('\n') }),
    period: isSeveral ? spanOf(steps) : (only?.period ?? { text: '', from: null, to: null }),
    sourceLine: first?.line ?? 0,
  };
  if (isSeveral) return { ...measure, steps };
  if (only === undefined) return measure;
  return {
    ...measure,
    ...(only.method === '' ? {} : { method: only.method }),
    ...(only.result === undefined ? {} : { result: only.result }),
    ...(only.outcome === undefined ? {} : { outcome: only.outcome }),
  };
}

function stepOf(row: PlacedRow, fiscalYear: number): ImportedStep {
  const { names, allUnits } = splitUnits(row.values.units ?? '');
  return {
    method: isText(row.values.method) ? (row.values.method ?? '') : '',
    responsibleUnits: names,
    ...(allUnits ? { allUnits } : {}),
    period: periodOf(row.values.period, fiscalYear),
    ...(isText(row.values.result) ? { result: row.values.result ?? '' } : {}),
    ...(isText(row.values.outcome) ? { outcome: row.values.outcome ?? '' } : {}),
  };
}

const periodOf = (text: string | undefined, fiscalYear: number): Period =>
  text === undefined || isBlank(text)
    ? { text: '', from: null, to: null }
    : readPeriod(text.split('\n').join(' '), fiscalYear);

/** The period of a measure with several steps: from the first start to the last end, open where a step is open. */
function spanOf(steps: readonly ImportedStep[]): Period {
  const periods = steps.map((step) => step.period).filter((period) => period.text !== '');
  const texts = [...new Set(periods.map((period) => period.text))];
  const froms = periods.map((period) => period.from);
  const tos = periods.map((period) => period.to);
  const least = (a: string | null, b: string | null) => (a === null || b === null ? null : a < b ? a : b);
  const most = (a: string | null, b: string | null) => (a === null || b === null ? null : a > b ? a : b);
  return {
    text: texts.join('\n'),
    from: froms.length === 0 ? null : froms.reduce(least),
    to: tos.length === 0 ? null : tos.reduce(most),
  };
}
