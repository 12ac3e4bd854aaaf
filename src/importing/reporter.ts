import { tidy } from '../thai/normalise.ts';
import type { SourceDocument } from './document.ts';
import { filledOf, linesOf } from './document-lines.ts';

export interface FoundReporter {
  name: string;
  /** Empty where the document does not say it. */
  position: string;
}

/**
 * Who a document says reports: `ผู้รายงาน … ตำแหน่ง …` in one line or two, or the name in brackets below `ลงชื่อ … ผู้รายงาน`;
 * `null` when it names nobody.
 */
export function findReporter(document: SourceDocument): FoundReporter | null {
  const texts = linesOf(document).flatMap((line) => {
    if (line.kind === 'text') return [plain(line.text)];
    const filled = filledOf(line.row);
    return filled.length <= MOST_CELLS ? [plain(filled.join(' '))] : [];
  });
  for (const [index, text] of texts.entries()) {
    const below = texts.slice(index + 1, index + 1 + WITHIN);
    const reporter = inLine(text, below) ?? belowSignature(text, below);
    if (reporter !== null) return reporter;
  }
  return null;
}

/** Cells of a row that is no row of a table of measures: label and value, twice. */
const MOST_CELLS = 4;
/** Lines below the label among which name and position stand. */
const WITHIN = 3;
const LONGEST = 100;

/** Without the dots that are there to be written on. */
const plain = (text: string): string => tidy(text.slice(0, 400).replace(/[.…_]{3,}/g, ' '));

function inLine(text: string, [next = '']: readonly string[]): FoundReporter | null {
  const said = LABEL.exec(text);
  if (said === null) return null;
  const [name = '', position = ''] = (said[2] ?? '').split(/\s?ตำแหน่ง\s?:?\s?/);
  const isNamed = PERSON.test(name) || said[1] !== undefined || position !== '';
  if (!isNamed || !isName(name)) return null;
  return { name, position: position === '' ? positionIn(next, true) : position.slice(0, LONGEST) };
}

function belowSignature(text: string, below: readonly string[]): FoundReporter | null {
  if (!SIGNATURE.test(text)) return null;
  const at = below.findIndex((line) => IN_BRACKETS.test(line));
  const name = IN_BRACKETS.exec(below[at] ?? '')?.[1]?.trim() ?? '';
  return isName(name) ? { name, position: positionIn(below[at + 1] ?? '', false) } : null;
}

const isName = (text: string): boolean => text.length <= LONGEST && /\p{L}[\p{L}\p{M}]/u.test(text);

/** A position; without its label only where nothing else stands, below a signature. */
function positionIn(line: string, isLabelNeeded: boolean): string {
  const said = /^ตำแหน่ง\s?:?\s?(.+)$/.exec(line)?.[1];
  if (said !== undefined) return said.slice(0, LONGEST);
  return isLabelNeeded || line.length > LONGEST || !/^[ก-๎][ก-๎\s.()]+$/.test(line) || OTHER.test(line) ? '' : line;
}

/** The second group is the rest; the first a colon before it. */
const LABEL = /^(?:ชื่อ[\s–-]*(?:ชื่อ)?(?:นาม)?(?:สกุล)?\s?)?ผู้(?:จัดทำ)?รายงาน(?:ผล)?\s?(:)?\s?(.+)$/;
const SIGNATURE = /^(?:\(?ลงชื่อ\)?[^]{0,60})?ผู้(?:จัดทำ)?รายงาน$/;
const IN_BRACKETS = /^\(([^()]{4,90})\)$/;
const PERSON = /^(?:นาย|นาง|น\.?ส\.?|ว่าที่|ดร\.|[ก-ฮ]\.[ก-ฮ]\.|พัน|ร้อย|จ่า|สิบ|ดาบ)/;
/** What else stands below a name. */
const OTHER = /^(?:วันที่|ลงชื่อ|โทร|ผู้)/;
