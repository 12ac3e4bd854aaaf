import { fold } from '../../thai/normalise.ts';
import { chosenPlan } from '../conditions.ts';
import { paragraphOf } from '../document-settings.ts';
import type { ParagraphFacts } from '../document-settings.ts';
import type { Phrase, Text } from '../message.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** A paragraph of the documents of the plan; the answer is its part. */
export const paragraph: AnswerKind = {
  offers: (placed) =>
    paragraphs(placed).map(({ part, from }) => ({
      value: part,
      label: {
        key: 'documentSettings.part.offer',
        params: { part: { text: nameOf(part) }, from: { text: { key: `documentSettings.from.${from}` } } },
      },
    })),
  read: (typed, placed) => {
    const { facts } = placed.situation;
    const named = paragraphs(placed).find(({ part }) =>
      facts.wordings(nameOf(part).key).some((wording) => fold(wording) === fold(typed)),
    );
    return named === undefined ? { problem: { key: 'answers.choice.problem' } } : { answer: named.part };
  },
  tapped: (value, placed) => amongOffers(paragraph, value, placed),
  gone: (answer, placed) => !paragraphs(placed).some(({ part }) => part === answer),
  details: (_answer, { situation }) => {
    const found = paragraphOf(situation, chosenPlan(situation)?.id);
    const source = situation.answers['source'];
    if (found === undefined) return [];
    const after = source === 'generated' ? found.generated : source === 'file' ? found.file : undefined;
    return [
      { label: { key: 'documentSettings.before' }, value: textOrNone(found.now) },
      ...(after === undefined ? [] : [{ label: { key: 'documentSettings.after' }, value: textOrNone(after) }]),
    ];
  },
  show: (answer) => nameOf(String(answer)),
};

const nameOf = (part: string): Text => ({ key: `documents.part.${part}` });

/** A paragraph as it is shown. */
export const textOrNone = (text: string): Phrase =>
  text === '' ? { key: 'documentSettings.nothing' } : { verbatim: text };

const paragraphs = ({ situation }: PlacedStep): readonly ParagraphFacts[] =>
  situation.facts.documentSettings?.plans[chosenPlan(situation)?.id ?? '']?.paragraphs ?? [];
