import type { Reason } from '../../reporting/model.ts';
import { isWhole, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';

export interface ReasonMark extends Span {
  reason: Exclude<Reason, 'other'>;
  /** Says by itself that a measure cannot proceed (ไม่ได้รับงบ); else it is only an obstacle until a status says more. */
  isEnough: boolean;
}

/** The reasons of E-PlanNACC in people's words, in order. */
export function findReasons(view: View, isTaken: (span: Span) => boolean): ReasonMark[] {
  const marks: ReasonMark[] = [];
  for (const { reason, isEnough, pattern } of REASONS) {
    for (const { start, end } of places(view, pattern)) {
      // ไม่มีคน, but not ไม่มีคนใหม่.
      const isOpen = view.key.slice(start, end).endsWith('คน') && !isWhole(view, end);
      if (!isOpen && !isTaken({ start, end })) marks.push({ start, end, reason, isEnough });
    }
  }
  const kept: ReasonMark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start >= (kept.at(-1)?.end ?? 0)) kept.push(mark);
  }
  return kept;
}

const reasonWords = (reason: ReasonMark['reason'], isEnough: boolean, sources: readonly string[]) =>
  sources.map((source) => ({ reason, isEnough, pattern: keyed(source) }));

const BUDGET = '(?:งบประมาณ|งบ|เงินงบประมาณ|เงิน)';
const STAFF = '(?:บุคลากร|เจ้าหน้าที่|กำลังคน|อัตรากำลัง|คน(?!สมัคร|เข้า|มา|ร่วม|สนใจ|ไทย|ใน|ที่))';
const REASONS = [
  ...reasonWords('noBudget', true, [
    `ไม่มี(?:งบประมาณ|งบ)(?:สนับสนุน|ดำเนินการ|แล้ว|จัดสรร|เลย|ให้)?`,
    `(?:ยัง)?ไม่(?:ได้|ถูก)(?:รับ)?(?:การ)?(?:จัดสรร|อนุมัติ|อุดหนุน|สนับสนุน)?(?:งบประมาณ|งบ)(?:จัดสรร|สนับสนุน)?`,
    `ไม่ได้รับ(?:การ)?จัดสรร(?:${BUDGET})?`,
    `(?<![a-z])no budget(?![a-z])`,
    `ไม่ได้(?:ตั้ง|ของ|ขอ)(?:งบประมาณ|งบ)(?:ไว้|ประมาณ)?`,
  ]),
  ...reasonWords('noBudget', false, [
    `${BUDGET}(?:ไม่(?:พอ|เพียงพอ|มา|มี)|ถูกตัด|โดนตัด|หมด(?!ไป ?\\d)|ขาด)`,
    `(?:ถูก|โดน)ตัด(?:งบประมาณ|งบ)`,
    `ขาด(?:แคลน)?(?:งบประมาณ|งบ)`,
    `(?<![a-z])(?:not enough|insufficient|lack of) (?:budget|money|funds)(?![a-z])`,
  ]),
  ...reasonWords('policyChanged', false, [
    `(?:ผู้บริหาร)?(?:เปลี่ยน(?:แปลง)?|ปรับ(?:เปลี่ยน)?)นโยบาย`,
    `นโยบาย(?:ของ)?(?:ผู้บริหาร|นายก|ผู้บริหารชุดใหม่)?(?:มี(?:การ)?)?(?:เปลี่ยน(?:แปลง)?|ปรับ(?:เปลี่ยน)?)(?:แปลง|ไป)?`,
    `(?<![a-z])policy (?:has )?changed?|chang(?:e of|ed?|ing)(?: the)? policy(?![a-z])`,
  ]),
  ...reasonWords('insufficientStaff', false, [
    `${STAFF}(?:มี)?(?:ไม่(?:พอ|เพียงพอ|ครบ|มี)|ขาด(?!การ))`,
    `(?:ไม่มี|ขาด(?:แคลน)?)${STAFF}(?:มา|ช่วย|ทำ|รับผิดชอบ|ดำเนินการ|ตรวจ|ดูแล|คุม|สอน|ขับ|เฝ้า|เข้าเวร){0,2}`,
    `(?<![a-z])(?:no staff|not enough (?:staff|people)|lack of staff|insufficient staff|short of staff)(?![a-z])`,
  ]),
];
