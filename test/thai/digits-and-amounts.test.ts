import fc from 'fast-check';
import { readAmount } from '../../src/thai/amounts.ts';
import { readInteger, toArabicDigits, toThaiDigits } from '../../src/thai/digits.ts';

describe('numbers as people type them', () => {
  it('reads the same integer in Thai and Arabic digits, and nothing but whole integers', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        expect(readInteger(String(number))).toBe(number);
        expect(readInteger(` ${toThaiDigits(String(number))} `)).toBe(number);
      }),
    );
    for (const text of ['', '-1', '1.5', 'ข้อ 1', '1 2', '１']) expect(readInteger(text)).toBeNull();
  });

  it('turns digits over and back without touching other characters', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(toArabicDigits(toThaiDigits(text))).toBe(toArabicDigits(text))),
    );
  });

  it('reads amounts with commas, in Thai digits, with words around them', () => {
    const read: [string, number][] = [
      ['12,500', 12_500],
      ['๑๒,๕๐๐ บาท', 12_500],
      ['12,500.-', 12_500],
      ['งบประมาณ ๗,๐๐๐.๒๕ บาท', 7_000.25],
      ['3.5 หมื่น', 35_000],
      ['1.2 ล้าน', 1_200_000],
      ['๒ แสน ๕ หมื่น', 250_000],
      ['0.00', 0],
    ];
    for (const [text, amount] of read) expect([text, readAmount(text)]).toEqual([text, amount]);
  });

  it('reads every way of writing no money as zero', () => {
    for (const text of ['-', 'ไม่มี', 'ไม่ใช้งบประมาณ', ' ไม่ ใช้ งบประมาณ ']) expect(readAmount(text)).toBe(0);
  });

  it('refuses what only looks like an amount', () => {
    for (const text of ['', 'ตามข้อบัญญัติ', '1,2', '12,34,567', '-500', '5 หมื่น 2 แสน', '1 2', '25/10/2569']) {
      expect([text, readAmount(text)]).toEqual([text, null]);
    }
  });

  it('reads back every amount to the satang, whatever its digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (satang) => {
        const written = (satang / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
        expect(readAmount(written)).toBe(satang / 100);
        expect(readAmount(`${toThaiDigits(written)} บาท`)).toBe(satang / 100);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readAmount(text)));
  });
});
