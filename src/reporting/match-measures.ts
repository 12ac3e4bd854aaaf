import { editDistance } from '../thai/distance.ts';
import { skeleton } from '../thai/normalise.ts';
import type { Measure } from './model.ts';

type Named = Pick<Measure, 'number' | 'title'>;

/** Share of a title that may be written otherwise where the number is the same, and where it is not. */
const RETITLED = 0.4;
const MISSPELT = 0.15;
/** Pairs of titles that are compared letter by letter where neither number nor title is the same: a bound on the work. */
const MOST_PAIRS = 10_000;

/**
 * Which measures of a plan those of a corrected file continue: by number and title, by the title alone wherever it moved,
 * by the number where the title was only reworded, and by a title that differs in a few letters.
 * @returns for each measure of `after` the index into `before`; `null`: a new one. No index stands twice
 */
export function matchMeasures(before: readonly Named[], after: readonly Named[]): (number | null)[] {
  const found: (number | null)[] = after.map(() => null);
  const taken = new Set<number>();
  const olds = before.map(({ number, title }) => ({ number, title: skeleton(title) }));
  const news = after.map(({ number, title }) => ({ number, title: skeleton(title) }));
  const pass = (isSame: (old: Named, fresh: Named) => boolean, candidates: (fresh: Named) => number[]): void => {
    for (const [index, fresh] of news.entries()) {
      if (found[index] !== null) continue;
      const at = candidates(fresh).find((one) => !taken.has(one) && isSame(olds[one] ?? fresh, fresh));
      if (at === undefined) continue;
      taken.add(at);
      found[index] = at;
    }
  };
  const byTitle = groupedBy(olds, ({ title }) => title);
  const byNumber = groupedBy(olds, ({ number }) => number);
  const titled = ({ title }: Named): number[] => byTitle.get(title) ?? [];
  pass((old, fresh) => old.number === fresh.number, titled);
  pass(() => true, titled);
  pass(
    (old, fresh) => alike(old.title, fresh.title, RETITLED),
    ({ number }) => byNumber.get(number) ?? [],
  );
  const free = [...olds.keys()].filter((index) => !taken.has(index));
  if (free.length * found.filter((index) => index === null).length <= MOST_PAIRS) {
    pass(
      (old, fresh) => digits(old.title) === digits(fresh.title) && alike(old.title, fresh.title, MISSPELT),
      () => free,
    );
  }
  return found;
}

function alike(a: string, b: string, share: number): boolean {
  const most = Math.floor(Math.max(a.length, b.length) * share);
  return editDistance(a, b, most) <= most;
}

/** Another number in a title is another measure, not a slip: the first course, the second course. */
const digits = (title: string): string => title.replaceAll(/\D+/g, ' ');

/** The indexes of entries by a key of theirs. */
function groupedBy<Entry, Key>(entries: readonly Entry[], keyOf: (entry: Entry) => Key): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (const [index, entry] of entries.entries()) {
    const key = keyOf(entry);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  return groups;
}
