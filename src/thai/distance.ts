/**
 * How many characters must be added, dropped or exchanged to turn one text into the other (Levenshtein), at most `limit` + 1.
 * Work is bounded by the length times the limit, so it can be called on anything.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const value = Math.min(exchanged, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1);
      now.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    before = now;
  }
  return Math.min(before[b.length] ?? 0, limit + 1);
}

/** Likeness of two texts from 0 (nothing alike) to 1 (equal), by edit distance over the longer length. */
export function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}
