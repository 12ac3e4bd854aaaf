import { reviewOf } from '../../reporting/review.ts';
import { fold } from '../../thai/normalise.ts';
import { authorOf } from '../author.ts';
import { chosenMeasure } from '../conditions.ts';
import type { MeasureFacts, Facts } from '../facts.ts';
import type { Row, Text } from '../message.ts';
import { reportRows } from '../report-rows.ts';
import { isOwnReport, otherReviewers, waitingForReview } from '../reviewing.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** What becomes of a report that is looked at: confirmed, returned with a comment, or left for later. */
export const verdict: AnswerKind = {
  steered: { save: 'confirm', more: 'next' },
  offers: ({ step, situation }) => {
    const { facts } = situation;
    const row = chosenMeasure(situation);
    const hasOthers = waitingForReview(facts).some(({ id }) => id !== row?.id);
    const isOffered = (value: string) =>
      value === 'confirm' ? row !== undefined && mayConfirm(row, facts) : value !== 'next' || hasOthers;
    return (step.options ?? [])
      .filter(({ value }) => isOffered(value))
      .map(({ value, label }) => ({ value, label: { key: label } }));
  },
  read: (typed, placed) => {
    const { facts } = placed.situation;
    const named = verdict
      .offers(placed)
      .find(({ label }) => 'key' in label && facts.wordings(label.key).some((word) => fold(word) === fold(typed)));
    return named === undefined ? { problem: { key: 'answers.choice.problem' } } : { answer: named.value };
  },
  tapped: (value, placed) => amongOffers(verdict, value, placed),
  card: ({ situation }) => {
    const row = chosenMeasure(situation);
    if (row?.report === undefined) return { title: { key: 'review.gone' }, rows: [] };
    const { number, title } = row.measure;
    return {
      title: { key: 'review.title', params: { number, title } },
      rows: [...reportRows(row.report), ...aboutRows(row)],
      note: noteOf(row, situation.facts),
    };
  },
  show: (answer, { step }) => {
    const option = step.options?.find(({ value }) => value === answer);
    return option === undefined ? { verbatim: String(answer) } : { key: option.label };
  },
};

/** Nobody confirms what they reported themselves, as long as somebody else can. */
const mayConfirm = (row: MeasureFacts, facts: Facts): boolean =>
  !isOwnReport(row, facts.member) || otherReviewers(row, facts).length === 0;

function aboutRows({ report, measure, evidence }: MeasureFacts): Row[] {
  if (report === undefined) return [];
  const params = { name: authorOf(report), when: { instant: report.at } };
  return [
    { label: { key: 'report.units.label' }, value: { verbatim: measure.responsibleUnits.join(', ') || '–' } },
    { label: { key: 'review.reporter' }, value: { key: 'changes.byAt', params } },
    { label: { key: 'review.evidence' }, value: { key: 'review.pieces', params: { count: evidence?.length ?? 0 } } },
  ];
}

function noteOf(row: MeasureFacts, facts: Facts): Text {
  const review = reviewOf(row.report);
  if (review !== undefined) {
    return { key: `review.already.${review.state}`, params: { name: review.by, when: { instant: review.at } } };
  }
  if (!isOwnReport(row, facts.member)) return { key: 'review.note' };
  const others = otherReviewers(row, facts).map(({ name }) => name);
  return others.length === 0 ? { key: 'review.onlyOne' } : { key: 'review.own', params: { names: others.join(', ') } };
}
