import { fold, skeleton, tidy } from './normalise.ts';
import { editDistance } from './distance.ts';

/** The units named in a responsible column. */
export interface NamedUnits {
  /** Names as written, a sub-unit left out when its unit follows or precedes it. */
  names: string[];
  /** True for ทุกส่วนราชการ and its like. */
  allUnits: boolean;
}

/**
 * Splits the text of a responsible column into unit names: by line, comma, slash, และ, or a space before the next unit
 * (`สำนักปลัด กองคลัง`), but not inside a name (`กองการศึกษา ศาสนาและวัฒนธรรม`, `สำนักปลัด อบจ.`).
 * `X หรือ ส่วนราชการอื่นๆ` names X; `งานนิติการ สำนักปลัด` names สำนักปลัด.
 */
export function splitUnits(text: string): NamedUnits {
  const plain = text
    .split('\n')
    .map((line) => tidy(line).replace(ITEM, ''))
    .join(' ')
    .replace(/\s(?:[-–•]|\(?[0-9๐-๙]{1,2}[.)])\s/g, ' , ')
    .replace(LONE_WORD, '$1')
    .replace(LAST_PART, '')
    .trim();
  if (/^[-–—\s]*$/.test(plain)) return { names: [], allUnits: false };
  const allUnits = ALL.test(plain);
  const rest = allUnits ? plain.replace(ALL, ' ') : plain;
  // `ในสังกัด อบต.` that follows ทุกส่วนราชการ names no unit.
  const names = pieces(rest)
    .flatMap(unitsOfPiece)
    .filter((name) => !allUnits || IS_UNIT.test(name));
  return { names: [...new Set(names)], allUnits };
}

/**
 * Whether two spellings mean the same unit: tone marks, OCR spaces, the organisation after สำนักปลัด, abbreviations (สป.,
 * กองการศึกษาฯ) and one typing error in a long name do not count.
 */
export function sameUnit(a: string, b: string): boolean {
  const [left, right] = [unitKey(a), unitKey(b)];
  if (left === '' || right === '') return false;
  if (left === right || isShortFor(a, right) || isShortFor(b, left)) return true;
  const shorter = Math.min(left.length, right.length);
  return shorter >= 8 && editDistance(left, right, 1) <= 1;
}

/** Spellings put together: each unit by its most frequent spelling, a full name before its abbreviation. */
export function mergeUnits(names: readonly string[]): { name: string; aliases: string[] }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const groups: string[][] = [];
  for (const name of counts.keys()) {
    // No organisation has hundreds of units: beyond that a column holds something else, and nothing is put together.
    const group =
      counts.size > MOST_UNITS
        ? undefined
        : groups.find((spellings) => spellings.some((other) => sameUnit(name, other)));
    if (group === undefined) groups.push([name]);
    else group.push(name);
  }
  return groups.map((spellings) => {
    const weigh = (name: string) => weight(name, counts.get(name) ?? 0);
    const [name = '', ...aliases] = spellings.toSorted((a, b) => weigh(b) - weigh(a));
    return { name, aliases };
  });
}

const MOST_UNITS = 300;
const weight = (name: string, count: number): number => count - (name.includes('ฯ') ? 1_000 : 0);

const ITEM = /^(?:[-–•*]|\(?[0-9๐-๙]{1,2}[.)])\s*/;
const ALL =
  /(?:ทุก|ทั้ง)\s?(?:ส่วน\s?ราชการ|กอง\s?\/\s?สำนัก|สำนัก\s?\/\s?กอง|สำนัก|กอง|ส่วน|หน่วยงาน|ฝ่าย|งาน)(?:\s?(?:ใน|ภายใน)?\s?(?:สังกัด|หน่วยงาน)?[ก-๎.]{0,30})?/;
/** First words of units, and of the smaller ones inside a unit. */
const UNIT_WORDS = 'สำนัก|กอง|ส่วน|หน่วย|ศูนย์|โรงเรียน|สถานีอนามัย|สถาน|สภา|คณะ';
const SUB_WORDS = 'กลุ่มงาน|งาน|ฝ่าย|แผนก|กลุ่ม';
const PERSON_WORDS =
  'ผู้อำนวยการ|หัวหน้า|ผอ\\.|หน\\.|เจ้าหน้าที่|เจ้าพนักงาน|นักวิชาการ|นักวิเคราะห์|นักทรัพยากร|นักจัดการ|นักพัฒนา|นักวิชา|นายช่าง|นิติกร|ปลัด|รองปลัด|นายก|นางสาว|นาย|นาง';
