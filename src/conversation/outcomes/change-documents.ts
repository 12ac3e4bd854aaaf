import { asAnswers } from '../answers/scores.ts';
import { chosenPlan } from '../conditions.ts';
import type { Situation } from '../conditions.ts';
import { assessmentOf, headingOf, INDICATOR_NUMBERS, scoresAfter, totalOf } from '../document-settings.ts';
import type { DocumentChange, Paragraph } from '../document-settings.ts';
import { DOCUMENTS } from '../documents.ts';
import type { Message } from '../message.ts';
import type { HeadingField, NarrativePart } from '../../reporting/model.ts';
import type { Digits } from '../../reporting/document-kinds.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Finished, Outcome } from './outcome.ts';

/** Changes what the documents say beside what was reported: the next document that is asked for has it. */
export const changeDocuments: Outcome = (finished) => {
  const change = changeOf(finished);
  if (change === null) return [say(sentence('plan.none'))];
  return [{ type: 'changeDocuments', change }, say(done(finished, change))];
};

function changeOf(finished: Finished): DocumentChange | null {
  const { facts, answer } = finished;
  const situation: Situation = { answers: { plan: answer('plan') ?? null }, facts };
  const plan = chosenPlan(situation);
  switch (answer('what')) {
    case 'narrative': {
      if (plan === undefined) return null;
      const part = String(answer('part')) as NarrativePart;
      return { what: 'narrative', planId: plan.id, round: plan.round, part, paragraph: paragraphOf(finished) };
    }
    case 'reporter': {
      if (plan === undefined) return null;
      const [name, position] = [String(answer('name')), String(answer('position'))];
      return { what: 'reporter', planId: plan.id, round: plan.round, name, position };
    }
    case 'scores':
      return scoresOf(finished);
    case 'digits': {
      const document = DOCUMENTS[String(answer('document')) as keyof typeof DOCUMENTS];
      return { what: 'digits', document, digits: String(answer('digits')) as Digits };
    }
    default: {
      const field = String(answer('heading')) as HeadingField;
      const wording = String(answer('wording') ?? '');
      const usual = headingOf({ answers: { heading: field }, facts })?.usual ?? '';
      return { what: 'heading', field, wording: wording === usual ? null : wording };
    }
  }
}

function paragraphOf({ answer }: Finished): Paragraph {
  const source = answer('source');
  return source === 'generated' || source === 'file' ? source : { text: String(answer('text')) };
}

/** The scores that were entered, each with the usual name of its indicator. */
function scoresOf({ facts, answer }: Finished): DocumentChange {
  const scores = INDICATOR_NUMBERS.flatMap((number) => {
    const score = answer('score', number - 1);
    if (typeof score !== 'number') return [];
    return [{ number, name: facts.official(`documentSettings.indicator.${number}`), score }];
  });
  const printed = answer('printed');
  return {
    what: 'scores',
    assessedYear: Number(answer('year')),
    scores,
    ...(typeof printed === 'number' ? { statedTotal: printed } : {}),
  };
}

function done({ facts }: Finished, change: DocumentChange): Message {
  const choices = [
    { label: { key: 'menu.documents' }, data: commandTap('documents') },
    { label: { key: 'menu.documentSettings' }, data: commandTap('documentSettings') },
  ];
  if (change.what !== 'scores') return { kind: 'text', text: { key: 'documentSettings.done' }, choices };
  const year = change.assessedYear;
  const entered = asAnswers(new Map(change.scores.map(({ number, score }) => [number, score])));
  const situation = { answers: { year, ...entered }, facts };
  const total = totalOf(scoresAfter(situation), assessmentOf(situation)?.year ?? year);
  const params = { year: { fiscalYear: year }, ...total, count: scoresAfter(situation).length };
  return {
    kind: 'text',
    text: { key: total === null ? 'documentSettings.doneSome' : 'documentSettings.doneScores', params },
    choices,
  };
}
