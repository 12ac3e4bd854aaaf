import type { Draft } from './draft.ts';
import { readAt, wordsAt } from './draft.ts';
import type { Clause, Facts } from './facts.ts';
import { contentOf, isEmptyClause, reasonIn } from './facts.ts';
import { keyed } from './pattern.ts';
import type { ReasonMark } from './reasons.ts';
import type { Span } from './view.ts';

/** Adds why a measure cannot proceed or, where it does, what is in its way; returns what of the text that takes. */
export function addReason(draft: Draft): Span[] {
  const { report, facts, marks } = draft;
  const obstacle = facts.clauses.find(({ kind }) => kind === 'obstacle');
  const because = facts.clauses.find(({ kind }) => kind === 'reason');
  const outside = outsideClauses(facts);
  if (because === undefined) addOnlyReason(draft, outside);
  const choice = report.statusChoice ?? [];
  const cannot = report.status?.value === 'cannotProceed' || choice.includes('cannotProceed');
  const isCause = cannot && because === undefined && obstacle?.isLabel === false;
  if (obstacle !== undefined && !isCause) addObstacle(draft, obstacle);
  if (cannot) return addCause(draft, because ?? (isCause ? obstacle : undefined), outside);
  if (report.status?.value === 'completed')
    return report.disbursed?.value === 0 ? outside.filter(({ isEnough }) => isEnough) : [];
  if (report.obstacle !== undefined) return [];
  // What keeps a measure that goes on from being done is in its way.
  const isOpen = report.status === undefined && report.statusChoice === undefined;
  const inTheWay = because === undefined ? outside[0] : isOpen ? undefined : because;
  if (inTheWay === undefined) return [];
  const words = wordsAt(marks, because === undefined ? inTheWay : contentOf(because));
  if (words !== null) report.obstacle = words;
  return [inTheWay];
}

/** Reasons that are said by themselves, not inside a clause. */
export const outsideClauses = ({ reasons, clauses }: Facts): ReasonMark[] =>
  reasons.filter((mark) => !clauses.some(({ start, end }) => mark.start >= start && mark.end <= end));

/** `ข้อ 5 ไม่มีงบ`: where nothing else is said, the reason tells the status too. */
function addOnlyReason({ report, marks, own }: Draft, outside: readonly ReasonMark[]): void {
  const enough = outside.find(({ isEnough }) => isEnough);
  const isOpen = report.status === undefined && (report.statusChoice?.includes('cannotProceed') ?? true);
  if (enough === undefined || !isOpen) return;
  const mention = marks.mentions.findLast(({ start, end }) => start >= own.start && end <= enough.start);
  if (!SEPARATORS.test(marks.view.key.slice(mention?.end ?? own.start, enough.start))) return;
  report.status = readAt(marks, 'cannotProceed', enough);
  delete report.statusChoice;
}

function addObstacle({ report, marks }: Draft, clause: Clause): void {
  const words = wordsAt(marks, contentOf(clause));
  if (words !== null && !isEmptyClause(marks, clause)) report.obstacle = words;
}

/** A clause of its own, reasons without one, or what stands before จึง. */
function addCause(draft: Draft, clause: Clause | undefined, outside: readonly ReasonMark[]): Span[] {
  const { report, facts, marks } = draft;
  const words = clause === undefined ? null : wordsAt(marks, contentOf(clause));
  if (clause !== undefined && words !== null) {
    const reason = reasonIn(facts.reasons, clause);
    report.reason = { ...words, value: reason };
    if (reason === 'other') report.reasonText = words;
    return [clause];
  }
  const [first] = outside;
  const cause = first === undefined && clause === undefined ? beforeTherefore(draft) : null;
  const span = first === undefined ? cause : { start: first.start, end: outside.at(-1)?.end ?? first.end };
  if (span === null) return [];
  const reason = reasonIn(outside, span);
  const said = wordsAt(marks, span);
  if (reason !== 'other' && first !== undefined) report.reason = readAt(marks, reason, first);
  else if (said !== null) Object.assign(report, { reason: { ...said, value: reason }, reasonText: said });
  return first === undefined ? [span] : [...outside];
}

/** What stands before จึง or เลย and a status in the same line: why it is so. */
function beforeTherefore({ marks: { view, lines, mentions, statuses }, own }: Draft): Span | null {
  const status = statuses.find(
    ({ start, statuses: meant }) => start >= own.start && start < own.end && meant.includes('cannotProceed'),
  );
  const line = lines.find(({ start, end }) => status !== undefined && status.start >= start && status.start < end);
  if (status === undefined || line === undefined) return null;
  const isSaid = THEREFORE.test(view.key.slice(status.start, status.end));
  const word = THEREFORE_BEFORE.exec(view.key.slice(line.start, status.start));
  const end = isSaid ? status.start : word === null ? null : line.start + word.index;
  const named = mentions.findLast((mention) => mention.end <= status.start)?.end ?? 0;
  const start = Math.max(line.start, own.start, named);
  return end === null || end - start < SHORTEST_CAUSE ? null : { start, end };
}

const SEPARATORS = /^[\s:,.=/(-]*$/;
const SHORTEST_CAUSE = 4;
const THEREFORE = keyed('^(?:จึง|ก็เลย|เลย)', 'u');
const THEREFORE_BEFORE = keyed('(?:จึง|ก็เลย|เลย)(?:ต้อง|ขอ|ได้)?$', 'u');
