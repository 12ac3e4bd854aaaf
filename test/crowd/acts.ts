import fc from 'fast-check';

/** What a person of the crowd does; numbers choose among what there is at that moment. */
export type Act = { person: number } & (
  | { kind: 'say'; text: string; group: number | null; addressed: boolean }
  /** Words of their own, marked so that they are known wherever they turn up. */
  | { kind: 'write'; before: string; group: number | null; addressed: boolean }
  /** A button that was ever on this screen. */
  | { kind: 'press'; which: number; group: number | null }
  | { kind: 'sticker' | 'photo' | 'place'; group: number | null }
  | { kind: 'photos'; count: number }
  | { kind: 'unsend' | 'edit'; which: number; group: number | null }
  | { kind: 'nameless'; text: string; group: number }
  | { kind: 'leave' | 'comeBack'; group: number }
  /** A whole report in few words, said to its end. */
  | { kind: 'report'; measure: number; group: number | null }
);

/** What happens to the machines meanwhile. */
export type Trouble = 'none' | 'crash' | 'restart' | 'again';

export interface Step {
  acts: Act[];
  trouble: Trouble;
}

const COMMANDS = [
  'รายงาน',
  'รายงานที่เหลือ',
  'สรุป',
  'ค้าง',
  'ช่วยเหลือ',
  'ตรวจ',
  'report 2',
  'summary',
  'ยกเลิก',
  'ย้อนกลับ',
  'ข้าม',
  'บันทึก',
  'แก้ไข',
  'คงเดิม',
  'ดูเพิ่ม',
];
const NUMBERED = ['รายงาน', 'แก้ไข', 'ประวัติ', 'หลักฐาน', 'ทำไม', 'ตรวจ'];
/** Beginnings of a sentence that goes on with words of the person. */
const BEGINNINGS = ['', '', '', 'ข้อ 3 กำลังทำ ', 'รายงาน 5 เสร็จแล้ว ', 'ข้อ ๗ ทำไม่ได้เพราะ ', 'ปัญหา: '];

/**
 * @param people how many there are; `groups`: how many groups
 * @param measures how many measures each office has
 */
export function arbitraryStep(people: number, groups: number, measures: number): fc.Arbitrary<Step> {
  const person = fc.nat(people - 1);
  const group = fc.nat(groups - 1);
  const place = fc.option(group, { freq: 3 });
  const addressed = fc.integer({ min: 0, max: 4 }).map((number) => number > 0);
  const which = fc.nat(40);
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...COMMANDS) },
    { weight: 3, arbitrary: fc.constantFrom('1', '2', '3', '1', '2', '๑') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...NUMBERED), fc.integer({ min: 1, max: measures + 1 }))
        .map(([word, number]) => `${word} ${number}`),
    },
  );
  const act = fc.oneof(
    { weight: 14, arbitrary: fc.record({ kind: fc.constant('say' as const), person, text, group: place, addressed }) },
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        person,
        before: fc.constantFrom(...BEGINNINGS),
        group: place,
        addressed,
      }),
    },
    { weight: 14, arbitrary: fc.record({ kind: fc.constant('press' as const), person, which, group: place }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('sticker' as const, 'photo' as const, 'place' as const),
        person,
        group: place,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('report' as const),
        person,
        measure: fc.integer({ min: 1, max: measures }),
        group: place,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('photos' as const), person, count: fc.constantFrom(2, 3) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('unsend' as const, 'edit' as const), person, which, group: place }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('nameless' as const), person, text, group }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('leave' as const, 'comeBack' as const, 'comeBack' as const),
        person,
        group,
      }),
    },
  ) as fc.Arbitrary<Act>;
  return fc.record({
    acts: fc.array(act, { minLength: 1, maxLength: 12 }),
    trouble: fc.constantFrom<Trouble>('none', 'none', 'none', 'none', 'crash', 'restart', 'again'),
  });
}
