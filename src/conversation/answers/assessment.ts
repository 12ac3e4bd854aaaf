import type { AssessmentFacts } from '../document-settings.ts';
import type { PlacedStep } from '../path.ts';
import type { AnswerKind } from './kind.ts';
import { year } from './year.ts';

/** The year (Buddhist Era) of an assessment whose scores can be kept. */
export const assessment: AnswerKind = {
  readsNumbers: true,
  offers: (placed) => assessments(placed).map((one) => ({ value: String(one.year), label: shown(one.year) })),
  read: (typed, placed) => {
    const reading = year.read(typed, placed);
    return 'answer' in reading ? among(Number(reading.answer), placed) : reading;
  },
  tapped: (value, placed) => among(Number(value), placed),
  gone: (answer, placed) => 'problem' in among(Number(answer), placed),
  show: (answer) => shown(Number(answer)),
};

const among = (fiscalYear: number, placed: PlacedStep) =>
  assessments(placed).some((one) => one.year === fiscalYear)
    ? { answer: fiscalYear }
    : { problem: { key: 'documentSettings.year.problem', params: { year: { fiscalYear } } } };

const assessments = ({ situation }: PlacedStep): readonly AssessmentFacts[] =>
  situation.facts.documentSettings?.assessments ?? [];

const shown = (fiscalYear: number) => ({ key: 'documentSettings.year.shown', params: { year: { fiscalYear } } });
