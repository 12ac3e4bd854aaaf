import { statusText } from './answers/measure.ts';
import { asked } from './ask.ts';
import { morePages, offersNow, PAGE, pageStart } from './buttons.ts';
import { chosenPlan } from './conditions.ts';
import type { Choice, Item, Message } from './message.ts';
import { ownership } from './own-measures.ts';
import type { Ownership } from './own-measures.ts';
import type { PlacedStep } from './path.ts';
import type { Run } from './session.ts';
import { answerTap } from './tap.ts';

/** Measures on one page in a group. */
const PAGE_IN_GROUP = 5;

/** The question for a measure: one page of them, those of the person apart from those of others. */
export function measureList(run: Run, steps: readonly PlacedStep[], placed: PlacedStep, controls: Choice[]): Message {
  const offers = offersNow(run, placed);
  const { facts } = placed.situation;
  const page = facts.chat === 'user' ? PAGE : PAGE_IN_GROUP;
  const start = pageStart(run, offers.length, page);
  const shown = offers.slice(start, start + page);
  const rows = chosenPlan(placed.situation)?.rows ?? facts.plans.flatMap((plan) => plan.rows);
  const { member } = facts;
  const sections = new Map<Ownership, Item[]>();
  for (const offer of shown) {
    const row = rows.find(({ id }) => id === offer.value);
    if (row === undefined) continue;
    const whose = ownership(row, member);
    sections.set(whose, [
      ...(sections.get(whose) ?? []),
      {
        number: row.measure.number,
        title: row.measure.title,
        note: statusText(row),
        data: answerTap(run.id, placed.key, row.id),
      },
    ]);
  }
  return {
    kind: 'list',
    title:
      run.held === undefined
        ? asked(run, steps, placed)
        : { key: 'answers.measure.which', params: { typed: run.held } },
    sections: [...sections].map(([whose, items]) => ({ heading: { key: `measureList.${whose}` }, items })),
    note: { key: 'measureList.note', params: { from: start + 1, to: start + shown.length, total: offers.length } },
    choices: [...morePages(run, offers.length, page), ...controls],
  };
}
