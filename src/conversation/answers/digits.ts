import { DIGITS } from '../../reporting/document-kinds.ts';
import type { Digits } from '../../reporting/document-kinds.ts';
import { toThaiDigits } from '../../thai/digits.ts';
import { fold } from '../../thai/normalise.ts';
import { DOCUMENTS } from '../documents.ts';
import type { Facts } from '../facts.ts';
import type { PlacedStep } from '../path.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** Thai or Arabic digits, with a line written in them. */
export const digits: AnswerKind = {
  offers: () => DIGITS.map((value) => ({ value, label: nameOf(value) })),
  read: (typed, { situation }) => {
    const named = DIGITS.find((one) =>
      situation.facts
        .wordings(nameOf(one).key)
        .some((wording) => wording === typed.trim() || sameWords(wording, typed)),
    );
    return named === undefined ? { problem: { key: 'answers.choice.problem' } } : { answer: named };
  },
  tapped: (value, placed) => amongOffers(digits, value, placed),
  details: (answer, placed) => {
    const now = digitsNow(placed);
    return [
      ...(now === undefined ? [] : [{ label: { key: 'documentSettings.before' }, value: nameOf(now) }]),
      {
        label: { key: 'documentSettings.example' },
        value: { verbatim: lineIn(answer === 'thai' ? 'thai' : 'arabic', placed.situation.facts) },
      },
    ];
  },
  show: (answer) => nameOf(String(answer)),
};

/** The digits the chosen document has now. */
export const digitsNow = ({ situation: { answers, facts } }: PlacedStep): Digits | undefined =>
  facts.documentSettings?.digits[DOCUMENTS[String(answers['document']) as keyof typeof DOCUMENTS]];

/** A line as the documents have it, in the one or the other digits. */
export function lineIn(wanted: Digits, facts: Pick<Facts, 'official'>): string {
  const line = facts.official('documentSettings.digits.line');
  return wanted === 'thai' ? toThaiDigits(line) : line;
}

const nameOf = (value: string) => ({ key: `documentSettings.digits.${value}` });

/** What stands in brackets need not be typed. */
const sameWords = (wording: string, typed: string): boolean =>
  fold(wording.replace(/\(.*\)/, '')) === fold(typed.replace(/\(.*\)/, ''));
