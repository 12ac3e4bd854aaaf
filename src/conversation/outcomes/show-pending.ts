import { returnOf } from '../../reporting/review.ts';
import { isResponsible, statusOf } from '../../reporting/summary.ts';
import { lacksEvidence } from '../claims.ts';
import type { Facts, MeasureFacts, PlanFacts } from '../facts.ts';
import { toPrivate } from '../in-private.ts';
import type { Item, Message, Phrase, Text } from '../message.ts';
import { excerpt } from '../excerpt.ts';
import { unattended } from '../handover.ts';
import { nextSteps } from '../menu.ts';
import { isReturnedTo } from '../own-measures.ts';
import { ownership } from '../own-measures.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What is outstanding, by unit: nothing reported yet. Units of the person who asks come first. */
export const showPending: Outcome = ({ facts }) => {
  if (facts.plans.length === 0) return [say(sentence('plan.none'))];
  if (facts.chat === 'user')
    return [say(...facts.plans.flatMap((plan) => [pendingOf(plan, facts), ...unevidencedOf(plan, facts)]))];
  const open = facts.plans.flatMap(({ rows }) => rows).filter((row) => statusOf(row) === 'waitingReport').length;
  const choices = [...nextSteps(facts, ['report', 'summary']), ...toPrivate(facts, facts.official('menu.pending'))];
  return [
    say(
      ...facts.plans.map((plan, index): Message => {
        const message = open <= MOST_IN_GROUP ? pendingOf(plan, facts) : countsOf(plan, facts);
        return { ...message, choices: index === facts.plans.length - 1 ? choices : [] };
      }),
    ),
  ];
};

/** Lines that may stand in a group; of more only the numbers are said. */
const MOST_IN_GROUP = 5;
/** Units whose numbers are said there. */
const MOST_UNITS = 6;

/** How many are outstanding, of which units: those with most first. */
function countsOf(plan: PlanFacts, facts: Facts): Message {
  const waiting = plan.rows.filter((row) => statusOf(row) === 'waitingReport');
  if (waiting.length === 0) return pendingOf(plan, facts);
  const units = [...facts.units.map(({ name }) => name), null]
    .map((unit) => ({ unit, count: waiting.filter(({ measure }) => isResponsible(measure, unit)).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  const more = units.length - MOST_UNITS;
  const said: Text[] = [
    ...units.slice(0, MOST_UNITS).map(({ unit, count }) => ({
      key: 'manners.unitCount',
      params: { unit: unit ?? { text: { key: 'summaryFlow.noUnit' } }, count },
    })),
    ...(more > 0 ? [{ key: 'manners.moreUnits', params: { count: more } }] : []),
  ];
  const joined = said.reduce((before, text) => ({
    key: 'manners.then',
    params: { before: { text: before }, text: { text } },
  }));
  const title = { text: { key: 'pendingFlow.title', params: paramsOf(plan, waiting.length) } };
  return sentence('manners.counts', { title, units: { text: joined } });
}

const paramsOf = ({ kind, round }: PlanFacts, count: number) => ({
  plan: { text: { key: `plan.kind.${kind}` } },
  count,
  round,
});

function pendingOf(plan: PlanFacts, facts: Facts): Message {
  const waiting = plan.rows.filter((row) => statusOf(row) === 'waitingReport');
  const params = paramsOf(plan, waiting.length);
  // A comment is for its reporter alone.
  const returned = facts.chat === 'user' ? plan.rows.filter((row) => isReturnedTo(row, facts.member)) : [];
  if (waiting.length === 0 && returned.length === 0) return sentence('pendingFlow.none', params);
  const own = facts.member?.units ?? [];
  const units = facts.units
    .map(({ name }) => name)
    .toSorted((a, b) => Number(own.includes(b)) - Number(own.includes(a)));
  const nobodys = unattended(facts);
  const sections: { heading: Phrase; items: Item[] }[] = [
    { heading: { key: 'review.returnedList' }, items: returned.map((row) => returnedItem(row, facts)) },
    ...units.map((name) => ({ heading: headingOf(name, nobodys), items: itemsOf(waiting, name, facts) })),
    { heading: { key: 'summaryFlow.noUnit' }, items: itemsOf(waiting, null, facts) },
  ];
  return {
    kind: 'list',
    title: { key: 'pendingFlow.title', params },
    sections: sections.filter(({ items }) => items.length > 0),
    choices: nextSteps(facts, ['report', 'remaining', 'summary']),
  };
}

/** A unit by name; the coordinator sees that nobody looks after it. */
const headingOf = (name: string, nobodys: readonly string[]): Phrase =>
  nobodys.includes(name) ? { key: 'handover.unattended', params: { unit: name } } : { verbatim: name };

/** What was returned is to be mended first, and says why. */
const returnedItem = ({ id, measure, report }: MeasureFacts, facts: Facts): Item => ({
  number: measure.number,
  title: measure.title,
  note: { verbatim: excerpt(returnOf(report)?.comment ?? '', LONGEST_COMMENT) },
  ...(mayReport(facts) ? { data: commandTap('report', id) } : {}),
});

/** Graphemes of a comment in a list. */
const LONGEST_COMMENT = 80;

/** What a person's own units report as completed, with nothing to show for it yet. */
function unevidencedOf(plan: PlanFacts, facts: Facts): Message[] {
  const rows = plan.rows.filter((row) => lacksEvidence(row) && ownership(row, facts.member) === 'mine');
  if (rows.length === 0 || !mayReport(facts)) return [];
  const params = { plan: { text: { key: `plan.kind.${plan.kind}` } }, count: rows.length };
  const items = rows.map(({ id, measure: { number, title } }) => ({ number, title, data: commandTap('evidence', id) }));
  return [{ kind: 'list', title: { key: 'evidence.pending', params }, sections: [{ items }] }];
}

const itemsOf = (rows: readonly MeasureFacts[], unit: string | null, facts: Facts): Item[] =>
  rows
    .filter(({ measure }) => isResponsible(measure, unit))
    .map(({ id, measure }) => ({
      number: measure.number,
      title: measure.title,
      ...(mayReport(facts) ? { data: commandTap('report', id) } : {}),
    }));

const mayReport = (facts: Facts): boolean => nextSteps(facts, ['report']).length > 0;
