import type { Change } from '../../reporting/history.ts';
import { authorOf } from '../author.ts';
import { chosenMeasure, chosenPlan } from '../conditions.ts';
import type { Situation } from '../conditions.ts';
import type { Text } from '../message.ts';
import { changeLine } from '../report-rows.ts';
import { amongOffers } from './kind.ts';
import type { AnswerKind } from './kind.ts';

/** One change of a report, to be seen in full; newest first. Each is named by its place in the history. */
export const change: AnswerKind = {
  offers: ({ situation }) =>
    changesOf(situation)
      // Who and when stand on the card above.
      .map(({ act }, index) => ({ value: `c${index}`, label: { key: `changes.verb.${act}` } }))
      .toReversed(),
  read: (_typed, placed) => ({ problem: { key: 'answers.number', params: { count: change.offers(placed).length } } }),
  tapped: (value, placed) => amongOffers(change, value, placed),
  gone: (answer, placed) => changeNamed(String(answer), placed.situation) === undefined,
  card: ({ situation }, shown, from) => {
    const row = chosenMeasure(situation);
    return {
      title: { key: 'changes.title', params: { number: row?.measure.number ?? '', title: row?.measure.title ?? '' } },
      rows: shown.flatMap(({ value }, index) => {
        const one = changeNamed(value, situation);
        if (one === undefined) return [];
        const params = { number: from + index, name: { text: changeName(one) } };
        return [{ label: { key: 'changes.entry', params }, value: changeLine(one) }];
      }),
      note: { key: 'changes.ask' },
    };
  },
  show: (answer, { situation }) => {
    const one = changeNamed(String(answer), situation);
    return one === undefined ? { verbatim: String(answer) } : changeName(one);
  },
};

/** Who did what, and when. */
export const changeName = ({ act, by, at }: Change): Text => ({
  key: `changes.act.${act}`,
  params: { name: authorOf({ by }), when: { instant: at } },
});

/** The change an answer names. */
export const changeNamed = (name: string, situation: Situation): Change | undefined =>
  changesOf(situation)[Number(name.slice(1))];

/** The history of the measure chosen. */
export function changesOf(situation: Situation): readonly Change[] {
  const [row, plan] = [chosenMeasure(situation), chosenPlan(situation)];
  if (row === undefined || plan === undefined) return [];
  return situation.facts.history?.(row.id, plan.round) ?? [];
}
