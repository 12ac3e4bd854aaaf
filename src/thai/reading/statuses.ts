import type { Status } from '../../reporting/model.ts';
import { anyOf, isWhole, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';
import { STATUS_RULES } from './status-words.ts';

/** Words that tell how far a measure has come. */
export interface StatusMark extends Span {
  /** One = said, several = may be meant, none = looks like a status and says nothing. */
  statuses: readonly Status[];
  /** Gives way to any other status of the same report: ทำแล้ว beside ยังไม่เสร็จ. */
  isWeak: boolean;
  /** Begins a sentence of its own (กำลังจัดอบรม): its words stay in what was done. */
  isPrefix: boolean;
  isTick: boolean;
  isAhead: boolean;
  isRest: boolean;
}

/** The status words of a text, in order; of two that overlap the one that begins first, then the longer one. */
export function findStatuses(view: View, isTaken: (span: Span) => boolean): StatusMark[] {
  const found: StatusMark[] = [];
  for (const {
    statuses,
    pattern,
    isWeak = false,
    isPrefix = false,
    isTick = false,
    isAhead = false,
    isRest = false,
    whole = false,
    tight = false,
  } of STATUS_RULES) {
    for (const place of places(view, pattern)) {
      const { end } = place;
      const start = behindThen(view, place);
      // เสร็จประชุม tells of something else.
      const isOpen = whole || /(?:เสรจ|สำเรจ)$/.test(place.found[0]);
      if ((isOpen && !isWhole(view, end)) || (tight && hasGap(view, place)) || isTaken({ start, end })) continue;
      found.push({
        start,
        end,
        statuses: isDoubted(view, start) || isOfThings(view, { start, end }) ? [] : statuses,
        isWeak,
        isPrefix,
        isTick,
        isAhead,
        isRest,
      });
    }
  }
  const kept: StatusMark[] = [];
  for (const mark of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start >= (kept.at(-1)?.end ?? 0)) kept.push(mark);
  }
  return kept;
}

/** The แล้ว that ends the words before a space is not that of แล้วเสร็จ. */
function behindThen(view: View, { start, end }: Span): number {
  const next = start + THEN.length;
  return view.key.startsWith(THEN, start) && next < end && isGap(view, next) && !beginsWord(view, start) ? next : start;
}

const THEN = 'แลว';
const isGap = (view: View, place: number): boolean => (view.from[place] ?? 0) > (view.to[place - 1] ?? 0);

function hasGap(view: View, { start, end }: Span): boolean {
  for (let place = start + 1; place < end; place += 1) if (isGap(view, place)) return true;
  return false;
}

/** A condition, a doubt or an order right before it: ถ้าอบรมเสร็จ, ไม่แน่ใจว่าเสร็จ. */
function isDoubted(view: View, start: number): boolean {
  const before = view.key.slice(Math.max(0, start - LONGEST_DOUBT), start);
  return DOUBT.test(before);
}

/** เอกสารยังไม่ครบ: papers are not complete, the measure may be. */
function isOfThings(view: View, { start, end }: Span): boolean {
  const words = view.key.slice(start, end);
  if (!words.includes('ครบ') || words.includes('เสรจ')) return false;
  const before = view.key.slice(Math.max(0, start - LONGEST_THING), start);
  return THINGS.test(before) || (words.startsWith('ไมครบ') && !beginsWord(view, start));
}

const LONGEST_THING = 12;
const THINGS = keyed(`${anyOf('เอกสาร ข้อมูล หลักฐาน สมัคร ลายเซ็น รายชื่อ คน เงิน งบ ของ คืน')}(?:ยัง)?$`, 'u');
const LONGEST_DOUBT = 30;
const DOUBT = keyed(
  `(?:${[
    `(?:(?<!ส)ถ้า|หาก(?!ิน)|หลังจาก(?:ที่)?|หลัง(?=ทำ|อบรม|ดำเนิน|จัด|ประชุม)|เมื่อ(?!วาน|วัน|เช้า|คืน|เดือน|สัปดาห์|อาทิตย์|ต้น|ปลาย|สัก))[\\p{L}\\p{M}]{0,14}`,
    anyOf(
      'ไม่ใช่ว่า ไม่ใช่ ไม่แน่ใจว่า ไม่แน่ใจ ไม่รู้ว่า ไม่รู้ ไม่ทราบว่า ไม่ทราบ ไม่มั่นใจว่า นึกว่า เข้าใจว่า คิดว่า ใครว่า เหมือนว่า เหมือนจะ อาจ อาจจะ ช่วย อย่าเพิ่ง อย่า กรุณา โปรด ขอให้ รอให้ ก่อน ก่อนที่จะ ก่อนจะ อยากให้ สั่งให้',
    ) + `(?:ทำ|ดำเนินการ|ทำให้|จัด|ข้อ ?\\d{1,3} ?)?`,
    `(?:เพื่อ|พยายาม)ให้[\\p{L}\\p{M}]{0,12}`,
    `(?:หรือ|เร่งให้|(?<!ยัง)คง(?:จะ)?|(?:ไม่|มิ)(?:ได้|ต้อง|น่า|น่าจะ|ควร|อยาก|ยอม|เคย)?)`,
    `(?:${anyOf('if when after before whether maybe')}) (?:it is |it's |is )?`,
  ].join('|')})$`,
  'u',
);
