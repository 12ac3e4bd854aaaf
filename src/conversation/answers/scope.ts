import { readInteger } from '../../thai/digits.ts';
import { fold } from '../../thai/normalise.ts';
import type { Facts } from '../facts.ts';
import type { Phrase } from '../message.ts';
import { findUnits } from './unit.ts';
import { UNKNOWN } from './kind.ts';
import type { AnswerKind, Offer, Reading } from './kind.ts';

/** What a summary is limited to: `unit:<id>` or `dimension:<number>`. */
export type Scope = { kind: 'unit'; name: string } | { kind: 'dimension'; number: number };

/** A unit or a dimension. A number after the command is that of a dimension; once asked, it is that of the list. */
export const scope: AnswerKind = {
  offers: ({ situation }) => [
    ...dimensionsOf(situation.facts).map(dimensionOffer),
    ...situation.facts.units.map((one) => ({ value: `unit:${one.id}`, label: { verbatim: one.name } })),
  ],
  read: (typed, { situation }) => readTyped(typed, situation.facts),
  tapped: (value, { situation }) =>
    readScope(value, situation.facts) === null ? { problem: { key: 'answers.gone' } } : { answer: value },
  show: (answer, { situation }) => {
    const read = readScope(String(answer), situation.facts);
    return read === null ? { verbatim: UNKNOWN } : scopeText(read, situation.facts);
  },
};

function readTyped(typed: string, facts: Facts): Reading {
  const wanted = typed.replace(DIMENSION_WORD, '').trim();
  const number = readInteger(wanted);
  const dimensions = dimensionsOf(facts).filter((one) =>
    number === null ? fold(wanted) !== '' && fold(one.name) === fold(wanted) : one.number === number,
  );
  const found: Offer[] = [
    ...dimensions.map(dimensionOffer),
    ...(number === null ? findUnits(facts.units, typed) : []).map((one) => ({
      value: `unit:${one.id}`,
      label: { verbatim: one.name } as Phrase,
    })),
  ];
  if (found.length === 1 && found[0] !== undefined) return { answer: found[0].value };
  if (found.length > 1) return { which: found.slice(0, 10) };
  return { problem: { key: 'answers.scope.problem' } };
}

/** Whether words name exactly one unit or dimension. */
export const namesScope = (words: string, facts: Facts): boolean => 'answer' in readTyped(words, facts);

const DIMENSION_WORD = /^(มิติ(ที่)?|dimension)\s*/iu;

/** What a stored scope means now; `null` when the unit or dimension is no longer there. */
export function readScope(value: string, facts: Facts): Scope | null {
  const [kind, id] = value.split(':');
  if (kind === 'dimension') {
    const found = dimensionsOf(facts).find((one) => String(one.number) === id);
    return found === undefined ? null : { kind, number: found.number };
  }
  const unit = facts.units.find((one) => one.id === id);
  return kind === 'unit' && unit !== undefined ? { kind, name: unit.name } : null;
}

/** A scope as a heading. */
export function scopeText(read: Scope, facts: Facts): Phrase {
  if (read.kind === 'unit') return { verbatim: read.name };
  const name = dimensionsOf(facts).find((one) => one.number === read.number)?.name ?? '';
  return { key: 'answers.scope.dimension', params: { number: read.number, name } };
}

function dimensionsOf(facts: Facts): { number: number; name: string }[] {
  const plan = facts.plans.find((one) => one.kind === 'action-plan');
  const numbers = new Set(plan?.rows.flatMap((row) => row.measure.dimension ?? []));
  return [...numbers]
    .toSorted((a, b) => a - b)
    .map((number) => ({ number, name: plan?.dimensions.find((one) => one.number === number)?.name ?? '' }));
}

const dimensionOffer = ({ number, name }: { number: number; name: string }): Offer => ({
  value: `dimension:${number}`,
  label: { key: 'answers.scope.dimension', params: { number, name } },
});
