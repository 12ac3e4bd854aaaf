import type { Report, StepReport } from './model.ts';

/** What an unsent message leaves of reports: nothing of its words, and nothing else changed. */

/** Fields of a report that hold a person's own words. */
const WORDS = ['reasonText', 'result', 'outcome', 'obstacle', 'noEvidenceReason'] as const;

/** Where in a report words stand: a field, or `result.0` of a step. */
export type WordsPlace = string;

/** Which message gave the words at a place. */
export interface WordsOf {
  place: WordsPlace;
  messageId: string;
}

/** A report with what came before it, oldest first. */
export interface Told<Entry extends { before?: Report | null; messages?: readonly WordsOf[] }> {
  report: Report;
  history: readonly Entry[];
}

/** The words that a message gave a report, at any time. */
export function wordsFrom<Entry extends { before?: Report | null; messages?: readonly WordsOf[] }>(
  { report, history }: Told<Entry>,
  messageId: string,
): string[] {
  const states = [...history.slice(1).map(({ before }) => before ?? null), report];
  const words = history.flatMap(({ messages = [] }, index) => {
    const left = states.slice(index).find((state) => state !== null) ?? report;
    const own = messages.filter((one) => one.messageId === messageId);
    return own.flatMap(({ place }) => wordsIn(left).get(place) ?? []);
  });
  return [...new Set(words)];
}

/** The report without the words that `isGone` names. */
export function withoutWords(report: Report, isGone: (words: string, place: WordsPlace) => boolean): Report {
  const rid = <Part extends Partial<Report> | StepReport>(part: Part, name: (field: string) => string): Part =>
    Object.fromEntries(
      Object.entries(part).filter(
        ([field, value]) => !(isOfWords(field) && typeof value === 'string' && isGone(value, name(field))),
      ),
    ) as Part;
  const whole = rid(report, (field) => field);
  if (report.steps === undefined) return whole;
  return { ...whole, steps: report.steps.map((step, index) => rid(step, (field) => `${field}.${index}`)) };
}

const isOfWords = (field: string): boolean => (WORDS as readonly string[]).includes(field);

/** Words of a person by their place. */
function wordsIn(report: Report): ReadonlyMap<WordsPlace, string> {
  const own = (part: Partial<Report>, name: (field: string) => string) =>
    Object.entries(part).flatMap(([field, value]) =>
      isOfWords(field) && typeof value === 'string' ? [[name(field), value] as const] : [],
    );
  const steps = report.steps ?? [];
  return new Map([
    ...own(report, (field) => field),
    ...steps.flatMap((step, index) => own(step, (field) => `${field}.${index}`)),
  ]);
}
