import { composeSaraAm, fold } from './normalise.ts';

/** An organisation named in a text. */
export interface OrganisationMention {
  /** องค์การบริหารส่วนตำบล, เทศบาลเมือง … */
  type: string;
  /** The place, e.g. พะเยา; as far as it can be told from the words that follow it. */
  name: string;
  /** Everything after the type up to the next space: the place, and words that scanners and Thai put right behind it. */
  tail: string;
  /** What follows the type, however many spaces stand in it: scanners put them inside names. */
  after: string;
  /** Whether a space stands between type and place; then the place may be another word. */
  isApart: boolean;
  index: number;
}

/** Every local government named in a text, by its full type or its abbreviation (อบต., อบจ., ทต., ทม., ทน.). */
export function findOrganisations(text: string): OrganisationMention[] {
  const plain = composeSaraAm(text);
  return [...plain.matchAll(TYPE)].flatMap((found) => {
    const type = FULL[found.findIndex((group, index) => index > 0 && group !== undefined)];
    const after = plain.slice(found.index + found[0].length, found.index + found[0].length + 60);
    const isApart = /^\s/.test(after);
    // A dot behind it makes it an abbreviation: `พ.ศ.`
    const tail = /^\s?([ก-๎]{2,})(?!\.)/.exec(after)?.[1] ?? '';
    const name = placeIn(tail);
    return type === undefined || name === '' ? [] : [{ type, name, tail, after, isApart, index: found.index }];
  });
}

/** Whether two names mean one local government: the same type and place, however they are abbreviated and whatever follows. */
export function sameOrganisation(a: string, b: string): boolean {
  if (fold(a) === fold(b)) return true;
  const [first, second] = [findOrganisations(a)[0], findOrganisations(b)[0]];
  return first !== undefined && first.type === second?.type && fold(first.name) === fold(second.name);
}

/** A full name for comparing: the type written out, spaces and marks of scanners left out; what follows it still counts. */
export function organisationKey(name: string): string {
  const plain = composeSaraAm(name).trim();
  const found = plain.matchAll(TYPE).next().value;
  if (found?.index !== 0) return fold(plain);
  const type = FULL[found.findIndex((group, index) => index > 0 && group !== undefined)] ?? '';
  return fold(type + plain.slice(found[0].length));
}

const FULL: Record<number, string> = {
  1: 'องค์การบริหารส่วนจังหวัด',
  2: 'องค์การบริหารส่วนตำบล',
  3: 'เทศบาลนคร',
  4: 'เทศบาลเมือง',
  5: 'เทศบาลตำบล',
};
const TYPE =
  /(องค์?กา?ร\s?บริหาร\s?ส่?วน\s?จังหวัด|อบจ\.)|(องค์?กา?ร\s?บริหาร\s?ส่?วน\s?ตำบล|อบต\.)|(เทศบาล\s?นคร|ทน\.)|(เทศบาล\s?เมือง|ทม\.)|(เทศบาล\s?ตำบล|ทต\.)/g;

const SEGMENTS = new Intl.Segmenter('th', { granularity: 'word' });
/** Words with which no place begins. */
const NEVER_FIRST = new Set(
  'และ หรือ อื่น อื่นๆ ทุก ที่ ได้ จะ ต่าง ต่างๆ แห่ง นี้ นั้น ซึ่ง เพื่อ โดย กับ ของ ตาม ว่า จึง จาก ต้อง ควร ทั้ง พร้อม เรื่อง ร่วม'.split(' '),
);
/** Words that go on with the sentence behind the name of a place. */
const GOES_ON = new Set([
  ...NEVER_FIRST,
  ...'มี เป็น ใน ให้ ณ ประจำ ดำเนิน ดำเนินการ จัดทำ จัด ขอ สามารถ ยัง คือ แก่ ต่อ ถึง แล้ว ไม่ ควรมี ต้องการ เคลื่อนที่ กำหนด อำเภอ จังหวัด'.split(
    ' ',
  ),
  ...'ประจำปี รอบ ปี ปีงบประมาณ รายงาน แผน ผล ด้าน เพื่อน เกี่ยวกับ พบ พบว่า บาง เหมือน เมื่อ แม้ ทราบ ทั้งนี้ ครั้ง ประกาศ คำสั่ง เลขที่'.split(
    ' ',
  ),
]);
const LONGEST_NAME = 24;

/** Dividing Thai into words takes its time, and the same names come again and again. */
const PLACES = new Map<string, string>();
const MOST_PLACES = 1_000;

function placeIn(tail: string): string {
  const known = PLACES.get(tail);
  if (known !== undefined) return known;
  if (PLACES.size >= MOST_PLACES) PLACES.clear();
  const name = readPlace(tail);
  PLACES.set(tail, name);
  return name;
}

function readPlace(tail: string): string {
  let name = '';
  for (const { segment } of SEGMENTS.segment(tail)) {
    if (name === '' ? NEVER_FIRST.has(segment) : GOES_ON.has(segment)) break;
    if (name.length + segment.length > LONGEST_NAME) break;
    name += segment;
  }
  return name;
}
