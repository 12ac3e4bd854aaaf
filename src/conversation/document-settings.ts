import type { Digits, DocumentKind } from '../reporting/document-kinds.ts';
import { itaLevel, itaScore } from '../reporting/ita.ts';
import type { HeadingField, Indicator, NarrativePart, Round } from '../reporting/model.ts';
import type { Facts } from './facts.ts';
import type { Params } from './message.ts';
import type { Answers } from './session.ts';

/** Which paragraph the documents carry: a person's own, the generated one, or the one of the plan's file. */
export type Paragraph = { text: string } | 'generated' | 'file';

/** What a coordinator changes of the documents. */
export type DocumentChange =
  | { what: 'narrative'; planId: string; round: Round; part: NarrativePart; paragraph: Paragraph }
  | { what: 'reporter'; planId: string; round: Round; name: string; position: string }
  /** Scores of the assessment of a year (Buddhist Era); those that are not named stay. `name` counts where none is stored. */
  | {
      what: 'scores';
      assessedYear: number;
      scores: { number: number; name: string; score: number }[];
      /** The printed total; absent: it stays. */
      statedTotal?: number;
    }
  /** `null`: the usual ones. */
  | { what: 'digits'; document: DocumentKind; digits: Digits | null }
  /** `null`: that of the plan's file, else the usual one. */
  | { what: 'heading'; field: HeadingField; wording: string | null };

/** What can be set of the documents, as it stands. */
export interface DocumentSettingFacts {
  /** What the documents of each plan carry in the round that is reported, by the plan's id. */
  plans: Readonly<Record<string, PlanTexts>>;
  digits: Readonly<Record<DocumentKind, Digits>>;
  /** Those of the measures plan, in the order of the columns. */
  headings: readonly HeadingFacts[];
  /** Assessments whose scores can be kept, latest first. */
  assessments: readonly AssessmentFacts[];
}

export interface PlanTexts {
  reporter?: { name: string; position: string };
  paragraphs: readonly ParagraphFacts[];
}

export interface ParagraphFacts {
  part: NarrativePart;
  /** As the documents have it; empty where there is nothing to say. */
  now: string;
  from: 'written' | 'generated' | 'file';
  generated: string;
  /** What the plan's file says; absent when it says nothing. */
  file?: string;
}

export interface HeadingFacts {
  field: HeadingField;
  /** Absent: there is no such column. */
  now?: string;
  /** That of the plan's file, else the usual one; absent: there would be no such column. */
  usual?: string;
}

export interface AssessmentFacts {
  /** Buddhist Era. */
  year: number;
  /** What is stored; empty: nothing yet. */
  indicators: readonly Indicator[];
  statedTotal?: number;
}

/** The ten indicators of an assessment. */
export const INDICATOR_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

interface Known {
  answers: Answers;
  facts: Pick<Facts, 'documentSettings'>;
}

/** The paragraph that is talked about, of the plan of an id. */
export const paragraphOf = ({ answers, facts }: Known, planId: string | undefined): ParagraphFacts | undefined =>
  facts.documentSettings?.plans[planId ?? '']?.paragraphs.find(({ part }) => part === answers['part']);

/** The heading that is talked about. */
export const headingOf = ({ answers, facts }: Known): HeadingFacts | undefined =>
  facts.documentSettings?.headings.find(({ field }) => field === answers['heading']);

/** The assessment that is talked about. */
export const assessmentOf = ({ answers, facts }: Known): AssessmentFacts | undefined =>
  facts.documentSettings?.assessments.find(({ year }) => year === answers['year']);

/** The answer key of the score of an indicator: the steps of `each: indicators` are named `score`. */
export const scoreKey = (number: number): string => ['score', number - 1].join('.');

/** What was stored of an indicator of the assessment that is talked about. */
export const scoreBefore = (situation: Known, number: number): number | undefined =>
  assessmentOf(situation)?.indicators.find((one) => one.number === number)?.score;

/** The scores as they would be stored: what was answered, else what is there. */
export const scoresAfter = (situation: Known): { number: number; score: number }[] =>
  INDICATOR_NUMBERS.flatMap((number) => {
    const given = situation.answers[scoreKey(number)];
    const score = typeof given === 'number' ? given : scoreBefore(situation, number);
    return score === undefined ? [] : [{ number, score }];
  });

/** Whether an indicator is asked for: everyone when they are entered one by one, else those of which nothing is known. */
export function isScoreAsked(situation: Known, index: number | undefined): boolean {
  if (index === undefined) return false;
  return situation.answers['scores'] === ONE_BY_ONE || scoreBefore(situation, index + 1) === undefined;
}

/** The answer of who wants to be asked for each indicator. */
export const ONE_BY_ONE = 'each';

/** Total and level of scores by the rules of a year, as values of a sentence; `null` unless all ten are known. */
export function totalOf(indicators: readonly Pick<Indicator, 'number' | 'score'>[], year: number): Params | null {
  const score = itaScore(indicators);
  return score === null ? null : { total: score.total.toFixed(2), level: itaLevel(score, year) };
}

/** The headings in one line, one of them in new words. */
export const headingLine = (headings: readonly HeadingFacts[], field?: string, wording?: string): string =>
  headings
    .map((one) => (one.field === field ? wording : one.now))
    .filter((now) => now !== undefined && now !== '')
    .join(' | ');
