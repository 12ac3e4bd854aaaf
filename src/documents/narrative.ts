import type { Speaker } from '../i18n.ts';
import { roundSpan } from '../thai/calendar.ts';
import type { Summary } from '../reporting/summary.ts';
import type { Digits } from './content.ts';
import { dimensionName } from './kinds/action-plan-tables.ts';
import { dimensionGroups, summaryOf } from './kinds/dimension-groups.ts';
import { planName } from './kinds/frame.ts';
import { obstaclesSaid, overdueSaid, suggestionsSaid } from './narrative/troubles.ts';
import type { NarrativePart, Snapshot } from './snapshot.ts';
import { NARRATIVE_PARTS } from './snapshot.ts';
import type { Wording } from './wording.ts';
import { makeWording } from './wording.ts';

/** The paragraphs as the rules give them, for a person to read and edit; empty where there is nothing to say. */
export const generateNarrative = (
  snapshot: Snapshot,
  speaker: Speaker,
  digits: Digits,
): Record<NarrativePart, string> => generated(snapshot, summaryOf(snapshot), makeWording(speaker, digits));

/** The paragraphs that the documents of a plan carry in its round, in their order. */
export const partsOf = ({ kind, previous }: Pick<Snapshot, 'kind' | 'previous'>): NarrativePart[] =>
  NARRATIVE_PARTS.filter((part) => {
    if (kind === 'measures') return part !== 'dimensions' && part !== 'change';
    return part !== 'change' || previous !== undefined;
  });

/** The paragraphs of a document: what a person wrote, else what the rules give. */
export function narrativeOf(snapshot: Snapshot, summary: Summary, words: Wording): Record<NarrativePart, string> {
  const parts = generated(snapshot, summary, words);
  for (const part of NARRATIVE_PARTS) parts[part] = snapshot.narrative[part] ?? parts[part];
  return parts;
}

const generated = (snapshot: Snapshot, summary: Summary, words: Wording): Record<NarrativePart, string> => ({
  introduction: introduction(snapshot, words),
  progress: progress(snapshot, summary, words),
  dimensions: dimensions(snapshot, words),
  change: change(snapshot, summary, words),
  overdue: overdueSaid(snapshot, words),
  obstacles: obstaclesSaid(snapshot, words),
  suggestions: suggestionsSaid(snapshot, words),
});

/** What one entry of the plan is called: a project or a measure. */
const nounOf = ({ kind }: Snapshot, words: Wording): string => words.say(`documents.noun.${kind}`);

function introduction(snapshot: Snapshot, words: Wording): string {
  const { from, to } = roundSpan(snapshot.fiscalYear, snapshot.round);
  return words.say('documents.narrative.introduction', {
    organisation: snapshot.organisation,
    plan: planName(snapshot, words),
    year: words.number(snapshot.fiscalYear),
    round: snapshot.round,
    from: words.month(from),
    to: words.month(to),
    total: snapshot.rows.length,
    noun: nounOf(snapshot, words),
  });
}

/** Counts by status, money against the ordinance, and how far the plan was put into practice. */
function progress(snapshot: Snapshot, summary: Summary, words: Wording): string {
  const { say, money, percent } = words;
  const noun = nounOf(snapshot, words);
  const { completed, total } = summary;
  const others = (['inProgress', 'waitingReport', 'cannotProceed'] as const).flatMap((status) =>
    summary[status] === 0
      ? []
      : [
          say('documents.narrative.count', {
            status: say(`documents.status.${status}`),
            number: summary[status],
            noun,
          }),
        ],
  );
  const sentences = [
    say('documents.narrative.completed', {
      date: words.day(snapshot.dataAsOf),
      completed,
      total,
      noun,
      percent: percent(summary.completedPercent),
    }),
    ...(others.length === 0 ? [] : [say('documents.narrative.others', { counts: enumerated(others, words) })]),
  ];
  if (snapshot.kind === 'action-plan') {
    const { ordinanceBudget, disbursed, initialProjects } = summary;
    const spent = {
      budget: money(ordinanceBudget),
      disbursed: money(disbursed),
      percent: percent(summary.disbursedPercent),
    };
    const level = { level: summary.implementationLevel, percent: percent(summary.implementationPercent) };
    if (ordinanceBudget > 0) sentences.push(say('documents.narrative.money', spent));
    sentences.push(say('documents.narrative.implementation', { number: initialProjects, ...level }));
  }
  return sentences.join(' ');
}

/** The dimensions in which most and least is completed; those that tie are named together. */
function dimensions(snapshot: Snapshot, words: Wording): string {
  const groups = dimensionGroups(snapshot).filter(({ dimension, rows }) => dimension !== null && rows.length > 0);
  if (groups.length < 2) return '';
  const percents = groups.map(({ summary }) => summary.completedPercent);
  const [best, worst] = [Math.max(...percents), Math.min(...percents)];
  if (best === worst) return words.say('documents.narrative.allEqual', { percent: words.percent(best) });
  const named = (percent: number): Record<string, string> => ({
    dimensions: enumerated(
      groups
        .filter(({ summary }) => summary.completedPercent === percent)
        .map((group) => {
          const { completed, total } = group.summary;
          return words.say('documents.narrative.ofDimension', {
            dimension: dimensionName(group, words),
            completed,
            total,
          });
        }),
      words,
    ),
    percent: words.percent(percent),
  });
  return [
    words.say('documents.narrative.best', named(best)),
    words.say('documents.narrative.worst', named(worst)),
  ].join(' ');
}

/** What moved since the round before; empty when there was none. */
function change(snapshot: Snapshot, summary: Summary, words: Wording): string {
  const { previous } = snapshot;
  if (previous === undefined) return '';
  const { say } = words;
  const noun = nounOf(snapshot, words);
  const moved = (what: string, before: number, now: number, written: (value: number) => string, unit: string) => {
    const direction = now > before ? 'more' : now < before ? 'fewer' : 'same';
    const values = { before: written(before), now: written(now), difference: written(Math.abs(now - before)) };
    return say(`documents.narrative.moved.${direction}`, { what, unit, ...values });
  };
  const status = (name: 'completed' | 'inProgress' | 'waitingReport' | 'cannotProceed'): string[] =>
    name !== 'completed' && previous[name] === summary[name]
      ? []
      : [moved(say(`documents.status.${name}`), previous[name], summary[name], words.count, noun)];
  const isMoney = snapshot.kind === 'action-plan' && (previous.ordinanceBudget > 0 || summary.ordinanceBudget > 0);
  const sentences = [
    ...(previous.total === summary.total
      ? []
      : [say('documents.narrative.totalMoved', { before: previous.total, now: summary.total, noun })]),
    ...status('completed'),
    ...status('inProgress'),
    ...status('waitingReport'),
    ...status('cannotProceed'),
    ...(isMoney
      ? [
          moved(
            say('documents.narrative.disbursement'),
            previous.disbursed,
            summary.disbursed,
            words.money,
            say('documents.baht'),
          ),
        ]
      : []),
  ];
  return `${say('documents.narrative.compared', { round: previous.round })} ${sentences.join(' ')}`;
}

/** `ก ข และ ค`. */
function enumerated(items: readonly string[], words: Wording): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return words.say('documents.narrative.and', { items: items.slice(0, -1).join(' '), last });
}
