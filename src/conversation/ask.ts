import { KINDS } from './answers/kinds.ts';
import { chosenMeasure } from './conditions.ts';
import { removalParams } from './evidence-question.ts';
import { inBrief } from './excerpt.ts';
import type { Facts } from './facts.ts';
import { handoverParams } from './handover.ts';
import { phraseParam } from './message.ts';
import type { Params, Text } from './message.ts';
import { openingOf } from './opening.ts';
import type { PlacedStep } from './path.ts';
import type { Run } from './session.ts';
import { settingParams } from './setting-params.ts';
import { uploadedPlan } from './upload.ts';

/** The words of a question, with the answer that stands where there is one. */
export function asked(run: Run, steps: readonly PlacedStep[], placed: PlacedStep): Text {
  const { facts } = placed.situation;
  if (run.held !== undefined && placed.step.answer === 'unit') {
    return { key: 'answers.unit.which', params: { typed: run.held } };
  }
  const ask: Text = { key: placed.step.ask, params: askParams(placed) };
  const current = run.answers[placed.key];
  const withCurrent: Text =
    current === undefined || current === null
      ? ask
      : {
          key: 'question.current',
          params: {
            ask: { text: ask },
            current: inBrief(phraseParam(KINDS[placed.step.answer].show(current, placed)), facts),
          },
        };
  const opening = openingOf(run, steps, placed);
  if (opening !== null) return opening(withCurrent);
  const typed = !['choice', 'status', 'plan'].includes(placed.step.answer);
  return typed && facts.chat !== 'user'
    ? { key: 'question.inGroup', params: { ask: { text: withCurrent } } }
    : withCurrent;
}

/** What a text question may say: the measure it is about, and which of several steps. */
function askParams(placed: PlacedStep): Params {
  const { situation, count } = placed;
  const row = chosenMeasure(situation);
  const step = situation.index === undefined ? undefined : row?.measure.steps?.[situation.index];
  return {
    number: row?.measure.number ?? '',
    title: row?.measure.title ?? '',
    item: (situation.index ?? 0) + 1,
    items: count ?? 0,
    method: step?.method ?? '',
    units: step?.responsibleUnits.join(', ') ?? '',
    budget: { money: row?.measure.ordinanceBudget ?? row?.measure.plannedBudget ?? 0 },
    ...remindParams(situation.facts),
    ...settingParams(placed),
    ...removalParams(situation),
    ...handoverParams(situation),
    office: uploadedPlan(situation)?.named ?? '',
    own: situation.facts.organisation?.name ?? '',
    member: situation.facts.members.find(({ id }) => id === situation.answers['member'])?.name ?? '',
  };
}

/** What a reminder sent now would reach and cost. */
function remindParams({ reminders }: Facts): Params {
  if (reminders === undefined) return {};
  const { now, left } = reminders;
  return { chats: now.chats, cost: now.cost, left: left ?? '∞', when: { instant: now.at } };
}
