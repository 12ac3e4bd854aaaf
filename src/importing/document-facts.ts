import type { PlanKind, Round } from '../reporting/model.ts';
import { ROUNDS } from '../reporting/model.ts';
import { fiscalYearOf, roundSpan, toBuddhistYear } from '../thai/calendar.ts';
import { dateText, findDates, readYear } from '../thai/dates.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { fold, tidy } from '../thai/normalise.ts';
import { mentionedSpans, readPeriod } from '../thai/periods.ts';
import type { SourceDocument } from './document.ts';
import { textsOf } from './document.ts';

/** The fiscal year a document is about (Buddhist Era): the first one its titles name, else the one most of its dates lie in. */
export function findFiscalYear(document: SourceDocument, fileName: string): number | null {
  const texts = textsOf(document).map(({ text }) => toArabicDigits(tidy(text)));
  const titles = texts.filter((text) => text.length <= LONGEST_TITLE);
  for (const pattern of YEAR_WORDS) {
    for (const text of [...titles, ...texts]) {
      const year = readYear(pattern.exec(text)?.[1] ?? '');
      if (year !== null) return toBuddhistYear(year);
    }
  }
  const named = /(?<!\d)(25\d{2})(?!\d)/.exec(toArabicDigits(fileName))?.[1];
  return named === undefined ? yearOfDates(texts) : Number(named);
}

/** The round a document reports: the one its titles name; `null` when they name none or both. */
export function findRound(document: SourceDocument): Round | null {
  for (const text of titleTexts(document)) {
    const title = toArabicDigits(tidy(text));
    const rounds = new Set<Round>([...title.matchAll(ROUND)].map((found) => (isHalf(found) ? 6 : 12)));
    const [round] = rounds;
    if (rounds.size === 1 && round !== undefined) return round;
  }
  return roundBySpan(document);
}

/** The round whose months the titles of a report name: `(๑ ตุลาคม ๒๕๖๒ – ๓๐ กันยายน ๒๕๖๓)`. */
function roundBySpan(document: SourceDocument): Round | null {
  const titles = titleTexts(document).slice(0, TITLES_WITHIN);
  if (!titles.some((text) => /รายงาน|ติดตาม/.test(text))) return null;
  for (const title of titles) {
    const { from, to } = readPeriod(title);
    if (from === null || to === null || findDates(dateText(title)).length !== 2) continue;
    const round = ROUNDS.find((each) => {
      const span = roundSpan(fiscalYearOf(from), each);
      return span.from === from && span.to === to;
    });
    if (round !== undefined) return round;
  }
  return null;
}

/** Lines that may be titles: short paragraphs, and rows of tables with a single text across them. */
function titleTexts(document: SourceDocument): string[] {
  const texts = document.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [block.text];
    return block.rows.flatMap(({ cells, line }) => {
      const filled = cells.filter((cell) => cell !== '');
      return filled.length === 1 || (filled.length === 2 && line <= TITLES_WITHIN) ? filled : [];
    });
  });
  return texts.filter((text) => text.length <= LONGEST_TITLE);
}

/** The kind of plan by the words of the titles, whichever come first; `null` when they say neither. */
export function findKind(document: SourceDocument): PlanKind | null {
  for (const block of document.blocks) {
    if (block.kind === 'table') continue;
    const key = fold(block.text.slice(0, 600));
    const plan = firstOf(key, ACTION_PLAN);
    const measures = firstOf(key, MEASURES);
    if (plan >= 0 || measures >= 0) return measures < 0 || (plan >= 0 && plan < measures) ? 'action-plan' : 'measures';
  }
  return null;
}

/** The title a document begins with: its first lines up to an empty stretch, a table or a long paragraph. */
export function findTitle(document: SourceDocument): string | null {
  const lines: string[] = [];
  let last = 0;
  for (const block of document.blocks) {
    if (block.kind === 'table' || block.text.length > LONGEST_TITLE) break;
    if (lines.length > 0 && block.line > last + 1) break;
    lines.push(block.text.replaceAll('\n', ' '));
    last = block.line;
  }
  return lines.length === 0 ? null : tidy(lines.join(' ')).slice(0, 400);
}

/** Every distinct date of `ข้อมูล ณ วันที่ …`, as written. */
export function findDataAsOf(document: SourceDocument): string[] {
  const dates = textsOf(document).flatMap(({ text }) =>
    [
      ...text
        .slice(0, 2_000)
        .matchAll(
          /ข้อมูล\s?ณ\s?(?:วันที่)?\s?([0-9๐-๙]{1,2}\s?[ก-๎./-]{1,14}\s?(?:พ\.ศ\.\s?)?[0-9๐-๙]{2,4}(?:[/.-][0-9๐-๙]{2,4})?)/g,
        ),
    ].map((found) => tidy(found[1] ?? '')),
  );
  return [...new Set(dates)];
}

const LONGEST_TITLE = 220;
/** Lines, and titles, of the head of a document. */
const TITLES_WITHIN = 15;
const YEAR = ':?\\s?(?:พ\\.?\\s?ศ\\.?\\s?)?(\\d{4})(?!\\d|\\s?[-–—]\\s?(?:พ\\.ศ\\.\\s?)?\\d{4})';
const YEAR_WORDS = [
  new RegExp(`ปี\\s?งบ\\s?ประมาณ\\s?${YEAR}`),
  new RegExp(`ประจำ\\s?ปี\\s?${YEAR}`),
  new RegExp(`พ\\.ศ\\.\\s?(\\d{4})\\s?\\(?รอบ`),
  /ปี\s?งบ\s?ประมาณ\s?(?:พ\.ศ\.\s?)?(\d{2})(?!\d)/,
  new RegExp(`ปี\\s?${YEAR}`),
];
const ROUND =
  /(?:รอบ|ครั้ง|ระยะ)\s?(?:ที่\s?)?(?:[12]\s?)?[(:]?\s?(6|12|หก|สิบสอง)\s?เดือน\s?(แรก|หลัง)?|(6|12)\s?เดือน\s?(แรก|หลัง)/g;

/** รอบ ๖ เดือน; the second half of a year (๖ เดือนหลัง) ends it and is reported with round 12. */
const isHalf = ([, round, half, months = '', part]: RegExpMatchArray): boolean =>
  /^(?:6|หก)/.test(round ?? months) && (half ?? part) !== 'หลัง';
const ACTION_PLAN = ['แผนปฏิบัติการป้องกันการทุจริต', 'แผนปฏิบัติการป้องกันและปราบปรามการทุจริต', 'แผนป้องกันการทุจริต', 'eplannacc'];
const MEASURES = [
  'มาตรการส่งเสริมคุณธรรม ส่งเสริมคุณธรรมและความโปร่งใส มาตรการภายในเพื่อส่งเสริม มาตรการภายในเพื่อป้องกัน',
  'การวิเคราะห์ผลการประเมินคุณธรรม มาตรการเพื่อส่งเสริม มาตรการเพื่อยกระดับ มาตรการยกระดับ',
].flatMap((words) => words.split(' '));

function firstOf(text: string, words: readonly string[]): number {
  const found = words.map((word) => text.indexOf(fold(word))).filter((index) => index >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

function yearOfDates(texts: readonly string[]): number | null {
  const counts = new Map<number, number>();
  for (const text of texts.slice(0, 2_000)) {
    for (const { from } of mentionedSpans(text)) {
      const year = fiscalYearOf(from);
      counts.set(year, (counts.get(year) ?? 0) + 1);
    }
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? null;
}
