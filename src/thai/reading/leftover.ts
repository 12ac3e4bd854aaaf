import type { Read } from '../read-report.ts';
import { COUNTER_WORDS } from './counters.ts';
import type { Marks } from './marks.ts';
import { keyed } from './pattern.ts';
import { trimmed } from './trim.ts';
import type { Span, View } from './view.ts';
import { beginsWord, isLetter, original } from './view.ts';

/** How a part of a text is understood: `hard` is told elsewhere in the report, `soft` may stay in what was done but is not all of it. */
export interface Coverage {
  hard: readonly Span[];
  soft: readonly Span[];
}

/**
 * What is left of a stretch when everything understood is taken away: the text from its first to its last word, as it was
 * given; `null` when only joining words are left.
 */
export function leftover(
  { view, text, lines, sentenceEnds }: Marks,
  stretch: Span,
  coverage: Coverage,
): Read<string> | null {
  const covered = cover(stretch, lines, coverage);
  let first: Span | null = null;
  let last: Span | null = null;
  for (let place = stretch.start; place < stretch.end;) {
    let end = place + 1;
    if (covered[place - stretch.start] !== HARD) {
      while (
        end < stretch.end &&
        covered[end - stretch.start] !== HARD &&
        view.key.charAt(end) !== '\n' &&
        !sentenceEnds.has(end)
      )
        end += 1;
      const piece = { start: place, end };
      const words = saysMore(view, covered, stretch.start, piece) ? trimmed(text, original(view, piece)) : null;
      if (words !== null && words.end > words.start) {
        first ??= words;
        last = words;
      }
    }
    place = end;
  }
  if (first === null || last === null) return null;
  return { value: text.slice(first.start, last.end), start: first.start, end: last.end };
}

/** For each character of the stretch whether it is free, soft or hard; what is outside the lines is hard. */
function cover(stretch: Span, lines: readonly Span[], { hard, soft }: Coverage): Uint8Array {
  const covered = new Uint8Array(stretch.end - stretch.start).fill(HARD);
  const paint = (spans: readonly Span[], value: number) => {
    for (const { start, end } of spans) {
      const [from, to] = [Math.max(start, stretch.start), Math.min(end, stretch.end)];
      if (to > from) covered.fill(value, from - stretch.start, to - stretch.start);
    }
  };
  paint(lines, FREE);
  paint(soft, SOFT);
  paint(hard, HARD);
  return covered;
}

const FREE = 0;
const SOFT = 1;
const HARD = 2;

/** Whether a piece has words besides soft ones and those that only join. */
function saysMore(view: View, covered: Uint8Array, offset: number, { start, end }: Span): boolean {
  let words = '';
  for (let place = start; place < end; place += 1) {
    if (covered[place - offset] === SOFT) words += words.endsWith(' ') ? '' : ' ';
    else
      words +=
        (place > start && beginsWord(view, place) && isLetter(view.key.charAt(place)) ? ' ' : '') +
        view.key.charAt(place);
  }
  if (COUNT.test(words)) return true;
  const rest = words
    .split(/\s+/)
    .map((word) => word.replace(JOINING, ''))
    .join('');
  return (rest.match(/[\p{L}\p{M}]/gu) ?? []).length >= 2;
}

/** A number that counts something: 48 เรื่อง. */
const COUNT = keyed(`\\d {0,2}(?!ข้อ)${COUNTER_WORDS}`, 'u');

/** Words that say nothing of what was done when they are all that is left. */
const JOINING = keyed(
  `^[^\\p{L}\\p{M}\\d]*(?:ค่ะ|คะ|ครับผม|ครับ|คับผม|คับ|ค้าบ|คร้าบ|จ้าา*|นะ|เด้อ|ฮะ|น้า|ฮับ|อ่ะ|อะ|ค่าา*|สวัสดี|หวัดดี|ดี(?=ค่ะ|ครับ|คับ|จ้า)|ขอบคุณ|มาก|ขออนุญาต|ขอ|รายงาน|ผล|แจ้ง|เพิ่มเติม|อัปเดต|อัพเดท|อัพเดต|update|report|ดังนี้|ตามนี้|ดังต่อไปนี้|เรียน|ท่าน|ปลัด|ผอ\\.?|ผู้อำนวยการ|นายก|หัวหน้า|พี่|น้อง|ทุกคน|ทุก|ส่วน|สำหรับ|ของ|เรื่อง|สถานะ|เมื่อ|วันที่|ภายใน|ใน|ณ|ประมาณ|ไป|แล้ว|ได้|ที่|อีก|เลย|ก็|ทำ|ตอนนี้|ปัจจุบัน|ขณะนี้|เดี๋ยวนี้|แต่|และ|ทั้งหมด|หมด|ทุกอย่าง|อย่าง|มาตรการ|โครงการ|กิจกรรม|ข้อ|นี้|นั้น|ยัง|อยู่|คือ|ว่า|เนื่อง|จาก|เพราะ|เพิ่ง|พึ่ง|งาน|จะ|คาดว่า|น่าจะ|โดย|ซึ่ง|กับ|หรือ|บางส่วน|ด้วย|ทั้ง|เดียว|เท่านั้น|มี|ได้แก่|ขอแก้|ขอเปลี่ยน|คิดเป็น|ร้อยละ|ผลการดำเนินการ|ผลการดำเนินงาน|เปลี่ยนเป็น|ฝากลง|ฝาก|บันทึก|ลง|กรอก|ดำเนินการ|ดำเนินงาน|ผู้ประสานงาน|ผู้บังคับบัญชา|มา|พอดี|เมื่อกี้|ตะกี้|สักครู่|ตั้ง(?!แต่)|นาน|ปีที่แล้ว|ปีก่อน|ปีนี้|เรา|ฟรี|ยกเว้น|เว้น|ไม่รวม|นอกจาก|except|ปิด|ยอด|เงิน|บาท|งบ|จึง|เลยต้อง|เลย|รวม|กลุ่ม|ช่วง|ตั้งแต่|ถึง|เป็น|นิด|หน่อย|please|the|is|it|and|so|has|been|have|we|was|are|item|measure|now|already|on|with|for|but|ok|โอเค|ครับ|เท่า|ตาม(?:แผน|กำหนด)|ตาม|กำหนด|ผ่าน|ไลน์|รบกวน|ดู|ละ|หละ|นู่น|ช้า|เหมือนกัน|เช่นกัน|เช่นเดียวกัน){0,12}[^\\p{L}\\p{M}\\d]*\\d*[^\\p{L}\\p{M}\\d]*$`,
  'u',
);
