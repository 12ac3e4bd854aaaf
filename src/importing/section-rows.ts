import type { Dimension } from '../reporting/model.ts';
import { tidy } from '../thai/normalise.ts';
import { isBlank } from './cell-text.ts';
import { dimensionHeading } from './dimensions.ts';
import type { Row } from './document.ts';
import { columnNumber, cutNumber } from './numbering.ts';
import type { Layout } from './table-layout.ts';
import { columnOf } from './table-layout.ts';

/** What a row across a table says: the dimension or topic of the rows below it, a sum, or a note that is no row of the plan. */
export type Section =
  | { kind: 'dimension'; dimension: Dimension }
  | { kind: 'topic'; topic: string }
  | { kind: 'total'; label: string }
  | { kind: 'note' };

/** Tells a row across the table from a measure; `null` for a measure. `next` is the row below it. */
export function readSection(layout: Layout, row: Row, next: Row | undefined): Section | null {
  const dimension = dimensionAcross(row, columnOf(layout, 'dimension'));
  if (dimension !== null) return { kind: 'dimension', dimension };
  const title = row.cells[columnOf(layout, 'title')] ?? '';
  const label = [row.cells.find((cell) => /\p{L}/u.test(cell)) ?? '', title].find((text) => TOTAL.test(text));
  if (label !== undefined) return { kind: 'total', label };
  const filled = distinct(row);
  if (filled.length <= 2 && filled.some((text) => NOTE.test(text))) return { kind: 'note' };
  const topic = topicAcross(layout, row, next);
  return topic === null ? null : { kind: 'topic', topic };
}

/** A row that holds nothing but `มิติที่ 1 …`, in one cell or with number and name apart. */
export function dimensionAcross(row: Row, dimensionAt: number): Dimension | null {
  const filled = distinct(row);
  const first = row.cells.findIndex((cell) => !isBlank(cell));
  if (filled.length > 2 || (filled.length === 2 && (first === dimensionAt || filled[0]?.startsWith('มิติ') !== true)))
    return null;
  return dimensionHeading(filled.join(' '));
}

/** A line above a table that groups its rows: `ประเด็นที่ ๑ …`, `ภารกิจตามมิติ ๑.๑ …`, `ตัวชี้วัดที่ ๖ …`; `null` for any other. */
export function topicHeading(text: string): string | null {
  if (text.length > LONGEST_TOPIC) return null;
  const found = TOPIC_LINE.exec(tidy(text));
  const topic = found?.[2] === undefined ? found?.[1] : found[2];
  return topic === undefined || topic.length < 4 ? null : topic;
}

/** `รวม`, `รวมทั้งสิ้น 24 โครงการ`, `รวม 4 มิติ`, but not a title such as รวมพลัง…. */
export const TOTAL =
  /^(?:ยอด)?\s?รวม(?:\s?(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|ทุกมิติ|งบประมาณ|จำนวน|มิติ|โครงการ|เงิน|ภารกิจ|ด้าน)[^]{0,60}|\s?[(]?[0-9๐-๙][^]{0,60})?\s*:?$|^total\b.{0,40}$|^ผลรวม/i;

const NOTE = /^(?:หมายเหตุ|ที่มา\s?:|\*|ข้อมูล\s?ณ|\(?\s?ลงชื่อ|ผู้รายงาน|ผู้จัดทำ|ผู้ตรวจ|ผู้รับรอง|\((?:นาย|นาง|นางสาว|ว่าที่)[^)]*\)$)/;
/** Words that begin a group of measures and hardly ever a measure. */
const GROUP_WORD = /^(?:ด้าน|ประเด็น|ตัวชี้วัด|ภารกิจ|หัวข้อ|องค์ประกอบ|ยุทธศาสตร์|กลยุทธ์|แผนงาน|เป้าประสงค์|พันธกิจ|หมวด|ส่วนที่|กลุ่มที่)/;
const LONGEST_TOPIC = 250;
const NUMBER = '[0-9๐-๙]{1,2}(?:\\.[0-9๐-๙]{1,2})?';
const TOPIC_LINE = new RegExp(
  `^[-–•*#\\s]*(?:(ตัวชี้วัดที่\\s?${NUMBER}\\s?.+)|(?:ประเด็น(?:[ก-๎]{0,20})?ที่|ด้านที่|หัวข้อที่|ภารกิจ(?:ตามมิติ)?(?:ที่)?)\\s?:?\\s?${NUMBER}\\s?[.:)–-]?\\s*(.+))$`,
);

const distinct = (row: Row): string[] => [...new Set(row.cells.filter((cell) => !isBlank(cell)))];

function topicAcross(layout: Layout, row: Row, next: Row | undefined): string | null {
  const [numberAt, titleAt] = [columnOf(layout, 'number'), columnOf(layout, 'title')];
  const first = row.cells.findIndex((cell) => !isBlank(cell));
  const filled = distinct(row);
  const text = filled.at(-1) ?? '';
  if (!/\p{L}{2}/u.test(text) || text.length > LONGEST_TOPIC) return null;
  if (filled.length === 1) {
    const copies = row.cells.filter((cell) => cell === text).length;
    const isInNumbers = first === numberAt && columnNumber(text) === null;
    const isGroup = first <= titleAt && GROUP_WORD.test(cutNumber(text)?.rest ?? text);
    if (isInNumbers || copies >= 3 || isGroup) return text;
  }
  const isNumberAndTitle = filled.length === 2 && first === numberAt && row.cells[titleAt] === text;
  if (filled.length !== 1 && !isNumberAndTitle) return null;
  const number = numberIn(layout, row);
  return number !== null && (next === undefined ? null : numberIn(layout, next))?.startsWith(`${number}.`) === true
    ? text
    : null;
}

/** The number a row carries, in its own column or before its title. */
function numberIn(layout: Layout, row: Row): string | null {
  const numbered = columnNumber(row.cells[columnOf(layout, 'number')] ?? '');
  return numbered ?? cutNumber(row.cells[columnOf(layout, 'title')] ?? '')?.number ?? null;
}
