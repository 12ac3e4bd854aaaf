import { fold } from '../../thai/normalise.ts';
import type { UnitFacts } from '../facts.ts';
import type { AnswerKind, Offer } from './kind.ts';

/** The value of the button that adds the unit just typed. */
const NEW = 'new';
const LONGEST_NAME = 100;

/** A unit of the organisation, by name, alias or part of its name; a name not known yet can be added. The answer is the name. */
export const unit: AnswerKind = {
  offers: ({ situation }) => situation.facts.units.map(offer),
  read: (typed, placed) => {
    const name = typed.trim();
    if (name === '' || name.length > LONGEST_NAME) return { problem: { key: 'answers.unit.problem' } };
    const found = findUnits(placed.situation.facts.units, name);
    if (found.length === 1 && found[0] !== undefined) return { answer: found[0].name };
    const add: Offer = { value: NEW, label: { key: 'answers.unit.add', params: { name } } };
    return { which: [...found.slice(0, MOST_FOUND).map(offer), add], held: name };
  },
  tapped: (value, placed, held) => {
    if (value === NEW && held !== undefined) return { answer: held };
    const found = placed.situation.facts.units.find(({ id }) => id === value);
    return found === undefined ? { problem: { key: 'answers.gone' } } : { answer: found.name };
  },
  show: (answer) => ({ verbatim: String(answer) }),
};

const MOST_FOUND = 8;
const offer = (one: UnitFacts): Offer => ({ value: one.id, label: { verbatim: one.name } });

/** Units whose name or alias is what was typed; failing that, those that contain it. */
export function findUnits(units: readonly UnitFacts[], typed: string): UnitFacts[] {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const names = (one: UnitFacts) => [one.name, ...one.aliases].map(fold);
  const exact = units.filter((one) => names(one).includes(wanted));
  return exact.length > 0 ? exact : units.filter((one) => names(one).some((name) => name.includes(wanted)));
}
