import type { ItaIssue, ItaTool } from '../reporting/model.ts';
import { ITA_TOOLS } from '../reporting/model.ts';
import { fold, tidy } from '../thai/normalise.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { CONTINUED } from './cell-text.ts';
import type { SourceDocument } from './document.ts';
import type { IssueColumns } from './issue-columns.ts';
import { isQuestion, issueColumns, questionsOf } from './issue-columns.ts';
import { columnNumber, cutNumber } from './numbering.ts';
import { linesOf } from './document-lines.ts';

/**
 * The analysis of an ITA assessment: tables of `ลำดับ | หัวข้อ | เครื่องมือ | ข้อคำถาม | คะแนน | การปรับปรุง`, one for each issue or one
 * for all, and the paragraphs about an issue below its table or its heading (`ประเด็นที่ ๒ …`). Cells that slipped into
 * neighbouring columns are told by what they hold. Empty when the document has no such table.
 */
export function findIssues(document: SourceDocument): ItaIssue[] {
  const reader = new IssueReader();
  for (const line of linesOf(document)) {
    if (line.kind === 'text') reader.text(line.text);
    else reader.row(line.row.cells, line.isFirst);
  }
  return reader.finish();
}

interface Draft {
  number: number;
  topic: string;
  /** The topic for comparing. */
  key: string;
  blocks: { tool: ItaTool; advice: string[]; questions: { code: string; score: number }[] }[];
  analysis: string[];
}

class IssueReader {
  readonly #issues: Draft[] = [];
  #columns: IssueColumns | null = null;
  /** The issues of the table at hand, and the one that paragraphs are about. */
  #ofTable: Draft[] = [];
  #about: Draft | null = null;
  /** Number and words of the heading above. */
  #heading: { number: number; topic: string } | null = null;
  /** Of a list among the paragraphs. */
  #lastItem = 0;
  #rows = 0;

  row(cells: readonly string[], isFirst: boolean): void {
    const columns = issueColumns(cells);
    this.#about = null;
    if (columns !== null) {
      this.#columns = columns;
      return;
    }
    // A table without headings goes on with the one before when it begins as that does.
    if (isFirst && this.#columns !== null && !isQuestion(this.#columns, cells)) this.#columns = null;
    if (this.#columns === null || this.#rows >= MOST_ROWS) return;
    this.#rows += 1;
    this.#read(this.#columns, cells);
  }

  text(text: string): void {
    const found = HEADING.exec(toArabicDigits(tidy(text)));
    if (this.#ofTable.length > 0) {
      this.#about = this.#ofTable.length === 1 ? (this.#ofTable[0] ?? null) : null;
      this.#lastItem = 0;
    }
    this.#ofTable = [];
    if (found !== null && text.length <= LONGEST_HEADING) {
      this.#heading = { number: Number(found[1]), topic: tidy(text).slice(found[0].length).trim() };
      this.#about = this.#issues.find(({ number }) => number === Number(found[1])) ?? null;
      this.#lastItem = 0;
    } else if (this.#about !== null && this.#endsAnalysis(text, this.#about)) this.#about = null;
    else this.#about?.analysis.push(text);
  }

  finish(): ItaIssue[] {
    return this.#issues.flatMap(({ number, topic, blocks, analysis }) => {
      const told = blocks.filter(({ questions, advice }) => questions.length > 0 || advice.length > 0);
      if (told.length === 0) return [];
      const paragraphs = analysis.length === 0 ? {} : { analysis: analysis.join('\n') };
      return [{ number, topic, blocks: told.map((one) => ({ ...one, advice: one.advice.join('\n') })), ...paragraphs }];
    });
  }

  #read(columns: IssueColumns, cells: readonly string[]): void {
    const printedTool = cells.map(toolOf).find((tool) => tool !== null);
    const letterTool = questionsOf(columns, cells)[0]?.tool;
    const issue = this.#issueOf(columns, cells);
    const tool = printedTool ?? letterTool ?? issue?.blocks.at(-1)?.tool;
    if (issue === null || tool === undefined) return;
    if (!this.#ofTable.includes(issue)) this.#ofTable.push(issue);
    let block = issue.blocks.at(-1);
    if (block?.tool !== tool) {
      block = { tool, advice: [], questions: [] };
      issue.blocks.push(block);
    }
    for (const { code, score } of questionsOf(columns, cells, tool)) block.questions.push({ code, score });
    for (const at of columns.advice) {
      const text = cells[at] ?? '';
      const isAdvice = /\p{L}[\p{L}\p{M}]/u.test(text) && toolOf(text) === null && !isQuestion(columns, [text]);
      if (isAdvice && !block.advice.includes(text)) block.advice.push(text);
    }
  }

  /** The issue a row belongs to: the one it names, else the one above; the table's heading names it where no column does. */
  #issueOf(columns: IssueColumns, cells: readonly string[]): Draft | null {
    const last = this.#ofTable.at(-1) ?? null;
    const cell = cells[columns.topic] ?? '';
    const printed = columnNumber(cells[columns.number] ?? '');
    if (!/\p{L}[\p{L}\p{M}]/u.test(cell) || toolOf(cell) !== null || isQuestion(columns, [cell])) {
      return last ?? this.#known(this.#heading?.number, this.#heading?.topic ?? '') ?? this.#issues.at(-1) ?? null;
    }
    const bare = tidy(cell.replaceAll('\n', ' ').replace(CONTINUED, ''));
    const cut = cutNumber(bare);
    const topic = cut?.rest ?? bare;
    const number = Number(printed ?? cut?.number);
    const key = fold(topic);
    const same = this.#issues.findLast((issue) => issue.key === key);
    if (same !== undefined) return same;
    if (last !== null && columns.number >= 0 && printed === null && cut === null) {
      last.topic = `${last.topic} ${topic}`;
      last.key = fold(last.topic);
      return last;
    }
    return this.#known(Number.isInteger(number) ? number : this.#heading?.number, topic);
  }

