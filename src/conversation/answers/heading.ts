import { fold } from '../../thai/normalise.ts';
import type { HeadingFacts } from '../document-settings.ts';
import type { Text } from '../message.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** A column of the tables of measures; the answer is its field. */
export const heading: AnswerKind = {
  offers: (placed) =>
    headings(placed).map(({ field, now }) => {
      const name = nameOf(field);
      const params = { field: { text: name }, now: now ?? { text: { key: 'documentSettings.noColumn' } } };
      const isUsual = now === placed.situation.facts.official(name.key);
      return { value: field, label: isUsual ? name : { key: 'documentSettings.heading.offer', params } };
    }),
  read: (typed, placed) => {
    const { facts } = placed.situation;
    const meant = headings(placed).filter(({ field, now }) =>
      [now ?? '', ...facts.wordings(nameOf(field).key)].some((wording) => fold(wording) === fold(typed)),
    );
    const [only] = meant;
    return only === undefined || meant.length > 1
      ? { problem: { key: 'answers.choice.problem' } }
      : { answer: only.field };
  },
  tapped: (value, placed) => amongOffers(heading, value, placed),
  show: (answer) => nameOf(String(answer)),
};

const nameOf = (field: string): Text => ({ key: `documents.reportHeading.${field}` });

const headings = ({ situation }: PlacedStep): readonly HeadingFacts[] =>
  situation.facts.documentSettings?.headings ?? [];
