import fc from 'fast-check';

/** Put into texts so that what is merely echoed can be told from what the bot itself says. */
export const ECHOED = '{{injection}}';

const FRAGMENTS = [
  ECHOED,
  '$t(bot.name)',
  '__proto__',
  '{"$where":"sleep(1000)"}',
  "'; drop table members; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%s%s%n',
  '\u0000\u0001\u0007\u001b[31m',
  '\u202eกลับหลัง\u202c',
  '\u200b\u200d\ufeff',
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏽',
  '\ud83d',
  '\udc00',
  'น้ํา้้้้้้้้้',
  'e\u0301\u0301\u0301\u0301',
  '﷽',
  'ก'.repeat(300),
  'a b\tc\r\nd\ne',
  '٣٤٥',
  '-1',
  '1e309',
  '999999999999999999999',
  '0x10',
  '๙๙๙',
  '/',
  '=confirm',
  'https://example.com/?q=[]',
];
const WORDS = [
  'รายงาน',
  'รายงาน 1',
  'รายงาน 2',
  'สรุป',
  'สรุป กองคลัง',
  'ค้าง',
  'เชิญ',
  'สมาชิก',
  'ผูกกลุ่ม',
  'ภาษา',
  'language en',
  'ภาษา ภาษาไทย',
  'ช่วยเหลือ',
  'ลงทะเบียน',
  'ลงทะเบียน ABCD-2345',
  'ยกเลิก',
  'ย้อนกลับ',
  'ข้าม',
  'บันทึก',
  'แก้ไข',
  'ทำต่อ',
  'ดูเพิ่ม',
  'ใช้ข้อความนี้',
  '1',
  '2',
  '3',
  '๑',
  'เสร็จแล้ว',
  'ไม่มี',
  '5,000',
  'START-2570',
];

/** What a person might type to break the bot; between it ordinary words, so that it comes deep into conversations. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...FRAGMENTS)).map((two) => two.join(' ')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('ก', '🏳️‍🌈', ' ', '\n', 'x').map((one) => one.repeat(10_000).slice(0, 10_000)),
  },
);

/** Data of buttons nobody was ever shown. */
export const postbackData: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom('a', 'k', 'c', 'x', ''),
      fc.constantFrom('report', 'register', 'summary', 'invite', 'language', 'run', '__proto__', 'constructor'),
      fc.constantFrom(
        'setup',
        'save',
        'status',
        '=confirm',
        '=edit',
        '000000000000000000000000',
        'unit:x',
        'dimension:1',
        'toString',
        '..',
      ),
      fc.constantFrom('', 'completed', 's0', 'new', '-1', '1e999', '__proto__', 'x'.repeat(200)),
    )
    .map((parts) => parts.join('/')),
  fc.constantFrom(
    'c/report/650000000000000000000001',
    'c/register/setup',
    'c/help',
    'c/pending',
    '{"$ne":null}',
    '[]',
    'x'.repeat(300),
  ),
);

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const ODD: Json[] = [
  null,
  '',
  0,
  -1,
  1e308,
  [],
  {},
  true,
  '$where',
  '\ud800',
  'x'.repeat(300),
  { $gt: '' },
  ['__proto__'],
  253_402_300_799_999,
];

/** A copy of an event with one part, however deep, replaced by something odd or taken out. */
export function mutated(event: { [key: string]: Json }, at: number, odd: number): { [key: string]: Json } {
  const copy = structuredClone(event);
  const places: (() => void)[] = [];
  const walk = (node: { [key: string]: Json }) => {
    for (const [key, value] of Object.entries(node)) {
      places.push(() => {
        const wanted = ODD[odd % (ODD.length + 1)];
        if (wanted === undefined) delete node[key];
        else node[key] = structuredClone(wanted);
      });
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) walk(value);
    }
  };
  walk(copy);
  places[at % places.length]?.();
  return copy;
}

/** A text with some of its characters or lines taken out, doubled, swapped or replaced. */
export const damage: fc.Arbitrary<(whole: string) => string> = fc
  .array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom('cut', 'double', 'insert', 'line', 'lineTwice', 'word', 'end'),
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        '\\u0000',
        '\\ud800',
        '- ',
        '&a ',
        '*a',
        '!!js ',
        'null',
        '1e400',
        '~',
        '\t',
        '$',
        'ก',
        '__proto__',
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (steps) => (whole: string) =>
      steps.reduce((now, [share, how, by]) => {
        const at = Math.floor(share * now.length);
        const lines = now.split('\n');
        const line = Math.floor(share * lines.length);
        if (how === 'cut') return now.slice(0, at) + now.slice(at + 1);
        if (how === 'double') return now.slice(0, at) + now.slice(Math.max(0, at - 12));
        if (how === 'insert') return now.slice(0, at) + by + now.slice(at);
        if (how === 'line') return lines.toSpliced(line, 1).join('\n');
        if (how === 'lineTwice') return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
        if (how === 'word') return now.slice(0, at) + now.slice(at).replace(/[A-Za-z]+/, by);
        return now.slice(0, Math.max(1, at));
      }, whole),
  );