/** A scanner's space behind the first word of a unit: `กอง คลัง`, `สำนัก ปลัด`. */
const LONE_WORD = /(?<=^|[\s,/]|และ)(กอง|สำนัก|หน่วย|ฝ่าย|งาน) (?=[ก-ฮเ-ไ])/g;
/** A scanner's space before the last part of a long name: `กองสาธารณสุข และสิ่งแวดล้อม`. */
const LAST_PART =
  /(?<=[ก-๎]) (?=และ(?:สิ่งแวดล้อม|วัฒนธรรม|ทรัพย์สิน|งบประมาณ|แผนงาน|การกีฬา|กีฬา|การท่องเที่ยว|ผังเมือง|การผังเมือง|นันทนาการ))/g;
const NEXT_UNIT = new RegExp(`\\s+(?:และ\\s?|,)?(?=(?:${UNIT_WORDS}|${SUB_WORDS}|${PERSON_WORDS}))`);
const ANY_OTHER = /^(?:หรือ\s?)?(?:ส่วน\s?ราชการ|หน่วยงาน|กอง|สำนัก|ส่วนงาน)\s?(?:อื่น|ที่เกี่ยวข้อง|ต่าง)/;
/** A sub-unit or a person, who is told by the unit named beside. */
const IS_INSIDE = new RegExp(`^(?:${SUB_WORDS}|${PERSON_WORDS})`);
const IS_UNIT = new RegExp(`^(?:${UNIT_WORDS})`);
const CHIEF = new RegExp(`^(?:ผู้อำนวยการ|หัวหน้า|ผอ\\.|หน\\.)\\s?(?=${UNIT_WORDS})`);

/** Parts that commas, slashes and words between names set apart. */
function pieces(text: string): string[] {
  return text
    .split(/\s?[,;/、|]\s?|\s?(?:หรือ)\s?|\s?(?:และ|ร่วมกับ)\s?(?=สำนัก|กอง|ส่วน|หน่วย|ศูนย์)/)
    .map((piece) => piece.replace(ITEM, '').trim())
    .filter((piece) => piece.length > 0 && !ANY_OTHER.test(piece));
}

/** Names inside one part, set apart by a space before a unit word; sub-units join the unit beside them. */
function unitsOfPiece(piece: string): string[] {
  const flat = piece
    .replace(/[()]/g, ' ')
    .replace(/\s?(?:สังกัด|ของ)\s?(?=สำนัก|กอง|ส่วน)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const names = flat.split(NEXT_UNIT).map((name) => tidy(name).replace(ITEM, '').replace(CHIEF, ''));
  const known = names.filter((name) => name.length > 0 && !ANY_OTHER.test(name));
  const hasUnit = known.some((name) => IS_UNIT.test(name));
  return hasUnit ? known.filter((name) => IS_UNIT.test(name) || !IS_INSIDE.test(name)) : known;
}

/** Abbreviations that offices use for units every one of them has. */
const SHORT_FORMS: Record<string, string> = {
  สป: 'สำนักปลัด',
  กค: 'กองคลัง',
  กช: 'กองช่าง',
  กศ: 'กองการศึกษา',
  สนปลัด: 'สำนักปลัด',
  ตสน: 'หน่วยตรวจสอบภายใน',
};
const OFFICE = /^(สำนักปลัด|สำนักงานปลัด).*$/;

/** What is left of a name for comparing: the office of the permanent secretary is one, whatever organisation follows it. */
function unitKey(name: string): string {
  const plain = fold(name);
  const full = SHORT_FORMS[plain] ?? plain;
  return skeleton(full.replace(OFFICE, 'สำนักปลัด'));
}

/** `กองการศึกษาฯ` for a longer name that begins like it; กองการศึกษา is that office whatever follows. */
function isShortFor(short: string, longKey: string): boolean {
  const key = unitKey(short);
  return key.length >= 5 && longKey.startsWith(key) && (/ฯ\s*$/.test(short) || key === skeleton('กองการศึกษา'));
}
