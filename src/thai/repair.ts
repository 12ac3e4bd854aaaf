/** A text as a program pulled it out of a PDF, made readable again, and whether letters were changed (spaces do not count). */
export interface RepairedText {
  text: string;
  isRepaired: boolean;
}

/**
 * Undoes what programs do to Thai when they pull text out of a PDF: tone marks in private code points, marks and vowels torn
 * off their letter by a space (`ด ำเนินการ`), and sara am in the place of every sara aa (`กำรทุจริต`).
 * Nothing else is touched; a sound text comes back as it is.
 */
export function repairText(text: string): RepairedText {
  const mapped = text.replace(/[\uf700-\uf71a]/g, (glyph) => GLYPHS[glyph.charCodeAt(0) - FIRST_GLYPH] ?? glyph);
  const joined = mapped.replace(TORN_MARK, '').replace(TORN_LEAD, '');
  const isInflated = count(joined, /กำร/g) >= 3 && count(joined, /กำร/g) > count(joined, /การ/g);
  const repaired = isInflated ? joined.replace(TRUE_OR_FALSE_AM, (found) => (found === 'ำ' ? 'า' : found)) : joined;
  return { text: repaired, isRepaired: mapped !== text || isInflated };
}

const FIRST_GLYPH = 0xf700;
/** What U+F700 … U+F71A stand for in the fonts of Windows and Macintosh: letters without foot, marks moved aside. */
const GLYPHS = 'ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู'.split('');
/** Spaces between a consonant and a mark or vowel with which no word begins. */
const TORN_MARK = /(?<=[ก-ฮ]) {1,2}(?=[ะ-ฺ็-๎])/g;
/** Spaces behind a vowel with which no word ends. */
const TORN_LEAD = /(?<=[เ-ไ]) {1,2}(?=[ก-ฮ])/g;

/** What is written with sara am, up to the first sara aa (which looks like one); patterns. */
const TRUE_AM = [
  'ดำเนิน สำนัก จำนวน กำหนด กำกับ กำลัง กำชับ กำจัด กำแพง ตำบล ตำแหน่ง ตำรวจ อำเภอ อำน ลำดับ ประจำ สำเร็จ สำเน สำคัญ',
  'สำหรับ สำรวจ สำรอง สำนึก สำนวน คำสั่ง คำนึง คำนำ คำแนะนำ คำร้อง คำขอ คำถ คำต คำป คำรับรอง แนะนำ ผู้นำ นำไป นำผล นำเสนอ นำข้อ',
  'จัดทำ ทำให้ กระทำ ทำแผน ทำคู่มือ ทำบัญชี ทำ(?=งำน|กำร|ควำม) นำ(?=มำใช้|ข้อมูล) ชำระ ชำรุด ชำน บำรุง บำบัด บำเหน็จ บำเพ็ญ รำ(?=คำญ) จำเป็น',
  'จำหน่ จำกัด จำลอง จำแนก จำเลย ดำรง ดำริ อำชญ (?<!ห)น้ำ ต่ำ(?!ง) ซ้ำ(?!ย) ย้ำ(?!ย) ถ้อยคำ นำแผน ลำป ลำพ ลำภ ลำห้วย สม่ำเสมอ เจตจำนง สำมะโน คำนวณ จดจำ',
].flatMap((words) => words.split(' '));
const TRUE_OR_FALSE_AM = new RegExp(`${TRUE_AM.toSorted((a, b) => b.length - a.length).join('|')}|ำ`, 'g');

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
