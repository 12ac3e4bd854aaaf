import fc from 'fast-check';
import { mergeUnits, sameUnit, splitUnits } from '../../src/thai/units.ts';

describe('the responsible column', () => {
  it.each([
    ['กองช่าง', ['กองช่าง']],
    ['สำนักปลัด กองคลัง กองการศึกษาฯ', ['สำนักปลัด', 'กองคลัง', 'กองการศึกษาฯ']],
    ['กองคลัง/กองช่าง, หน่วยตรวจสอบภายใน', ['กองคลัง', 'กองช่าง', 'หน่วยตรวจสอบภายใน']],
    ['1. กองคลัง 2. กองช่าง', ['กองคลัง', 'กองช่าง']],
    ['- กองคลัง\n- กองช่าง', ['กองคลัง', 'กองช่าง']],
    ['กองการศึกษา\nศาสนาและวัฒนธรรม', ['กองการศึกษา ศาสนาและวัฒนธรรม']],
    ['สำนักปลัด อบต. หรือ ส่วนราชการอื่นๆ', ['สำนักปลัด อบต.']],
    ['งานนิติการ สำนักปลัด', ['สำนักปลัด']],
    ['สำนัก ปลัด และกอง ช่าง', ['สำนักปลัด', 'กองช่าง']],
    ['ผู้อำนวยการกองคลัง', ['กองคลัง']],
    ['-', []],
  ])('%j names %j', (text, names) => {
    expect(splitUnits(text)).toEqual({ names, allUnits: false });
  });

  it('knows when every unit is meant', () => {
    for (const text of ['ทุกส่วนราชการ', 'ทุกกอง', 'ทุกสำนัก/กอง', 'ทุก ส่วน ราชการในสังกัด อบต.']) {
      expect([text, splitUnits(text)]).toEqual([text, { names: [], allUnits: true }]);
    }
  });

  it('takes misspellings and abbreviations for the same unit, and other units for others', () => {
    expect(sameUnit('กองยุทธ์ศาสตร์', 'กองยุทธศาสตร์')).toBe(true);
    expect(sameUnit('กองสวัสดิ การสังคม', 'กองสวัสดิการสังคม')).toBe(true);
    expect(sameUnit('สป.', 'สำนักปลัด อบต.')).toBe(true);
    expect(sameUnit('กองการศึกษาฯ', 'กองการศึกษา ศาสนาและวัฒนธรรม')).toBe(true);
    expect(sameUnit('กองคลัง', 'กองช่าง')).toBe(false);
  });

  it('puts spellings together under the most frequent one, a full name before its abbreviation', () => {
    expect(mergeUnits(['กองชาง', 'กองช่าง', 'กองช่าง', 'กองการศึกษาฯ', 'กองการศึกษาฯ', 'กองการศึกษา ศาสนาฯ'])).toEqual([
      { name: 'กองช่าง', aliases: ['กองชาง'] },
      { name: 'กองการศึกษาฯ', aliases: ['กองการศึกษา ศาสนาฯ'] },
    ]);
  });

  it('never throws and never invents a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const name of splitUnits(text).names) expect(name.trim()).not.toBe('');
      }),
    );
  });
});
