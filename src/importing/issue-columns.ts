import type { ItaTool } from '../reporting/model.ts';
import { readAmount } from '../thai/amounts.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { skeleton, tidy } from '../thai/normalise.ts';
import { isBlank } from './cell-text.ts';

/** Columns of a table of ITA issues, counted from 0; -1 where there is none. */
export interface IssueColumns {
  number: number;
  topic: number;
  question: number;
  score: number;
  /** The column of advice, and those without a heading, into which it slips. */
  advice: readonly number[];
}

/** The columns of a heading of such a table; `null` for any other row. */
export function issueColumns(cells: readonly string[]): IssueColumns | null {
  const keys = cells.map(skeleton);
  const at = (words: readonly string[], others: readonly number[] = []) =>
    keys.findIndex((key, column) => !others.includes(column) && words.some((word) => key.startsWith(word)));
  const question = at(WORDS.question);
  const score = at(WORDS.score);
  const topic = at(WORDS.topic, [question]);
  if (question < 0 || score < 0 || (topic < 0 && at(WORDS.tool) < 0)) return null;
  const advice = at(WORDS.advice, [question, topic]);
  const unnamed = Array.from({ length: SPARE }, (_, column) => column).filter((column) => (keys[column] ?? '') === '');
  return {
    number: keys.findIndex((key) => NUMBER.includes(key)),
    topic,
    question,
    score,
    advice: advice < 0 ? unnamed : [advice, ...unnamed.filter((column) => column > score)],
  };
}

/** A scored question; `tool` by the letter of its code, where it has one. */
export interface Question {
  code: string;
  score: number;
  tool: ItaTool | undefined;
}

/** Whether a row, or a cell alone, holds the code of a question. */
export const isQuestion = (columns: IssueColumns, cells: readonly string[]): boolean => codeAt(columns, cells) >= 0;

/**
 * The questions of a row with their scores: usually one; several where a cell has a line for each. One without a score is none.
 * @param tool that the row stands under: a zero before an item of OIT is the letter o
 */
export function questionsOf(columns: IssueColumns, cells: readonly string[], tool?: ItaTool): Question[] {
  const at = codeAt(columns, cells);
  if (at < 0) return [];
  const lines = (cells[at] ?? '').split('\n');
  const codes = lines.flatMap((line) => readCode(line, tool) ?? []);
  const behind = cells.slice(at + 1).find((cell) => scoreOf(cell.split('\n')[0] ?? '') !== null) ?? '';
  const inColumn = at === columns.question ? (cells[columns.score] ?? '') : '';
  const scores = (isBlank(inColumn) ? behind : inColumn).split('\n').map(scoreOf);
  // A question whose words go on for several lines has one code and one score.
  const several = codes.length === scores.length ? codes : codes.slice(0, 1);
  return several.flatMap(({ code, tool: own }, index) => {
    const score = scores[index] ?? null;
    return score === null ? [] : [{ code, score, tool: own }];
  });
}

/** Where the code stands: in the cell that looks like nothing else, or with the words of the question in its column. */
function codeAt({ question }: IssueColumns, cells: readonly string[]): number {
  const alone = cells.findIndex((cell) => /^(?:ข้อ\s?[ieo]?|[ieo])\s?\d{1,3}$/i.test(toArabicDigits(tidy(cell))));
  return alone < 0 && readCode((cells[question] ?? '').split('\n')[0] ?? '') !== null ? question : alone;
}

/** `ข้อ i๑`, `E 12`, `o35 แผนปฏิบัติการ…`, `ข้อ ๒๗`; in an item of OIT a Thai zero often stands for the letter. */
function readCode(text: string, tool?: ItaTool): { code: string; tool: ItaTool | undefined } | null {
  const found = CODE.exec(toArabicDigits(tidy(text)));
  if (found === null) return null;
  const [, letter = '', digits = ''] = found;
  const isZero = letter === '' && digits.length > 1 && digits.startsWith('0') && tool !== 'IIT' && tool !== 'EIT';
  const own = isZero ? 'o' : letter.toLowerCase();
  return { code: `${own}${Number(digits)}`, tool: TOOL_OF[own] };
}

function scoreOf(text: string): number | null {
  const score = isBlank(text) ? null : readAmount(text.replace(/คะแนน|%/g, ''));
  return score !== null && score <= 100 ? score : null;
}

const TOOL_OF: Record<string, ItaTool> = { i: 'IIT', e: 'EIT', o: 'OIT' };
const CODE = /^(?:ข้อ(?:ที่)?\s?)?([ieo]?)\s?[.-]?\s?(\d{1,3})(?![\d.,])/i;
const wordings = (words: string): string[] => words.split(' ').map(skeleton);
const WORDS = {
  question: wordings('ข้อคำถาม คำถาม ประเด็นคำถาม รายข้อคำถาม'),
  tool: wordings('เครื่องมือ แบบวัด'),
  score: wordings('คะแนน ผลคะแนน'),
  topic: wordings('หัวข้อ ประเด็น เรื่อง กระบวนงาน'),
  advice: wordings('การปรับปรุง ปรับปรุง แนวทาง การพัฒนา การแก้ไข ข้อเสนอ สิ่งที่ต้อง ประเด็นที่ต้อง'),
};
const NUMBER = wordings('ลำดับ ลำดับที่ ที่ ข้อ ประเด็นที่');
/** Columns among which advice without a heading is looked for. */
const SPARE = 20;
