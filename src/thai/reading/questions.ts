import { anyOf, keyed, places } from './pattern.ts';
import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

/** The parts of a text that ask or order instead of telling (ข้อ 5 เสร็จหรือยัง, ช่วยรายงานข้อ 5 ด้วย), sentence by sentence. */
export function findQuestions(view: View, text: string, sentences: readonly Span[], told: readonly Span[]): Span[] {
  const asks = [...places(view, ASKS)].filter(({ start, end, found }) => isAsked(view, text, { start, end }, found));
  return sentences.filter((sentence) => {
    const words = view.key.slice(sentence.start, sentence.end);
    if (asks.some(({ start }) => start >= sentence.start && start < sentence.end)) return true;
    // ฝากลงข้อ 2 เสร็จแล้ว: to be written down is what a report is for.
    const isTold = told.some(({ start }) => start >= sentence.start && start < sentence.end);
    if (isTold && RECORD.test(words)) return false;
    return ORDER_FIRST.test(words) || ORDER.test(words) || ENGLISH.test(words) || /[?？] ?$/.test(words);
  });
}

/** The sentences of a text as far as people set them apart: lines, commas, and a particle of politeness before a space. */
export function sentencesOf(
  view: View,
  lines: readonly Span[],
  mentions: readonly Span[],
  statuses: readonly Span[],
): Span[] {
  return lines.flatMap((line) => {
    const inLine = mentions.filter(({ start }) => start > line.start && start < line.end);
    const later = inLine.filter(
      (mention) =>
        inLine.some(({ start }) => start < mention.start) ||
        statuses.some(({ start, end }) => start >= line.start && end <= mention.start) ||
        mentions.some(({ start }) => start === line.start),
    );
    const cuts = [...breaks(view, line), ...later.map(({ start }) => start)];
    const edges = [line.start, ...cuts.toSorted((a, b) => a - b), line.end];
    return edges.slice(1).flatMap((end, index) => {
      const start = edges[index] ?? end;
      return end > start ? [{ start, end }] : [];
    });
  });
}

function breaks(view: View, { start, end }: Span): number[] {
  BREAK.lastIndex = start;
  const cuts: number[] = [];
  for (let found = BREAK.exec(view.key); found !== null && found.index < end; found = BREAK.exec(view.key)) {
    const cut = found.index + found[0].length;
    const isWord = found[1] === undefined || beginsWord(view, found.index + found[1].length);
    if (isWord && cut < end) cuts.push(cut);
  }
  return cuts;
}

/** What the key alone cannot tell, for it has no tone marks: ทำไม from ทำไม่, ไหม from ไหม้. */
function isAsked(view: View, text: string, { start, end }: Span, found: RegExpExecArray): boolean {
  const { silk, why, last, many } = found.groups ?? {};
  const words = text.slice(view.from[start], view.to[end - 1]);
  if (silk !== undefined)
    return /ไหม(?![่้๊๋])/.test(words) && !SILK_BEFORE.test(view.key.slice(Math.max(0, start - 8), start));
  if (many !== undefined) return words.includes('กี่');
  if (why !== undefined) return !/ไม่/.test(words);
  return last === undefined || beginsWord(view, end) || AFTER_LAST.test(view.key.slice(end, end + 8));
}

