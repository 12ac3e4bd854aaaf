import type { Status } from '../reporting/model.ts';
import { skeleton } from '../thai/normalise.ts';
import { editDistance } from '../thai/distance.ts';
import { readStatus } from '../thai/statuses.ts';
import { COLUMN_HEADINGS } from './column-headings.ts';
import type { Field } from './column-headings.ts';

/** What a column holds, or the status that a tick in it means. */
export type ColumnMeaning = { field: Field } | { tick: Status };

/** The meaning of a column heading as written; `null` when its wording is not known. */
export function matchHeading(text: string): ColumnMeaning | null {
  if (text === '' || text.length > LONGEST_HEADING || !/\p{L}|[#%]/u.test(text)) return null;
  const keys = [keyOf(text.replace(/\([^()]*\)/g, '')), keyOf(text)].filter((key) => key.length > 0);
  for (const key of keys) {
    const status = STATUS_HEADING.test(key) ? null : readStatus(key);
    if (status !== null) return { tick: status.status };
  }
  for (const matches of [isMatch, isNearly]) {
    for (const key of keys) {
      const found = WORDINGS.find((wording) => matches(key, wording));
      if (found !== undefined) return { field: found.field };
    }
  }
  return null;
}

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

const isMatch = (key: string, wording: Wording): boolean =>
  wording.isStart ? key.startsWith(wording.key) : key === wording.key;

/** One typing error in a wording of eight characters or more. */
function isNearly(key: string, wording: Wording): boolean {
  if (wording.key.length < 8) return false;
  const compared = wording.isStart ? key.slice(0, wording.key.length) : key;
  return editDistance(compared, wording.key, 1) <= 1;
}
