import { uploadOf, uploadRows } from '../upload.ts';
import { UNKNOWN } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** A plan file: sent, not typed. */
export const upload: AnswerKind = {
  readsNumbers: true,
  offers: () => [],
  read: () => ({ problem: { key: 'planFile.send' } }),
  tapped: (value, { situation }) =>
    situation.facts.uploads.some(({ id }) => id === value) ? { answer: value } : { problem: { key: 'answers.gone' } },
  gone: (answer, { situation }) => !situation.facts.uploads.some(({ id }) => id === answer),
  show: (_answer, { situation }) => ({ verbatim: uploadOf(situation)?.name ?? UNKNOWN }),
  details: (_answer, { situation }) => uploadRows(situation),
};
