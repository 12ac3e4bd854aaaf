import type { Indicator } from '../reporting/model.ts';
import { readAmount } from '../thai/amounts.ts';
import { readInteger, toArabicDigits } from '../thai/digits.ts';
import { fold, skeleton, tidy } from '../thai/normalise.ts';
import { ITA_LEVELS, ITA_TOLERANCE } from '../reporting/ita.ts';
import { isBlank } from './cell-text.ts';
import type { SourceDocument, Table } from './document.ts';
import { tablesOf, textsOf } from './document.ts';

export interface FoundIndicators {
  indicators: (Indicator & { statedChange?: number })[];
  statedTotal?: number;
  statedLevel?: string;
  /** The year (Buddhist Era) of the assessment, where the heading of the scores or the sentence of their total names it. */
  assessedYear?: number;
}

/** The ITA scores per indicator, and the printed total and level; `null` when the document has no such table. */
export function findIndicators(document: SourceDocument): FoundIndicators | null {
  for (const table of tablesOf(document)) {
    const found = readTable(table);
    if (found !== null) return { ...totalInText(document, found.statedTotal), ...found };
  }
  return null;
}

/** The ten indicators, told apart by the words they begin with when a table does not number them. */
const NAMES = [
  'การปฏิบัติหน้าที่ การใช้งบประมาณ การใช้อำนาจ การใช้ทรัพย การแก้ไขปัญหาการทุจริต',
  'คุณภาพการดำเนินงาน ประสิทธิภาพการสื่อสาร การปรับปรุง การเปิดเผยข้อมูล การป้องกันการทุจริต',
]
  .flatMap((words) => words.split(' '))
  .map(skeleton);

interface Columns {
  name: number;
  number: number;
  score: number;
  previous: number;
  change: number;
  /** Year that the scores are of, where their heading names it. */
  year: number | undefined;
}

function readTable(table: Table): FoundIndicators | null {
  const start = table.rows.findIndex((row) => columnsOf(row.cells) !== null);
  const columns = columnsOf(table.rows[start]?.cells ?? []);
  if (columns === null) return null;
  const indicators: FoundIndicators['indicators'] = [];
  let statedTotal: number | undefined;
  for (const { cells } of table.rows.slice(start + 1)) {
    const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? ''));
    const score = scoreOf(cell(columns.score));
    if (score === null) continue;
    const label = cells.find((text) => /\p{L}{3}/u.test(text) && changeOf(text) === null) ?? '';
    const name = tidy(cell(columns.name)).replace(/^(?:ตัวชี้วัด(?:ที่)?\s?)?[0-9๐-๙]{1,2}[.)]?\s?/, '');
    const number = numberOf(cell(columns.number), cell(columns.name), name);
    if (number === null) {
      if (/รวม|เฉลี่ย|คะแนน|ผลการประเมิน/.test(label)) statedTotal = score;
      continue;
    }
    if (indicators.some((other) => other.number === number)) continue;
    const previousScore = scoreOf(cell(columns.previous));
    const change = changeOf(cell(columns.change));
    indicators.push({
      number,
      name,
      score,
      ...(previousScore === null ? {} : { previousScore }),
      ...(change === null ? {} : { statedChange: change }),
    });
  }
  if (indicators.length < 3) return null;
  const { year } = columns;
  return {
    indicators,
    ...(statedTotal === undefined ? {} : { statedTotal }),
    ...(year === undefined ? {} : { assessedYear: year }),
  };
}

/** Columns of a heading that names indicators and their scores; with two years the later one is the score. */
function columnsOf(cells: readonly string[]): Columns | null {
  const keys = cells.map(fold);
  const at = (test: RegExp) => keys.findIndex((key) => test.test(key));
  const number = at(/^(?:ตัวชี้วัดที่|ลำดับ(?:ที่)?|ที่)$/);
  const name = keys.findIndex((key, column) => column !== number && /ตัวชี้วัด/.test(key));
  if (name < 0 && number < 0) return null;
  const years = keys.flatMap((key, column) => {
    const year = /(25\d{2})/.exec(key)?.[1];
    return year === undefined || column === name ? [] : [{ column, year: Number(year) }];
  });
  const [latest, before] = years.toSorted((a, b) => b.year - a.year);
  const score = latest?.column ?? at(/^(?:ผล)?คะแนน/);
  if (score < 0 || name < 0) return null;
  const change = at(/เปลี่ยนแปลง|ผลต่าง|เพิ่มลด|^เพิ่มขึ้น/);
  return { name, number, score, previous: before?.column ?? -1, change, year: latest?.year };
}

function numberOf(numberCell: string, nameCell: string, name: string): number | null {
  const prefix = /^(?:ตัวชี้วัด(?:ที่)?\s?)?(\d{1,2})(?!\d)/.exec(toArabicDigits(tidy(nameCell)))?.[1];
  const number = readInteger(numberCell.replace(/[.)]/g, '')) ?? (prefix === undefined ? null : Number(prefix));
  if (number !== null && number >= 1 && number <= 10) return number;
  const key = skeleton(name);
  const named = NAMES.findIndex((known) => key.startsWith(known));
  return named < 0 ? null : named + 1;
}

function scoreOf(text: string): number | null {
  const score = isBlank(text) ? null : readAmount(text.replace(/คะแนน|%/g, ''));
  return score !== null && score <= 100 ? score : null;
}

/** A change with its sign: `+1.20`, `-0.35`, `ลดลง 2`. */
function changeOf(text: string): number | null {
  const value = readAmount(text.replace(/[+\-–−]|เพิ่มขึ้น|ลดลง|เพิ่ม|ลด/g, ''));
  if (value === null || isBlank(text)) return null;
  return /^\s*[-–−]|ลด/.test(text) ? -value : value;
}

const LEVELS = ITA_LEVELS.toSorted((a, b) => b.length - a.length).join('|');
const TOTAL = new RegExp(
  '(?:ผลคะแนน|คะแนนรวม|คะแนนเฉลี่ย|คะแนนภาพรวม|ภาพรวม[^0-9]{0,60}|(?<!ตัวชี้วัด[^0-9]{0,80})ได้(?:รับ)?คะแนน)' +
    '(?:เฉลี่ย|รวม|เท่ากับ|ร้อยละ|อยู่ที่|ได้|\\s){0,4}(\\d{1,3}\\.\\d{1,2})',
);

/** The first total that the text states with its level and the year named before it; one that is not the table's total is another year's. */
function totalInText(document: SourceDocument, tableTotal: number | undefined): Omit<FoundIndicators, 'indicators'> {
  for (const { text } of textsOf(document)) {
    const plain = toArabicDigits(tidy(text));
    const found = TOTAL.exec(plain);
    if (found === null) continue;
    const statedTotal = Number(found[1]);
    if (tableTotal !== undefined && Math.abs(statedTotal - tableTotal) > ITA_TOLERANCE) continue;
    const after = plain.slice(found.index, found.index + 160);
    const level = new RegExp(`ระดับ\\s?["“(]?\\s?(${LEVELS}|AA|[A-F])(?![A-Za-z])`).exec(after)?.[1];
    const year = plain
      .slice(0, found.index)
      .match(/(?<!\d)25\d{2}(?!\d)/g)
      ?.at(-1);
    return {
      statedTotal,
      ...(level === undefined ? {} : { statedLevel: level }),
      ...(year === undefined ? {} : { assessedYear: Number(year) }),
    };
  }
  return {};
}