  /** A new issue, or the one that has its number already and is told on. */
  #known(number: number | undefined, topic: string): Draft | null {
    if (topic === '') return null;
    const key = fold(topic);
    const same = this.#issues.find((issue) => issue.number === number && issue.key === key);
    if (same !== undefined) return same;
    const isFree = number !== undefined && this.#issues.every((issue) => issue.number !== number);
    const next = this.#issues.reduce((most, issue) => Math.max(most, issue.number), 0) + 1;
    const issue: Draft = { number: isFree ? number : next, topic, key, blocks: [], analysis: [] };
    this.#issues.push(issue);
    return issue;
  }

  /** The next section of the document ends it; a list that counts from 1 belongs to it. */
  #endsAnalysis(text: string, { analysis }: Draft): boolean {
    if (analysis.length >= MOST_PARAGRAPHS || (text.length <= LONGEST_HEADING && SECTION.test(text))) return true;
    const item = cutNumber(text)?.number;
    if (item === undefined) return false;
    const isNext = Number(item) === this.#lastItem + 1 && analysis.length > 0;
    if (isNext) this.#lastItem += 1;
    return !isNext;
  }
}

const toolOf = (text: string): ItaTool | null => {
  const found = /(?<![a-z])(?:IIT|EIT|OIT)(?![a-z])/i.exec(text.slice(0, LONGEST_TOOL))?.[0].toUpperCase();
  return text.length > LONGEST_TOOL ? null : (ITA_TOOLS.find((tool) => tool === found) ?? null);
};

const LONGEST_TOOL = 60;
const LONGEST_HEADING = 250;
const MOST_PARAGRAPHS = 20;
/** Far above any assessment, which has some 130 questions; it bounds the work on a file that is none. */
const MOST_ROWS = 3_000;
const HEADING = /^[-–•*#\s]*(?:ประเด็น(?:[ก-๎]{0,20})?|หัวข้อ)ที่\s?(\d{1,2})\s?[.:)–-]?/;
const SECTION =
  /^[*#\s]*(?:ส่วนที่|บทที่|ตาราง|ภาคผนวก|มาตรการ|แนวทาง|สรุป|ข้อจำกัด|ข้อเสนอแนะ|ปัญหา|ข้อมูล\s?ณ|\(?ลงชื่อ|ผู้รายงาน|คำอธิบาย)/;
