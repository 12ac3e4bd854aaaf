import { repairText } from '../../src/thai/repair.ts';

describe('Thai out of a PDF', () => {
  it('has marks and vowels put back to their letters', () => {
    expect(repairText('ผ ู้รับผิดชอบด ำเนินการ เ ป็น ต่าง ๆ')).toEqual({
      text: 'ผู้รับผิดชอบดำเนินการ เป็น ต่าง ๆ',
      isRepaired: false,
    });
  });

  it('has the tone marks of private code points', () => {
    expect(repairText('หน\uf70aวยงานปอ\uf70bงกัน').isRepaired).toBe(true);
    expect(repairText('ส\uf70aวนราชการ').text).toBe('ส่วนราชการ');
  });

  it('has sara am only where the word is written with it, when every sara aa has become one', () => {
    const damaged = 'กำรดำเนินกำร กำรบริหำรอำนำจ สำมำรถทำงำน อำจจัดทำรำยงำนประจำปี';
    expect(repairText(damaged).text).toBe('การดำเนินการ การบริหารอำนาจ สามารถทำงาน อาจจัดทำรายงานประจำปี');
    expect(repairText('สำนักปลัดกำหนดการ')).toEqual({ text: 'สำนักปลัดกำหนดการ', isRepaired: false });
  });
});
