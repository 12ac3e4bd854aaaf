import { tidy } from '../thai/normalise.ts';
import type { SourceDocument, Table } from './document.ts';
import { cutNumber } from './numbering.ts';
import type { DocumentLine } from './document-lines.ts';
import { filledOf, linesOf } from './document-lines.ts';

export interface FoundNarrative {
  obstacles?: string;
  suggestions?: string;
}

/**
 * What a document writes under `ปัญหา อุปสรรค` or `ข้อจำกัด…`, and under `ข้อเสนอแนะ`: the paragraphs up to the next section, a line
 * each, as they stand there; of several sections the first. What is written under both together counts as obstacles.
 */
export function findNarrative(document: SourceDocument, isOfMeasures: (table: Table) => boolean): FoundNarrative {
  const found = new Map<Part, string[]>();
  let section: { part: Part; lines: string[]; lastItem: number } | null = null;
  for (const line of linesOf(document)) {
    const heading = headingOf(line, isOfMeasures);
    if (heading !== null) {
      const lines: string[] = heading.value === '' ? [] : [heading.value];
      section = found.has(heading.part) ? null : { part: heading.part, lines, lastItem: 0 };
      if (section !== null) found.set(heading.part, lines);
    } else if (section !== null && line.kind === 'text' && section.lines.length < MOST_PARAGRAPHS) {
      const item = cutNumber(line.text)?.number;
      // Items that do not go on counting are the next section.
      const isNext = item === undefined || item.includes('.') || Number(item) === section.lastItem + 1;
      if (!isNext || (line.text.length <= LONGEST_TITLE && SECTION.test(line.text))) section = null;
      else {
        section.lines.push(line.text);
        if (item !== undefined && !item.includes('.')) section.lastItem += 1;
      }
    } else section = null;
  }
  return Object.fromEntries(
    [...found].filter(([, lines]) => lines.length > 0).map(([part, lines]) => [part, lines.join('\n')]),
  );
}

type Part = keyof FoundNarrative;

/** A heading of such a section, with the text that stands behind its colon or in the cell beside it. */
function headingOf(line: DocumentLine, isOfMeasures: (table: Table) => boolean): { part: Part; value: string } | null {
  if (line.kind === 'text') {
    const text = tidy(line.text.slice(0, LONGEST_LEAD + 1));
    if (text.length > LONGEST_LEAD) return null;
    const [label = '', ...behind] = text.split(/\s?:\s?/);
    const part = partOf(label);
    if (part !== null) return { part, value: tidy(line.text).slice(text.length - behind.join(' : ').length) };
    return text.endsWith('ดังนี้') && BEGINS.test(bare(text)) ? { part: kindOf(bare(text)), value: '' } : null;
  }
  const [label = '', value = '', ...more] = filledOf(line.row);
  if (more.length > 0 || isOfMeasures(line.table) || partOf(value) !== null) return null;
  const part = partOf(label.replace(/\s?:$/, ''));
  return part === null ? null : { part, value };
}

const partOf = (label: string): Part | null => {
  const words = bare(label);
  return words.length <= LONGEST_TITLE && WORDS.test(words) ? kindOf(words) : null;
};
const kindOf = (words: string): Part => (words.startsWith('ข้อเสนอแนะ') ? 'suggestions' : 'obstacles');
const bare = (text: string): string => {
  const plain = tidy(text).replace(/^[-–•*#\s]+/, '');
  return cutNumber(plain)?.rest ?? plain;
};

const LONGEST_TITLE = 100;
/** A heading and the sentence that leads to its list (`…ดังนี้`) may be one paragraph. */
const LONGEST_LEAD = 400;
const MOST_PARAGRAPHS = 30;
const BEGINS = /^(?:ปัญหา|อุปสรรค|ข้อจำกัด|ข้อเสนอแนะ)/;
const WORDS =
  /^(?:ปัญหา|อุปสรรค|ข้อจำกัด|ข้อเสนอแนะ)(?:ปัญหา|อุปสรรค|ข้อจำกัด|ข้อเสนอแนะ|แนวทาง|และ|หรือ|เพิ่มเติม|อื่น ?ๆ|[ ,/()])*(?:(?:ของ|ใน|จาก|ที่พบ|ต่อ|เพื่อ).{0,70})?$/;
/** Lines that stand for themselves below such a section. */
const SECTION =
  /^[-–•*#\s]*(?:สรุป|ข้อมูล\s?ณ|ชื่อ|ผู้รายงาน|ผู้จัดทำ|ตำแหน่ง|\(?ลงชื่อ|\((?:นาย|นาง|ว่าที่)|คำอธิบาย|ภาคผนวก|มิติ\s?(?:ที่)?\s?[0-9๐-๙]|ส่วนที่|บทที่|รายงาน|ตาราง|หมายเหตุ|ประเด็น|ผลการ|จึงเรียน|\*\*)/;
