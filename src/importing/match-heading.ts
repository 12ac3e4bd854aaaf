import type { Status } from '../reporting/model.ts';
import { skeleton } from '../thai/normalise.ts';
import { editDistance } from '../thai/distance.ts';
import { readStatus } from '../thai/statuses.ts';
import { COLUMN_HEADINGS, HEADING_WORDS, TITLE_WORDS } from './column-headings.ts';
import type { Field } from './column-headings.ts';

/** What a column holds (money of which year), the status that a tick in it means, or the month or quarter drawn in it. */
export type ColumnMeaning = { field: Field; year?: number } | { tick: Status } | { calendar: string };

/** The meaning of a column heading as written; `null` when its wording is not known. */
export function matchHeading(text: string): ColumnMeaning | null {
  if (text === '' || text.length > LONGEST_HEADING || !/\p{L}|[#%]/u.test(text)) return null;
  if (isYear(text)) return { field: 'ignored' };
  const keys = [keyOf(text.replace(/\([^()]*\)/g, '')), keyOf(text)].filter((key) => key.length > 0);
  for (const key of keys) {
    const status = STATUS_HEADING.test(key) ? null : readStatus(key);
    if (status !== null) return { tick: status.status };
  }
  for (const matches of [isMatch, isNearly]) {
    if (matches === isNearly && keys.some(isTitle)) return { field: 'title' };
    for (const key of keys) {
      const found = WORDINGS.find((wording) => matches(key, wording));
      if (found !== undefined) return { field: found.field };
    }
  }
  return null;
}

/** A heading that is nothing but a year: `ปี ๒๕๖๗`, `พ.ศ. 2567`, `2567`. */
export const isYear = (text: string): boolean =>
  /^(?:ปี\s?(?:งบประมาณ)?)?\s?(?:พ\.ศ\.)?\s?(?:25\d{2}|๒๕[๐-๙]{2})$/.test(text.trim());

/** Whether a text is made of nothing but words that headings are made of: the second half of a heading cut in two. */
export const isHeadingWords = (text: string): boolean => text.length <= 40 && WHOLE_HEADING.test(keyOf(text));

const LONGEST_HEADING = 120;
/** Words that begin like a status and are none. */
const STATUS_HEADING = /^(?:ยังไม่มี|สาเหตุ)/;

interface Wording {
  field: Field;
  key: string;
  isStart: boolean;
}

const keyOf = (text: string): string => (text.trim() === '%' ? '%' : skeleton(text));

const WORDINGS: readonly Wording[] = COLUMN_HEADINGS.flatMap(([field, words]) =>
  words.map((word) => ({ field, key: keyOf(word.replace('…', '')), isStart: word.endsWith('…') })),
);

const TITLE_KEYS = {
  needed: TITLE_WORDS.needed.map(keyOf),
  all: [...TITLE_WORDS.needed, ...TITLE_WORDS.others].map(keyOf).toSorted((a, b) => b.length - a.length),
};
const WHOLE_TITLE = new RegExp(`^(?:${TITLE_KEYS.all.join('|')})+$`);

const WHOLE_HEADING = new RegExp(
  `^(?:${[...TITLE_KEYS.all, ...HEADING_WORDS.map(keyOf)].toSorted((a, b) => b.length - a.length).join('|')})+$`,
);

/** Whether a heading names measures and is made of nothing but the words of such headings. */
const isTitle = (key: string): boolean =>
  key.length <= 100 && TITLE_KEYS.needed.some((word) => key.includes(word)) && WHOLE_TITLE.test(key);

const isMatch = (key: string, wording: Wording): boolean =>
  wording.isStart ? key.startsWith(wording.key) : key === wording.key;

/** One typing error in a wording of eight characters or more. */
function isNearly(key: string, wording: Wording): boolean {
  if (wording.key.length < 8 || key.length < 7) return false;
  const compared = wording.isStart ? key.slice(0, wording.key.length) : key;
  return editDistance(compared, wording.key, 1) <= 1;
}
