/** What two texts have in common. */
export interface Alignment {
  /** The part of the words that stands in the title. */
  from: number;
  to: number;
  matched: number;
  errors: number;
}

/**
 * The best stretch that both have in common (Smith–Waterman with affine gaps): wrong letters count each, a run of letters that
 * only one of the two has counts once.
 */
export function align(words: string, title: string): Alignment {
  const width = title.length + 1;
  let before = row(width);
  let now = row(width);
  // For each place of the title the best stretch in which letters of the words are being passed over.
  const added = row(width);
  added.score.fill(-GAP);
  const best: Alignment = { from: 0, to: 0, matched: 0, errors: 0 };
  let bestScore = 0;
  for (let place = 1; place <= words.length; place += 1) {
    const letter = words.charCodeAt(place - 1);
    let leftAt = 0;
    let leftScore = 0;
    for (let column = 1; column < width; column += 1) {
      // Letters of the title that the words leave out.
      leftScore -= GAP_MORE;
      const opened = (now.score[column - 1] ?? 0) - GAP;
      if (opened > leftScore) [leftAt, leftScore] = [column - 1, opened];
      extendAdded(added, before, column);
      const isSame = letter === title.charCodeAt(column - 1);
      const crossed = (before.score[column - 1] ?? 0) + (isSame ? SAME : -ERROR);
      const addedScore = added.score[column] ?? 0;
      const score = Math.max(crossed, addedScore, leftScore);
      now.score[column] = Math.max(0, score);
      if (score <= 0) continue;
      if (score === crossed) {
        const isStart = (before.score[column - 1] ?? 0) === 0;
        now.from[column] = isStart ? place - 1 : (before.from[column - 1] ?? 0);
        now.matched[column] = (isStart ? 0 : (before.matched[column - 1] ?? 0)) + (isSame ? 1 : 0);
        now.errors[column] = (isStart ? 0 : (before.errors[column - 1] ?? 0)) + (isSame ? 0 : 1);
      } else if (score === addedScore) copy(added, column, now, column, 0);
      else copy(now, leftAt, now, column, 1);
      if (score <= bestScore) continue;
      bestScore = score;
      best.from = now.from[column] ?? 0;
      best.to = place;
      best.matched = now.matched[column] ?? 0;
      best.errors = now.errors[column] ?? 0;
    }
    [before, now] = [now, before];
  }
  return best;
}

/** Passing over one more letter of the words, or beginning to. */
function extendAdded(added: Row, before: Row, column: number): void {
  const opened = (before.score[column] ?? 0) - GAP;
  const more = (added.score[column] ?? 0) - GAP_MORE;
  if (opened >= more) copy(before, column, added, column, 1);
  added.score[column] = Math.max(opened, more);
}

function copy(source: Row, at: number, target: Row, column: number, errors: number): void {
  target.from[column] = source.from[at] ?? 0;
  target.matched[column] = source.matched[at] ?? 0;
  target.errors[column] = (source.errors[at] ?? 0) + errors;
}

/** One row of the comparison: by place in the title the score, where its stretch begins, and what it consists of. */
const row = (width: number) => ({
  score: new Int32Array(width),
  from: new Int32Array(width),
  matched: new Int32Array(width),
  errors: new Int32Array(width),
});

type Row = ReturnType<typeof row>;

const SAME = 10;
const ERROR = 12;
/** To pass over letters, and for each of them. */
const GAP = 20;
const GAP_MORE = 1;
