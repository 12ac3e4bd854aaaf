import type { Draft } from './draft.ts';
import { readAt } from './draft.ts';
import type { Facts } from './facts.ts';
import type { Marks } from './marks.ts';
import { keyed } from './pattern.ts';
import type { UnitMark } from './units.ts';
import type { Span } from './view.ts';
import { beginsWord } from './view.ts';

/**
 * Adds the unit that reports: labelled, or by itself at the beginning or behind what is understood, else the one before all
 * measures of the message. Returns what of the text that takes.
 */
export function addUnit({ report, marks, facts }: Draft, lead: Facts | null, hard: readonly Span[]): Span[] {
  const own = facts.units.filter((unit) => unit.isLabelled || isReporter(marks, unit, hard));
  const before = lead?.units.filter((unit) => unit.isApart || unit.isLabelled) ?? [];
  const units = own.length > 0 ? own : before;
  const names = [...new Set(units.flatMap((unit) => unit.names))];
  const [first] = units;
  const [name] = names;
  if (first === undefined || name === undefined) return [];
  if (names.length === 1) report.unit = readAt(marks, name, first);
  else report.unitChoice = names;
  const isFollowed = (end: number) => hard.some(({ start }) => start >= end && start <= end + 1);
  return own.filter(({ isApart, end }) => isApart || isFollowed(end));
}

function isReporter({ view, lines, mentions }: Marks, unit: UnitMark, hard: readonly Span[]): boolean {
  const line = lines.find(({ start, end }) => unit.start >= start && unit.start < end)?.start ?? 0;
  const before = hard.reduce((last, { end }) => (end <= unit.start ? Math.max(last, end) : last), line);
  if (!POLITE_ONLY.test(view.key.slice(before, unit.start)) || !beginsWord(view, unit.start)) return false;
  // In the midst of a sentence it is whom something was done with: เบิก 5,000 กองช่างจัดต่อ.
  return unit.isApart || before === line || mentions.some(({ end }) => end === before);
}

const POLITE_ONLY = keyed(
  '^[\\s:,.()-]*(?:ค่ะ|ครับ|คับ|จ้า|นะ|เรียน|สวัสดี|หวัดดี|ขอรายงาน|รายงาน|แจ้ง|จาก|โดย|พี่|น้อง|ท่าน|ทุก|คน|ปลัด|หัวหน้า|[\\s,]){0,10}$',
  'u',
);
