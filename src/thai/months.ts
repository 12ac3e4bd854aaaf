/** Every way offices write the twelve months; OCR spaces and missing dots are allowed for by `monthPattern`. */
export const MONTH_NAMES: readonly (readonly string[])[] = [
  ['มกราคม', 'มกรา', 'ม.ค.', 'january', 'jan'],
  ['กุมภาพันธ์', 'กุมภาพันธ', 'กุมภา', 'ก.พ.', 'february', 'feb'],
  ['มีนาคม', 'มีนา', 'มี.ค.', 'march', 'mar'],
  ['เมษายน', 'เมษา', 'เม.ย.', 'april', 'apr'],
  ['พฤษภาคม', 'พฤษภา', 'พ.ค.', 'may'],
  ['มิถุนายน', 'มิถุนา', 'มิ.ย.', 'june', 'jun'],
  ['กรกฎาคม', 'กรกฏาคม', 'กรกฎา', 'ก.ค.', 'july', 'jul'],
  ['สิงหาคม', 'สิงหา', 'ส.ค.', 'august', 'aug'],
  ['กันยายน', 'กันยา', 'ก.ย.', 'september', 'sep'],
  ['ตุลาคม', 'ตุลา', 'ต.ค.', 'october', 'oct'],
  ['พฤศจิกายน', 'พฤศจิกา', 'พ.ย.', 'november', 'nov'],
  ['ธันวาคม', 'ธันวา', 'ธ.ค.', 'december', 'dec'],
];

/** How a month's name begins wherever `monthAt` reads one, as the source of a pattern: nearly every place of a text is none. */
export const MONTH_BEGINNING = [
  ...new Set(
    MONTH_NAMES.flat().flatMap((name) => {
      const [first = '', second = ''] = name.split('.');
      return first.length === 1 ? [`${first} ?\\.`, first + second.charAt(0)] : [spaced(first.slice(0, 2))];
    }),
  ),
].join('|');

/** Reads a month name at a position of a text: its number (1–12) and where it ends; `null` when none stands there. */
export function monthAt(text: string, index: number): { month: number; end: number } | null {
  for (const { month, pattern } of BY_FIRST.get(text.charAt(index).toLowerCase()) ?? []) {
    pattern.lastIndex = index;
    if (pattern.test(text)) return { month, end: pattern.lastIndex };
  }
  return null;
}

/** Longer names first, so that มีนาคม is not read as มีนา. */
const PATTERNS = MONTH_NAMES.flatMap((names, index) =>
  names.map((name) => ({ month: index + 1, name, pattern: monthPattern(name) })),
).toSorted((a, b) => b.name.length - a.name.length);

/** Most places of a text begin no month: only the names that begin like it are tried. */
const BY_FIRST = new Map(
  [...new Set(PATTERNS.map(({ name }) => name.charAt(0)))].map((first) => [
    first,
    PATTERNS.filter(({ name }) => name.startsWith(first)),
  ]),
);

/** A name with a space allowed between any two characters; an abbreviation also without its dots, then not inside a word. */
function monthPattern(name: string): RegExp {
  if (!name.includes('.')) {
    const word = /^[a-z]/.test(name) ? `${name}(?![a-z])\\.?` : spaced(name);
    return new RegExp(word, 'iy');
  }
  const [first = '', second = ''] = name.split('.');
  const open = spaced(first);
  return new RegExp(`${open} ?\\. ?${second} ?\\.?|(?<![ก-๎])${open}${second}(?![ก-๎])`, 'y');
}

function spaced(word: string): string {
  return word.split('').join(' ?');
}
