import { toArabicDigits } from './digits.ts';

/**
 * An amount of money in baht, rounded to the satang; `null` when the text is not an amount.
 * Reads Thai and Arabic digits, thousands commas, multiples (5.5 หมื่น, 1 ล้าน 2 แสน) and the ways to write none (-, ไม่มี).
 */
export function readAmount(text: string): number | null {
  const plain = toArabicDigits(text).trim().replace(/\s+/g, ' ');
  if (plain.length === 0 || plain.length > LONGEST) return null;
  if (NONE.has(plain.replace(/ /g, ''))) return 0;
  const bare = plain
    .replace(LEAD, '')
    .replace(TAIL, '')
    .replace(/,\s+(?=\d{3})/g, ',')
    .trim();
  const amount = readMultiples(bare) ?? readNumber(bare);
  return amount === null || amount > LARGEST ? null : Math.round(amount * 100) / 100;
}

const LONGEST = 60;
/** Far above any budget of a local government; beyond it a number is a reference or an account number. */
const LARGEST = 1e12;
const NONE = new Set(
  [
    '- – — -- 0.- ไม่มี ไม่มีงบประมาณ ไม่ใช้งบประมาณ ไม่ใช้งบ ไม่ได้ใช้งบประมาณ',
    'ไม่ใช้ ไม่ต้องใช้งบประมาณ ไม่มีค่าใช้จ่าย ไม่ใช้จ่ายงบประมาณ ศูนย์ ศูนย์บาท ไม่เบิกจ่าย ยังไม่เบิกจ่าย',
    'ไม่ได้เบิกจ่าย ยังไม่ได้เบิกจ่าย ไม่ได้ใช้ ไม่ได้ตั้งงบประมาณ ไม่มีการเบิกจ่าย none no',
  ].flatMap((words) => words.split(' ')),
);
const LEAD = /^(?:ใช้)?(?:งบประมาณ|จำนวนเงิน|จำนวน|วงเงิน|ประมาณ|เป็นเงิน|฿)\s*/;
const TAIL = /\s*(?:บาทถ้วน|บาท|บ\.|thb|baht|฿|\.-|\.–)\s*\.?-?$/i;
const MULTIPLES: Record<string, number> = {
  ร้อย: 100,
  พัน: 1_000,
  หมื่น: 10_000,
  แสน: 100_000,
  ล้าน: 1_000_000,
  ร้อยล้าน: 100_000_000,
  พันล้าน: 1_000_000_000,
  สิบล้าน: 10_000_000,
};

/** `1.2 ล้าน`, `1 ล้าน 2 แสน 500`: each multiple smaller than the one before. */
function readMultiples(text: string): number | null {
  const part = /([0-9,.]+)\s*(สิบล้าน|ร้อยล้าน|พันล้าน|ล้าน|แสน|หมื่น|พัน|ร้อย)?\s*/y;
  let sum = 0;
  let last = Infinity;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    const number = found === null ? null : readNumber(found[1] ?? '');
    const multiple = found?.[2] === undefined ? 1 : (MULTIPLES[found[2]] ?? 1);
    if (number === null || multiple >= last) return null;
    sum += number * multiple;
    last = multiple;
  }
  return last === Infinity ? null : sum;
}

/** A number with correct thousands commas or none. */
function readNumber(text: string): number | null {
  const proper = /^(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?$/.test(text);
  return proper ? Number(text.replaceAll(',', '')) : null;
}
