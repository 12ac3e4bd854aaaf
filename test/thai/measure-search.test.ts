import fc from 'fast-check';
import { searchMeasures } from '../../src/thai/measure-search.ts';

const items = [
  { number: 1, title: 'โครงการอบรมธรรมะสัญจร' },
  { number: 2, title: 'กิจกรรมเปิดบ้านการคลัง' },
  { number: 5, title: 'มาตรการใช้รถส่วนกลางอย่างประหยัด' },
  { number: 15, title: 'มาตรการยืมพัสดุต้องคืน' },
  { number: 16, title: 'มาตรการตรวจน้ำมันรถส่วนกลาง' },
];
const found = (query: string) => searchMeasures(items, query).map(({ number }) => number);

describe('finding a measure by what an officer types', () => {
  it('takes a number, however it is written, for that measure alone', () => {
    for (const query of ['5', '๕', 'ข้อ ๕', '#5', 'ม.5', 'มาตรการที่ 5', ' (5) '])
      expect([query, found(query)]).toEqual([query, [5]]);
  });

  it('finds words in spite of missing tone marks, typing errors and OCR spaces', () => {
    expect(found('เปิดบาน')).toEqual([2]);
    expect(found('อบรมธรมะ')).toEqual([1]);
    expect(found('ยืม พัส ดุ')).toEqual([15]);
    expect(found('รถส่วนกลาง')).toEqual([5, 16]);
    expect(found('น้ำมัน รถส่วนกลาง')[0]).toBe(16);
  });

  it('finds nothing rather than something that does not fit', () => {
    for (const query of ['', '99', 'สวัสดีค่ะ', 'zzz', '??']) expect([query, found(query)]).toEqual([query, []]);
  });

  it('returns each title for itself first, and never throws', () => {
    for (const { number, title } of items) expect(found(title)[0]).toBe(number);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (query) => void searchMeasures(items, query)));
  });
});
