import { fold } from '../../thai/normalise.ts';
import { readInteger } from '../../thai/digits.ts';
import { chosenMeasure } from '../conditions.ts';
import { evidenceList } from '../evidence-question.ts';
import type { EvidenceFacts } from '../facts.ts';
import type { PlacedStep } from '../path.ts';
import { UNKNOWN } from './kind.ts';
import type { AnswerKind, Offer } from './kind.ts';

/** What stands for all that this person sent in this chat and that is of no measure yet. */
export const HELD = 'held';
/** What stands before the text with a link. */
export const LINK = 'link:';
export const REMOVE = 'remove-';
export const OPEN = 'open';
export const DONE = 'done';

/** What is done with the evidence of a measure: sent (that is no answer of this question), removed by its number, opened, closed. */
export const evidence: AnswerKind = {
  offers: (placed) => {
    const pieces = isPrivate(placed) ? piecesOf(placed) : [];
    return [
      { value: DONE, label: { key: 'evidence.done' } },
      ...(pieces.length === 0 ? [] : [{ value: OPEN, label: { key: 'evidence.open' } }]),
      ...pieces.map(removal),
    ];
  },
  read: (text, placed) => {
    const typed = fold(text);
    const named = (key: string) => placed.situation.facts.wordings(key).some((wording) => fold(wording) === typed);
    if (named('evidence.done')) return { answer: DONE };
    // What is looked at or taken away is nobody else's business.
    if (!isPrivate(placed)) return { problem: { key: 'evidence.problem' } };
    if (named('evidence.open')) return { answer: OPEN };
    const number = /^(?:ลบ|remove|delete)(?:ชิ้นที่|ข้อ)?#?([0-9๐-๙]+)$/i.exec(typed.replaceAll(/\s/g, ''))?.[1];
    const wanted = number === undefined ? null : readInteger(number);
    if (wanted === null) return { problem: { key: 'evidence.problem' } };
    const piece = piecesOf(placed).find((one) => one.number === wanted);
    return piece === undefined
      ? { problem: { key: 'evidence.noSuch', params: { number: wanted } } }
      : { answer: removal(piece).value };
  },
  tapped: (value, placed) =>
    value === DONE || (isPrivate(placed) && (value === OPEN || isThere(value, placed)))
      ? { answer: value }
      : { problem: { key: 'answers.gone' } },
  gone: (answer, placed) => {
    const given = String(answer);
    if (given === HELD) return (placed.situation.facts.evidence?.held ?? []).length === 0;
    return given.startsWith(REMOVE) && !isThere(given, placed);
  },
  card: (placed) => evidenceList(placed.situation),
  show: (answer, placed) => {
    const piece = removedPiece(String(answer), placed);
    return piece === undefined ? { verbatim: UNKNOWN } : removal(piece).label;
  },
};

const isPrivate = ({ situation }: PlacedStep): boolean => situation.facts.chat === 'user';

const removal = ({ number }: EvidenceFacts): Offer => ({
  value: `${REMOVE}${number}`,
  label: { key: 'evidence.remove', params: { number } },
});

const piecesOf = ({ situation }: PlacedStep): readonly EvidenceFacts[] => chosenMeasure(situation)?.evidence ?? [];

const isThere = (value: string, placed: PlacedStep): boolean => removedPiece(value, placed) !== undefined;

/** The piece an answer says is to be removed. */
export const removedPiece = (answer: string, placed: PlacedStep): EvidenceFacts | undefined =>
  piecesOf(placed).find(({ number }) => answer === `${REMOVE}${number}`);
