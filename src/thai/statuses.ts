import type { Reason, Status } from '../reporting/model.ts';
import { skeleton } from './normalise.ts';

/** Words for each status as offices and E-PlanNACC write them; the first that a text begins with decides. */
const STATUS_WORDS: readonly (readonly [Status, readonly string[]])[] = [
  ['cannotProceed', ['ไม่สามารถดำเนิน', 'ไม่ได้ดำเนิน', 'ไม่ดำเนินการ', 'ยกเลิก', 'ดำเนินการไม่ได้', 'งดดำเนิน', 'ไม่สามารถ']],
  ['waitingReport', ['รอรายงาน', 'รอการรายงาน', 'ยังไม่', 'รอผล', 'รอดำเนินการ', 'ยังมิได้']],
  ['completed', ['ดำเนินการแล้วเสร็จ', 'ดำเนินการแล้ว', 'ดำเนินการเสร็จ', 'แล้วเสร็จ', 'เสร็จสิ้น', 'เสร็จแล้ว', 'เสร็จเรียบร้อย']],
  ['completed', ['ดำเนินการเรียบร้อย', 'ดำเนินงานแล้วเสร็จ', 'ดำเนินงานแล้ว', 'สำเร็จ', 'completed', 'done']],
  ['inProgress', ['อยู่ระหว่าง', 'ระหว่างดำเนิน', 'กำลังดำเนิน', 'อยู่ในระหว่าง', 'ดำเนินการอยู่', 'อยู่ในขั้นตอน', 'in progress']],
  ['cannotProceed', ['cannot', 'cancelled']],
  ['waitingReport', ['waiting']],
];

const REASON_WORDS: readonly (readonly [Reason, readonly string[]])[] = [
  ['noBudget', ['ไม่ได้รับงบ', 'ไม่มีงบ', 'งบประมาณไม่เพียงพอ', 'ไม่ได้รับการจัดสรรงบ', 'ไม่ได้รับจัดสรรงบ']],
  ['policyChanged', ['นโยบาย']],
  ['insufficientStaff', ['บุคลากรไม่', 'ขาดบุคลากร', 'ไม่มีบุคลากร', 'เจ้าหน้าที่ไม่เพียงพอ', 'ขาดแคลนบุคลากร']],
];

/**
 * The status that a text begins with, and what is written after it (`ไม่สามารถดำเนินการได้ เนื่องจาก…`);
 * `null` when it begins with none. OCR spaces and tone marks do not count.
 */
export function readStatus(text: string): { status: Status; rest: string } | null {
  const key = skeleton(text);
  for (const [status, word] of STATUS_KEYS) {
    if (key.startsWith(word)) return { status, rest: restAfter(text) };
  }
  return null;
}

/** The known reason a text gives for not proceeding; `null` when it gives none of them. */
export function readReason(text: string): Reason | null {
  const key = skeleton(text);
  return REASON_KEYS.find(([, word]) => key.includes(word))?.[0] ?? null;
}

const keysOf = <Name>(table: readonly (readonly [Name, readonly string[]])[]): (readonly [Name, string])[] =>
  table.flatMap(([name, words]) => words.map((word) => [name, skeleton(word)] as const));
const STATUS_KEYS = keysOf(STATUS_WORDS);
const REASON_KEYS = keysOf(REASON_WORDS);

/** The words after เนื่องจาก, เพราะ, a bracket, a colon or a dash: an explanation, not part of the status. */
function restAfter(text: string): string {
  const found = /(?:เนื่อง\s?จาก|เพราะ|[(:]|\s[-–]\s)([\s\S]*)$/.exec(text);
  return (found?.[1] ?? '').replace(/\)\s*$/, '').trim();
}
