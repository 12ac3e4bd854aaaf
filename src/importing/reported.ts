import type { Dimension, Finding, Status } from '../reporting/model.ts';
import { statusOfSteps } from '../reporting/summary.ts';
import { readAmount } from '../thai/amounts.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { readReason, readStatus } from '../thai/statuses.ts';
import { isBlank, isTicked } from './cell-text.ts';
import { readDimension } from './dimensions.ts';
import type { ImportedMeasure } from './imported-plan.ts';
import type { PlacedRow } from './table-records.ts';
import { tickedStatuses } from './ticked-status.ts';

type Reported = Pick<
  ImportedMeasure,
  | 'dimension'
  | 'plannedBudget'
  | 'ordinanceBudget'
  | 'inOrdinance'
  | 'disbursed'
  | 'status'
  | 'reason'
  | 'reasonText'
  | 'obstacle'
  | 'evidence'
  | 'remark'
>;

/** Dimension, money, status and remarks of the rows of one measure; what cannot be read becomes a finding. */
export function reportedOf(
  rows: readonly PlacedRow[],
  where: string,
  context: { dimensions: readonly Dimension[] },
  findings: Finding[],
): Reported {
  const money = (field: 'plannedBudget' | 'ordinanceBudget' | 'disbursed') => amountOf(rows, field, where, findings);
  const planned = money('plannedBudget');
  const ordinance = money('ordinanceBudget');
  const disbursed = money('disbursed');
  const dimension = dimensionOf(rows, where, context.dimensions, findings);
  const inOrdinance = rows.map((row) => row.values.inOrdinance).find((text) => text !== undefined && !isBlank(text));
  const inOrdinanceMoney = inOrdinance === undefined || isTicked(inOrdinance) ? null : readAmount(inOrdinance);
  const obstacle = textOf(rows, 'obstacle');
  const remark = textOf(rows, 'remark');
  const evidence = textOf(rows, 'evidence');
  return {
    ...(dimension === null ? {} : { dimension }),
    ...(planned === null ? {} : { plannedBudget: planned }),
    ...(ordinance === null ? {} : { ordinanceBudget: ordinance, inOrdinance: ordinance > 0 }),
    ...(inOrdinanceMoney === null ? {} : { ordinanceBudget: inOrdinanceMoney }),
    ...(inOrdinance === undefined ? {} : { inOrdinance: isTicked(inOrdinance) || (inOrdinanceMoney ?? 0) > 0 }),
    ...(disbursed === null ? {} : { disbursed }),
    ...statusOfRows(rows, where, findings),
    ...(obstacle === null ? {} : { obstacle }),
    ...(remark === null ? {} : { remark }),
    ...(evidence === null ? {} : { evidence }),
  };
}

function textOf(rows: readonly PlacedRow[], field: 'obstacle' | 'remark' | 'reason' | 'evidence'): string | null {
  const texts = rows.flatMap((row) => row.values[field] ?? []).filter((text) => !isBlank(text));
  return texts.length === 0 ? null : [...new Set(texts)].join('\n');
}

/** The sum over the rows of a measure; `null` when no row states an amount. */
function amountOf(
  rows: readonly PlacedRow[],
  field: 'plannedBudget' | 'ordinanceBudget' | 'disbursed',
  where: string,
  findings: Finding[],
): number | null {
  let sum: number | null = null;
  for (const row of rows) {
    const text = row.values[field];
    if (text === undefined) continue;
    const amount = readAmount(text.split('\n')[0] ?? '') ?? readAmount(text) ?? onlyAmountIn(text);
    if (amount !== null) sum = (sum ?? 0) + amount;
    else if (!isBlank(text)) {
      findings.push({ code: 'amount-not-understood', severity: 'warning', where, params: { text: text.slice(0, 80) } });
    }
  }
  return sum;
}

/** The amount in a text with words around it, when there is but one: `50,000 บาท (เงินอุดหนุน)`. */
function onlyAmountIn(text: string): number | null {
  const found = [...toArabicDigits(text).matchAll(/(?<![\d,.])([\d,]+(?:\.\d{1,2})?)\s?(?:บาท|\.-)/g)];
  return found.length === 1 && !/\d/.test(restOf(text, found[0]?.[0] ?? '')) ? readAmount(found[0]?.[1] ?? '') : null;
}

const restOf = (text: string, part: string): string => toArabicDigits(text).replace(part, '');

function dimensionOf(
  rows: readonly PlacedRow[],
  where: string,
  dimensions: readonly Dimension[],
  findings: Finding[],
): number | null {
  const row = rows[0];
  const text = row?.values.dimension;
  if (text === undefined || isBlank(text)) return row?.dimension ?? null;
  const dimension = readDimension(text, dimensions);
  if (dimension === null) {
    findings.push({
      code: 'dimension-not-understood',
      severity: 'warning',
      where,
      params: { text: text.slice(0, 80) },
    });
  }
  return dimension ?? row?.dimension ?? null;
}

/** The status that ticks or words give; of several rows, the one that follows from theirs. */
function statusOfRows(
  rows: readonly PlacedRow[],
  where: string,
  findings: Finding[],
): Pick<Reported, 'status' | 'reason' | 'reasonText'> {
  const found = rows.flatMap((row) => {
    const status = statusOfRow(row, where, findings);
    return status === null ? [] : [status];
  });
  if (found.length === 0) return {};
  const status = statusOfSteps(found);
  if (status !== 'cannotProceed') return { status };
  const reasonText = [textOf(rows, 'reason'), ...found.map(({ rest }) => rest)].find(
    (text) => text !== null && text !== '',
  );
  const explained = reasonText ?? textOf(rows, 'remark') ?? textOf(rows, 'obstacle');
  if (explained === null) return { status };
  return { status, reason: readReason(explained) ?? 'other', reasonText: explained };
}

function statusOfRow(row: PlacedRow, where: string, findings: Finding[]): { status: Status; rest: string } | null {
  const ticks = [...new Set(row.ticks)];
  const [tick] = ticks;
  if (ticks.length > 1) {
    findings.push({ code: 'status-several', severity: 'error', where, params: { count: ticks.length } });
    return null;
  }
  if (tick !== undefined) return { status: tick, rest: '' };
  const written = row.values.status ?? '';
  const ticked = tickedStatuses(written);
  if (ticked !== null && ticked.length > 1) {
    findings.push({ code: 'status-several', severity: 'error', where, params: { count: ticked.length } });
    return null;
  }
  const text = ticked === null ? written : (ticked[0] ?? '');
  if (isBlank(text)) return null;
  const read = readStatus(text.replace(/^[☑✓✔/]\s*/, ''));
  if (read === null) {
    findings.push({ code: 'status-not-understood', severity: 'warning', where, params: { text: text.slice(0, 80) } });
  }
  return read;
}
