import type { ReminderFacts } from '../facts.ts';
import { amongOffers, UNKNOWN } from './kind.ts';
import type { AnswerKind } from './kind.ts';
import type { PlacedStep } from '../path.ts';

/** A stage of the organisation's reminders, by its number in the list. */
export const stage: AnswerKind = {
  offers: (placed) => stages(placed).map(({ id, name }) => ({ value: id, label: name })),
  read: () => ({ problem: { key: 'answers.choice.problem' } }),
  tapped: (value, placed) => amongOffers(stage, value, placed),
  gone: (answer, placed) => !stages(placed).some(({ id }) => id === answer),
  show: (answer, placed) => stages(placed).find(({ id }) => id === answer)?.name ?? { verbatim: UNKNOWN },
};

const stages = ({ situation }: PlacedStep): ReminderFacts['stages'] => situation.facts.reminders?.stages ?? [];
