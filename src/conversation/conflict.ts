import { KINDS } from './answers/kinds.ts';
import { authorOf } from './author.ts';
import { basisOf } from './basis.ts';
import { chosenMeasure, chosenPlan } from './conditions.ts';
import type { Facts } from './facts.ts';
import type { Message, Row } from './message.ts';
import { phraseParam } from './message.ts';
import type { PlacedStep } from './path.ts';
import { labelOf, movedText } from './report-rows.ts';
import type { Run } from './session.ts';
import { fieldChanges, revisions } from '../reporting/history.ts';
import type { FieldChange } from '../reporting/history.ts';

/** What others saved of a measure since its report was opened, field by field, beside what is about to be saved. */
export function conflictCard(run: Run, steps: readonly PlacedStep[], facts: Facts): Omit<Card, 'choices'> {
  const situation = { answers: run.answers, facts };
  const [row, plan] = [chosenMeasure(situation), chosenPlan(situation)];
  const all = row === undefined || plan === undefined ? undefined : facts.history?.(row.id, plan.round);
  const since = revisions(all ?? []).slice(basisOf(run.answers, facts) ?? 0);
  const names = [...new Set(since.map(({ by }) => by))];
  const { number = '', title = '' } = row?.measure ?? {};
  const last = since.at(-1);
  return {
    kind: 'card',
    title: { key: 'edit.conflict', params: { number, title } },
    rows: [
      ...names.map((by): Row => {
        const at = since.findLast((one) => one.by === by)?.at ?? facts.now;
        return {
          label: { key: 'edit.changedBy' },
          value: { key: 'changes.byAt', params: { name: authorOf({ by }), when: { instant: at } } },
        };
      }),
      ...fieldChanges(since[0]?.before ?? null, last?.after ?? null).map((change) => ({
        label: labelOf(change),
        value: beside(change, run, steps),
      })),
    ],
    note: { key: 'edit.conflictNote' },
  };
}

type Card = Extract<Message, { kind: 'card' }>;

/** What others changed, and what stands in this run instead. */
function beside(change: FieldChange, run: Run, steps: readonly PlacedStep[]): Row['value'] {
  const theirs = movedText(change);
  const { field, step } = change;
  const id = step === undefined ? field : `step${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const placed = steps.find((one) => one.step.id === id && one.situation.index === step);
  const mine = placed === undefined ? null : (run.answers[placed.key] ?? null);
  if (placed === undefined || mine === null || mine === change.after) return theirs;
  const shown = phraseParam(KINDS[placed.step.answer].show(mine, placed));
  return { key: 'edit.beside', params: { theirs: { text: theirs }, mine: shown } };
}
