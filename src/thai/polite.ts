/** Words and signs of politeness or haste behind a request: they ask for nothing. */
const TAIL = /(?:[\s!?.,…~ๆ]|หน่อย|ด้วย|ที|นะ|น้า|คะ|ค่ะ|คับ|ครับ|คร้าบ|ค้าบ|ค่า|จ้า|จ้ะ|จ๊ะ|ขอรับ|please|pls|thanks)+$/iu;
const LEAD = /^(?:(?:รบกวน|ช่วย|ขอ|ดู|please|show)\s*)+/iu;

/**
 * A request without what politeness and haste add to it: `ขอสรุปหน่อยค่ะ` and `สรุปปป!!` are both สรุป. For comparing with the
 * words of commands only: what is left of any other sentence means nothing.
 */
export function bareRequest(text: string): { whole: string; withoutLead: string } {
  const whole = calm(text.trim().replace(TAIL, ''));
  return { whole, withoutLead: whole.replace(LEAD, '') };
}

/** A letter held down once: `สรุปปป` and `ค้าาาง` are สรุป and ค้าง. */
export const calm = (word: string): string => word.replace(DRAWN_OUT, '$1');

/** A letter or sign held down: three or more of it. */
const DRAWN_OUT = /([\p{L}\p{M}])\1{2,}/gu;
