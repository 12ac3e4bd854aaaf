import type { Span, View } from './view.ts';
import { beginsWord } from './view.ts';

/**
 * A pattern over the key of a view, written in ordinary Thai: tone marks are left out as the key leaves them out.
 * Every repetition in a source is bounded or over a single class, so that no text makes it slow.
 */
export function keyed(source: string, flags = 'gu'): RegExp {
  return new RegExp(source.replaceAll('แล้ว', 'แลั?ว').replace(/[็-๎ฯๆ]/g, ''), flags);
}

/** Alternatives of a pattern: a table of words set apart by spaces, the longest first. */
export function anyOf(words: string): string {
  return `(?:${words
    .split(/\s+/)
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length)
    .join('|')})`;
}

/** Every place in the key where a pattern stands. */
export function* places(view: View, pattern: RegExp): Generator<Span & { found: RegExpExecArray }> {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(view.key); found !== null; found = pattern.exec(view.key)) {
    if (found[0] === '') pattern.lastIndex += 1;
    else yield { start: found.index, end: found.index + found[0].length, found };
  }
}

/** Where a pattern with the flag `y` ends when it stands at a place; `null` when it does not. */
export function endAt(view: View, pattern: RegExp, place: number): number | null {
  pattern.lastIndex = place;
  return pattern.test(view.key) ? pattern.lastIndex : null;
}

/** Whether a word that ends here is whole: nothing of a longer word follows, only what may stand behind it unspaced. */
export function isWhole(view: View, end: number): boolean {
  return beginsWord(view, end) || endAt(view, GOES_ON, end) !== null;
}

/** What people type right behind a word without a space. */
const GOES_ON = keyed(
  anyOf(
    'ค่ะ คะ ครับ คับ ค้าบ คร้าบ จ้า จ้ะ นะ น้า น่ะ ฮะ ฮับ งับ เด้อ ค่า(?!ใช้|น้ำ|อาหาร|วิทยากร|จ้าง) เลย เพราะ เนื่อง เหมือนกัน แต่ และ ส่วน ข้อ(?=\\d|ที่\\d|นี้) ร้อยละ กิจกรรม โครงการ มาตรการ ใน ตาม สัก อะไร เมื่อ ภายใน ทั้ง บางส่วน บ้าง เดือน ปี ติด ด้วย ทำให้ จาก โดย แล้ว อยู่ หมด ไป ต่อ ก่อน ประมาณ ได้ จน สิ้น วัน พรุ่ง สัปดาห์ อาทิตย์ ไตรมาส เบิก ใช้งบ ใช้เงิน งบ อีก พร้อม ถึง กว่า ผล ทุก ตั้งแต่ เร็ว ช้า คร่าว เกือบ (?:หนึ่ง|สอง|สาม|สี่)ใน ละ',
  ),
  'uy',
);
