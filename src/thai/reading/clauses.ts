import { anyOf, endAt, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

export type ClauseKind = 'result' | 'outcome' | 'obstacle' | 'reason' | 'none';

/** Where a part of a report begins that says what it is. */
export interface ClauseHead extends Span {
  kind: ClauseKind;
  /** Begins a line and has a colon: everything up to the next one belongs to it. */
  isLabel: boolean;
  /** Where the words of the clause begin: behind a label, with the word itself for ทำให้ and ติดปัญหา. */
  content: number;
}

/** The heads of clauses in a text, in order. */
export function findClauseHeads(view: View, isTaken: (span: Span) => boolean): ClauseHead[] {
  const heads: ClauseHead[] = [];
  for (const { kind, pattern, keepsWord, isLabel, apart, gap } of HEADS) {
    for (const { start, end } of places(view, pattern)) {
      if (isTaken({ start, end }) || (apart && !beginsWord(view, start)) || (gap && !beginsWord(view, end))) continue;
      heads.push({ kind, isLabel, start, end, content: keepsWord ? start : end });
    }
  }
  const kept: ClauseHead[] = [];
  for (const head of heads.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (head.start >= (kept.at(-1)?.end ?? 0)) kept.push(head);
  }
  return kept;
}

/** Whether a clause says that there is nothing to say: ปัญหา: ไม่มี. */
export function saysNone(view: View, { start, end }: Span): boolean {
  const stop = endAt(view, NOTHING, start);
  return stop !== null && stop >= end;
}

const COLON = ' ?(?:[:=]|คือ)[ \\n]?';
const label = (kind: ClauseKind, words: string) => ({
  kind,
  pattern: keyed(`${anyOf(words)}${COLON}`),
  keepsWord: false,
  isLabel: true,
  apart: true,
  gap: false,
});
const word = (kind: ClauseKind, source: string, keepsWord: boolean, apart = false) => ({
  kind,
  pattern: keyed(source),
  keepsWord,
  isLabel: false,
  apart,
  gap: false,
});
/** A label without its colon, set apart by spaces. */
const bare = (kind: ClauseKind, source: string) => ({ ...word(kind, source, false, true), gap: true });

const HEADS = [
  label(
    'result',
    'ผลการดำเนินการ ผลการดำเนินงาน ผลดำเนินการ ผลดำเนินงาน ผลการปฏิบัติงาน ผลงาน ผล รายละเอียด สิ่งที่ทำ กิจกรรมที่ทำ ดำเนินการ result results what was done',
  ),
  label(
    'outcome',
    'ผลลัพธ์ ผลลัพธ์/ความสำเร็จ ผลลัพธ์ที่ได้ ผลที่ได้ ผลที่ได้รับ ความสำเร็จ ผลสำเร็จ ประโยชน์ที่ได้รับ outcome outcomes impact',
  ),
  label(
    'obstacle',
    'ปัญหาอุปสรรค ปัญหา/อุปสรรค ปัญหาและอุปสรรค ปัญหา อุปสรรค ข้อจำกัด ข้อขัดข้อง ปัญหาที่พบ obstacle obstacles problem problems issue issues',
  ),
  label('reason', 'สาเหตุ เหตุผล เนื่องจาก เหตุผลคือ สาเหตุคือ reason'),
  label(
    'none',
    'สถานะ หมายเหตุ งบประมาณ งบ งบประมาณที่ใช้ เบิกจ่าย เบิก ใช้ไป status budget ผู้รายงาน หน่วยงาน ผู้รับผิดชอบ มาตรการ วันที่',
  ),
  bare('outcome', '(?:ผลลัพธ์(?:ที่ได้)?|ผลที่ได้(?:รับ)?|ความสำเร็จ|ประโยชน์ที่ได้รับ) ?'),
  bare('result', '(?:ผลการดำเนินการ|ผลการดำเนินงาน|ผลดำเนินการ|ผลดำเนินงาน) ?'),
  bare('obstacle', '(?:ปัญหา(?:/|และ)?อุปสรรค|ปัญหา|อุปสรรค) ?'),
  word(
    'obstacle',
    '(?:ยัง|แต่)?ติด(?=[\\p{L}])(?!ตาม|ต่อ|ตั้ง|ประกาศ|ป้าย|โปสเตอร์|กล้อง|สติกเกอร์|ไว้|บอร์ด|รูป|ภาพ|ไฟ|แอร์|เครื่อง|แผ่น|อันดับ|ที่ตั้ง|ที่หน้า|หน้า|ตรา|ราคา|คำ|ใบ|เอกสาร|ข่าว)',
    true,
    true,
  ),
  word('outcome', '(?:ซึ่ง|จึง|เป็นการ)?(?:ส่ง|เป็น|มี)ผลให้', true),
  word('outcome', '(?<!จัด|ไม่|ได้)(?:ซึ่ง|จึง)?ทำให้(?!(?:แล้ว)?เสร็จ|เรียบร้อย|แล้ว|ครบ|หน่อย|ด้วย|สำเร็จ|ทัน)', true),
  word('outcome', '(?:ผลลัพธ์|ผลที่ได้|ความสำเร็จ)(?:ที่ได้)?(?:คือ|ว่า)', false),
  word('outcome', '(?<![a-z])(?:as a result|resulting in|which led to|so that)(?![a-z])', true),
  word(
    'obstacle',
    '(?<!ไม่|(?<!ทำ|จัด|การ)ไม่ได้)(?:ยัง)?(?:มี|พบ|เจอ|ติด)ปัญหา(?:และ)?(?:อุปสรรค)?(?:คือ|ที่|เรื่อง|ว่า|ด้าน)?',
    true,
  ),
  word('obstacle', '(?<!ไม่|(?<!ทำ|จัด|การ)ไม่ได้)(?:ยัง)?(?:มี|พบ)อุปสรรค', true),
  word(
    'obstacle',
    `(?<!ไม่|(?<!ทำ|จัด|การ)ไม่ได้)(?:ยัง|แต่)?ติด(?:ขัด|ที่(?!ตั้ง|ดิน|ป้าย)|เรื่อง|ระเบียบ|ภารกิจ|ช่วง|งบ|รอ|ขั้นตอน|ฝน|วันหยุด|เลือกตั้ง|งาน|คิว|สถานการณ์|น้ำ)`,
    true,
  ),
  word('obstacle', '(?<!ไม่(?:มี)?)(?:ปัญหา|อุปสรรค)คือ', false),
  word('reason', '(?<![\\p{L}\\p{M}]สม)(?:เป็น)?เพราะ(?!ปลูก|กล้า|ชำ|พันธุ์)(?:ว่า)?', false),
  word('reason', 'เนื่อง(?:มา)?(?:จาก|ด้วย)', false),
  word('reason', '(?<![a-z])(?:because(?: of)?|due to)(?![a-z])', false),
  word('none', `(?:ไม่มี|ไม่พบ|ไม่ติด|ไม่ได้ติด)(?:ปัญหา|อุปสรรค)(?:/|และ)?(?:อุปสรรค)?(?:ใดๆ|อะไร|เลย|ในการดำเนินการ)?`, false),
  word('none', '(?<![a-z])no (?:problems?|obstacles?|issues?)(?![a-z])', false),
];
const NOTHING = keyed(
  ' ?(?:-|ไม่มี(?:ปัญหา|อุปสรรค|ครับ|ค่ะ)?|ไม่พบ|ยังไม่มี|none|no|n/a|ไม่มีปัญหาอุปสรรค) ?(?:ค่ะ|คะ|ครับ|คับ|จ้า)?[ .\\n]{0,3}',
  'uy',
);
