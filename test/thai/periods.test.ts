import fc from 'fast-check';
import { MONTH_NAMES } from '../../src/thai/months.ts';
import { mentionedSpans, readDate, readPeriod } from '../../src/thai/periods.ts';
import { toThaiDigits } from '../../src/thai/digits.ts';

const ends = (text: string, fiscalYear?: number) => {
  const { from, to } = readPeriod(text, fiscalYear);
  return [from, to];
};

describe('periods as people write them', () => {
  it.each([
    ['กุมภาพันธ์ ๒๕๗๑', '2028-02-01', '2028-02-29'],
    ['มกราคม - มีนาคม ๒๕๗๐', '2027-01-01', '2027-03-31'],
    ['ธ.ค. ๒๕๖๙ – มีนาคม ๒๕๗๐', '2026-12-01', '2027-03-31'],
    ['ธ.ค. ๒๕๖๙ เป็นต้นไป', '2026-12-01', null],
    ['ม.ค.- ก.ย.๗๐', '2027-01-01', '2027-09-30'],
    ['ตลอดปีงบประมาณ', '2026-10-01', '2027-09-30'],
    ['ตุลาคม ๒๕๖๙ ถึง มีนาคม ๒๕๗๐', '2026-10-01', '2027-03-31'],
    ['ต.ค.๖๙ ถึง ก.ย. ๗๐', '2026-10-01', '2027-09-30'],
    ['๑. ตุลาคม ๒๕๖๙ ถึง ๓๐ กันยายน ๒๕๗๐', '2026-10-01', '2027-09-30'],
    ['1/10/2569 - 31/3/2570', '2026-10-01', '2027-03-31'],
    ['October 2026 - Mar 2027', '2026-10-01', '2027-03-31'],
    ['2026-10-05 ถึง 2026-10-07', '2026-10-05', '2026-10-07'],
    ['ตุ ลาคม - มี นาคม', '2026-10-01', '2027-03-31'],
    ['5 - 7 มกราคม 2570', '2027-01-05', '2027-01-07'],
    ['ภายใน ๓๐ เมษายน ๒๕๗๐', null, '2027-04-30'],
    ['ไตรมาสที่ ๒', '2027-01-01', '2027-03-31'],
    ['เมษายน', '2027-04-01', '2027-04-30'],
    ['พฤศจิกายน', '2026-11-01', '2026-11-30'],
  ])('%s in fiscal year 2570', (text, from, to) => {
    expect(ends(text, 2570)).toEqual([from, to]);
    expect(readPeriod(text, 2570).text).toBe(text);
  });

  it('leaves both ends open when the text is no period, impossible, or runs backwards', () => {
    for (const text of ['', 'ทุกวันศุกร์', '๓๑ กันยายน ๒๕๗๐', 'ก.ย. ๗๐ - ต.ค. ๖๙']) {
      expect([text, ...ends(text, 2570)]).toEqual([text, null, null]);
    }
  });

  it('does not guess the year of a month when no fiscal year is known', () => {
    expect(ends('เมษายน')).toEqual([null, null]);
    expect(ends('ตลอดปีงบประมาณ')).toEqual([null, null]);
  });

  it('reads a month range back from every spelling, in either calendar and either kind of digits', () => {
    const month = fc.integer({ min: 0, max: 11 });
    fc.assert(
      fc.property(
        month,
        month,
        fc.nat(3),
        fc.nat(3),
        fc.integer({ min: 2560, max: 2590 }),
        fc.boolean(),
        (a, b, i, j, year, isThai) => {
          const [first, second] = [Math.min(a, b), Math.max(a, b)];
          const spell = (index: number, which: number) => MONTH_NAMES[index]?.[which] ?? MONTH_NAMES[index]?.[0] ?? '';
          const years = [String(year), `พ.ศ. ${year}`, String(year - 543), String(year).slice(2)];
          for (const written of years) {
            const text = `${spell(first, i)} ถึง ${spell(second, j)} ${written}`;
            const period = readPeriod(isThai ? toThaiDigits(text) : text);
            expect(period.from).toBe(`${year - 543}-${String(first + 1).padStart(2, '0')}-01`);
            expect(period.to?.slice(0, 7)).toBe(`${year - 543}-${String(second + 1).padStart(2, '0')}`);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never throws, and never ends before it starts', () => {
    const word = fc.constantFrom(
      'ต.ค.',
      'มกราคม',
      '๒๕๗๐',
      '69',
      '-',
      'ถึง',
      '๓๑',
      'เป็นต้นไป',
      'ไตรมาส 3',
      '/',
      '1',
      ' ',
      'ปี',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const { from, to } = readPeriod(words.join(' '), 2570);
        if (from !== null && to !== null) expect(from <= to).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPeriod(text, 2570)));
  });

  it('reads a whole date alone, and finds those inside a sentence', () => {
    expect(readDate('๕ มิ.ย. ๗๐')).toBe('2027-06-05');
    expect(readDate('มิถุนายน ๒๕๗๐')).toBeNull();
    const found = mentionedSpans('ประชุมเมื่อ ๕ พ.ย. ๒๕๖๙ และสรุปในเดือนมกราคม ๒๕๗๐');
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-05', '2026-11-05'],
      ['2027-01-01', '2027-01-31'],
    ]);
  });
});
