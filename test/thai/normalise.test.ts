import fc from 'fast-check';
import { fold, skeleton, tidy } from '../../src/thai/normalise.ts';
import { editDistance, likeness } from '../../src/thai/distance.ts';
import { findOrganisations } from '../../src/thai/organisation-names.ts';
import { readReason, readStatus } from '../../src/thai/statuses.ts';

describe('comparing Thai texts', () => {
  it('does not care for OCR spaces, digits, invisible characters or the form of sara am', () => {
    expect(fold('สํา นัก\u200bปลัด ๓')).toBe(fold('สำนักปลัด 3'));
    expect(fold('เเผนงาน')).toBe(fold('แผนงาน'));
    expect(skeleton('กองยุทธ์ศาสตร์')).toBe(skeleton('กองยุทธศาสตร'));
  });

  it('gives a text that is folded or tidied already back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });

  it('counts the edits between two texts, and stops at the limit', () => {
    expect(editDistance('กองคลัง', 'กองคลัง')).toBe(0);
    expect(editDistance('กองคลัง', 'กองครัง')).toBe(1);
    expect(editDistance('กข', 'คฆงจ', 2)).toBe(3);
    expect(likeness('', '')).toBe(1);
  });
});

describe('words of the field', () => {
  it('reads a status with OCR spaces, and the explanation after it', () => {
    expect(readStatus('ดำเนิน การ แล้วเสร็จ')?.status).toBe('completed');
    expect(readStatus('รอการรายงานผล')?.status).toBe('waitingReport');
    expect(readStatus('ไม่สามารถดำเนินการได้ เนื่องจากไม่ได้รับงบประมาณ')).toEqual({
      status: 'cannotProceed',
      rest: 'ไม่ได้รับงบประมาณ',
    });
    expect(readStatus('ประชุมแล้วสองครั้ง')).toBeNull();
    expect(readReason('บุคลากรไม่เพียงพอ')).toBe('insufficientStaff');
    expect(readReason('ฝนตก')).toBeNull();
  });

  it('tells the name of an organisation from the sentence that goes on behind it', () => {
    const named = (text: string) => findOrganisations(text).map(({ type, name }) => type + name);
    expect(named('องค์การบริหารส่วนตำบลทุ่งทดสอบมีข้อจำกัด')).toEqual(['องค์การบริหารส่วนตำบลทุ่งทดสอบ']);
    expect(named('อบต.ทุ่งทดสอบ และเทศบาลหรือองค์การบริหารส่วนตำบลอื่น')).toEqual(['องค์การบริหารส่วนตำบลทุ่งทดสอบ']);
    expect(named('พระราชบัญญัติองค์การบริหารส่วนจังหวัด พ.ศ. ๒๕๔๐')).toEqual([]);
  });
});