const BREAK = keyed('(?:[,;?](?!\\d)|(ค่ะ|คะ|ครับ|คับ|จ้า|ค้าบ) ?[?]{0,3}) ?');
const SILK_BEFORE = keyed('(?:ผ้า|เลี้ยง|ทอ|เส้น|หม่อน|ตัว|อก)$', 'u');
const AFTER_LAST = keyed('^(?:คะ|ค่ะ|ครับ|คับ|อะ|เอ่ย|น้า|นะ|น่ะ|จ๊ะ|จ้ะ|แล้ว|บ้าง|กัน|พี่|น้อง|ข้อ)', 'u');
const ASKS = keyed(
  [
    '(?:หรือ|รึ|หรอ)(?:ยัง|เปล่า|ป่าว|ป่ะ)',
    '(?<last>(?:เสร็จ|ทำ|ส่ง|จัด|เริ่ม|เบิก|แล้ว|รายงาน|เรียบร้อย|ครบ|อบรม|ดำเนินการ)(?:กัน)?(?:หรือ|รึ)?ยัง)(?!ไง|ไม|คง|มี|อยู|รอ|ติด)',
    '(?<silk>ไหม)(?!ไทย)',
    '(?<!ส|นา|นิ|ห)มั้ย(?=คะ|ครับ|[ \\n?]|$)',
    '(?<!ไม่มี|ไม่|แล้วแต่)ใคร(?!ก็|ที่|มา)',
    'เมื่อไห?ร่?(?!ก็)|เท่าไห?ร่?(?!นัก)|(?<many>(?<!เ)กี่(?=[\\p{L}]))',
    '(?<!ไม่[\\p{L}\\p{M}]{0,12}|มิ[\\p{L}\\p{M}]{0,12}|ยังไง)อะไร(?:(?=บ้าง|คะ|ครับ)| ?(?=$|\\n|[?]))',
    '(?:ยังไง|อย่างไร(?!ก็)|ว่าไง|เป็นไง)(?=บ้าง|ต่อ|คะ|ครับ|คับ|ดี|[ \\n?]|$)',
    '(?:(?<!ไม่[\\p{L}\\p{M}]{0,6})ถึง|ข้อ|ตรง|ที่|คน|กอง|วัน|อัน)ไหน(?!ก็)|(?<!ไม่มี[\\p{L}\\p{M}]{0,14}|ไม่รู้[\\p{L}\\p{M}]{0,14})ไหน(?=คะ|ครับ|คับ|ดี|บ้าง|[ \\n?]|$)',
    '(?:เ)?หรอ(?=คะ|ครับ|คับ|[ \\n?]|$)',
    '(?<why>ทำไม)(?!ได้|ไม่)',
    '(?:ใช่|ได้|จริง)ป่ะ',
  ].join('|'),
);
const RECORD = keyed(
  '(?:บันทึก|ลง|กรอก|อัปเดต|อัพเดต|อัพเดท|แก้(?:ไข)?|เปลี่ยน)(?:ให้|ผล|ข้อมูล|รายงาน){0,2} ?(?:ข้อ|#|มาตรการ|\\d)',
  'u',
);
const LEAD = '^(?:[ \\-]|สวัสดี|ค่ะ|คะ|ครับ|คับ|พี่|น้อง|ทุกคน|ทุกท่าน|ทุกกอง|ผอ\\.|ท่าน){0,6}';
/** Orders that begin a sentence. */
const ORDER_FIRST = keyed(
  `${LEAD}${anyOf(
    'ช่วย(?!เหลือ|งาน|กัน|ให้|ลด|เพิ่ม|แก้) กรุณา โปรด รบกวน ฝาก อย่าลืม อยากทราบ อยากรู้ อยากให้ อยากได้ ขอดู ขอทราบ ขอผล ขอรายชื่อ ขอเอกสาร ขอไฟล์ ขอรูป ขอเลข ขอยอด ขอแบบ ขอลิงก์ ขอเบอร์ ขอคน ขอรายละเอียด ขอข้อมูล ขอสรุป ขอให้ ขอเวลา ขอถาม สอบถาม เตือน แจ้งปิด แจ้งเตือน แจ้งเวียน แจ้งทุก แจ้งกำหนด ทุกกองต้อง ทุกกองเร่ง ส่งข้อ\\s?\\d ส่งรายงาน ส่งผล ขอบคุณสำหรับ ขอบคุณที่ ขอบคุณทุก ตามงาน ตามข้อ ตามผล ทวง ใครยัง ยังเหลือใคร เหลือใคร (?:สรุป|ดู|เปิด|แก้ไข|แก้|ประวัติ)(?:ข้อ)?\\s?\\d',
  )}`,
  'u',
);
/** Orders wherever they stand. */
const ORDER = keyed(
  '(?:รบกวน|กรุณา|โปรด|ช่วย(?!เหลือ|งาน|กัน|ลด|เพิ่ม|แก้)[\\p{L}\\p{M} ]{1,20}(?:ด้วย|หน่อย|ที)|(?:ให้|ที)หน่อย|(?<!นิด|อีก|เล็ก)หน่อย(?:ค่ะ|คะ|ครับ|คับ|นะ|จ้า|$)|ฝากด้วย|อย่าลืม|(?:ต้อง|ให้)?ส่ง(?:ผล|รายงาน|งาน)?(?:ภายใน|ก่อนวันที่|ด้วยนะ|ด้วยค่ะ)|กำหนดส่ง|(?<!ยังไม่)ครบกำหนด(?:ส่ง)?|ต้องรายงาน|ต้องทำให้เสร็จ|ต้องเสร็จ)',
  'u',
);
const ENGLISH =
  /^ ?(?:(?:so|and|but|hi|hello),? )?(?:(?:is|are|has|have|did|does|do|who|what|when|where|why|how|which|can|could|should|please|remind)(?:n't)? |what's |who's )/;
