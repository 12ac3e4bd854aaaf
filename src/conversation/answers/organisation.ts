import { fold } from '../../thai/normalise.ts';
import { UNKNOWN } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** Answers that name an organisation on record carry this prefix before its id; any other answer is a new name. */
export const KNOWN = 'known:';
const SHORTEST_NAME = 5;
const LONGEST_NAME = 200;

/** The organisation a first coordinator takes over: one without a coordinator, or a new one by its full name. */
export const organisation: AnswerKind = {
  offers: ({ situation }) =>
    situation.facts.organisations.map(({ id, name }) => ({ value: `${KNOWN}${id}`, label: { verbatim: name } })),
  read: (typed, { situation }) => {
    const name = typed.trim().replace(/\s+/g, ' ');
    const known = situation.facts.organisations.find((one) => fold(one.name) === fold(name));
    if (known !== undefined) return { answer: `${KNOWN}${known.id}` };
    if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME)
      return { problem: { key: 'answers.organisation.problem' } };
    return { answer: name };
  },
  tapped: (value, { situation }) =>
    situation.facts.organisations.some(({ id }) => value === `${KNOWN}${id}`)
      ? { answer: value }
      : { problem: { key: 'answers.gone' } },
  gone: (answer, { situation }) =>
    String(answer).startsWith(KNOWN) && !situation.facts.organisations.some(({ id }) => answer === `${KNOWN}${id}`),
  show: (answer, { situation }) => {
    const known = situation.facts.organisations.find(({ id }) => answer === `${KNOWN}${id}`);
    return { verbatim: known?.name ?? (String(answer).startsWith(KNOWN) ? UNKNOWN : String(answer)) };
  },
};
