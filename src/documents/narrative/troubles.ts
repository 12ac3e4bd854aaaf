import { bangkokDate } from '../../thai/calendar.ts';
import { fold } from '../../thai/normalise.ts';
import { REASONS } from '../../reporting/model.ts';
import { statusOf } from '../../reporting/summary.ts';
import { linesOf } from '../kinds/parts.ts';
import { reasonsOf } from '../kinds/measure-parts.ts';
import type { Snapshot, SnapshotRow } from '../snapshot.ts';
import type { Wording } from '../wording.ts';

/** Measures whose period has ended and which are still open, each with what its unit said of it. */
export function overdueSaid(snapshot: Snapshot, words: Wording): string {
  const { say } = words;
  const noun = say(`documents.noun.${snapshot.kind}`);
  const dated = snapshot.rows.filter(({ measure }) => measure.period.to !== null);
  if (dated.length === 0) return '';
  const late = overdue(snapshot);
  if (late.length === 0) return say('documents.narrative.noneOverdue', { noun });
  const lines = late.map((row) => {
    const status = say(`documents.status.${statusOf(row)}`);
    const why = linesOf(row.report?.obstacle).join(' ');
    const params = { number: words.number(row.measure.number), title: row.measure.title, status, why };
    return say(why === '' ? 'documents.narrative.overdueItem' : 'documents.narrative.overdueBecause', params);
  });
  return [say('documents.narrative.overdue', { number: late.length, noun }), ...lines].join('\n');
}

function overdue({ rows, dataAsOf }: Snapshot): SnapshotRow[] {
  const today = bangkokDate(dataAsOf);
  return rows.filter((row) => {
    const { to } = row.measure.period;
    return to !== null && to < today && ['waitingReport', 'inProgress'].includes(statusOf(row));
  });
}

/** Why measures cannot proceed, and the obstacles that were reported: the same ones once, with the measures that have them. */
export function obstaclesSaid(snapshot: Snapshot, words: Wording): string {
  const { say } = words;
  const noun = say(`documents.noun.${snapshot.kind}`);
  const stopped = snapshot.rows.filter((row) => statusOf(row) === 'cannotProceed');
  const reasons = grouped(stopped, (row) => reasonsOf(row, words));
  const obstacles = grouped(snapshot.rows, ({ report }) => linesOf(report?.obstacle));
  if (stopped.length + obstacles.length === 0) return say('documents.narrative.noObstacles');
  const line = ({ text, numbers }: Group): string =>
    say('documents.narrative.obstacle', { text, numbers: numbersSaid(numbers, words) });
  return [
    ...(stopped.length === 0
      ? []
      : [say('documents.narrative.stopped', { number: stopped.length, noun }), ...reasons.map(line)]),
    ...(obstacles.length === 0 ? [] : [say('documents.narrative.obstacles'), ...obstacles.map(line)]),
  ].join('\n');
}

/** What follows from what is open: reports to send in, work to finish, money, staff and plans to look at. */
export function suggestionsSaid(snapshot: Snapshot, words: Wording): string {
  const { rows, round } = snapshot;
  const late = new Set(overdue(snapshot));
  const of = (matches: (row: SnapshotRow) => boolean) => rows.filter(matches).map(({ measure }) => measure.number);
  const isStoppedBy = (reason: (typeof REASONS)[number]) => (row: SnapshotRow) =>
    statusOf(row) === 'cannotProceed' &&
    [row.report, ...(row.report?.steps ?? [])].some((one) => one?.reason === reason);
  const suggestions = [
    ['waitingReport', of((row) => statusOf(row) === 'waitingReport')],
    // At the end of the year whatever is not done is late.
    ['inProgress', of((row) => statusOf(row) === 'inProgress' && (round === 12 || late.has(row)))],
    ...REASONS.map((reason) => [reason, of(isStoppedBy(reason))] as const),
  ] as const;
  const said = suggestions.flatMap(([name, numbers]) =>
    numbers.length === 0 ? [] : [words.say(`documents.suggestion.${name}`, { numbers: numbersSaid(numbers, words) })],
  );
  return said.length === 0 ? words.say('documents.narrative.noSuggestions') : said.join('\n');
}

interface Group {
  text: string;
  numbers: number[];
}

/** Texts that differ in nothing but spaces and punctuation are one; in the order they first stand. */
function grouped(rows: readonly SnapshotRow[], textsOf: (row: SnapshotRow) => readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    for (const text of new Set(textsOf(row))) {
      const group = groups.get(fold(text)) ?? { text, numbers: [] };
      if (group.numbers.at(-1) !== row.measure.number) group.numbers.push(row.measure.number);
      groups.set(fold(text), group);
    }
  }
  return [...groups.values()];
}

const numbersSaid = (numbers: readonly number[], words: Wording): string =>
  numbers.map((number) => words.number(number)).join(', ');
