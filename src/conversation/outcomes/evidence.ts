import { DONE, HELD, LINK, OPEN, REMOVE } from '../answers/evidence.ts';
import { chosenMeasure, chosenPlan } from '../conditions.ts';
import { attach, foreseen, measureOf, receipt } from '../evidence.ts';
import type { Effect } from '../effects.ts';
import type { Facts, MeasureFacts, PlanFacts } from '../facts.ts';
import type { Message } from '../message.ts';
import { commandTap } from '../tap.ts';
import { say, sentence } from './outcome.ts';
import type { Finished, Outcome } from './outcome.ts';

/** Evidence of a measure: what was sent before, a link, a removal, an address to look at it all. */
export const evidence: Outcome = (finished) => {
  const found = measureIn(finished);
  if (found === undefined) return [say(sentence('report.gone'))];
  const { facts, answer } = finished;
  const { plan, row } = found;
  const piece = String(answer('piece'));
  const target = { planId: plan.id, measureId: row.id, round: plan.round };
  if (piece === HELD)
    return placed(
      facts,
      found,
      (facts.evidence?.held ?? []).map(({ id }) => id),
      'open',
    );
  if (piece.startsWith(LINK)) {
    const effect: Effect = { type: 'attachLink', ...target, text: piece.slice(LINK.length) };
    return [effect, say(receiptAfter(facts, effect, row, [LINK], 'open'))];
  }
  if (piece === OPEN) return [{ type: 'showEvidence', ...target, token: facts.freshToken }];
  if (piece.startsWith(REMOVE) && answer('removal') === 'yes') {
    const gone = row.evidence?.find(({ number }) => piece === `${REMOVE}${number}`);
    if (gone !== undefined) {
      return [
        { type: 'removeEvidence', ...target, piece: gone.id },
        say(closing('evidence.removed', row, gone.number)),
      ];
    }
  }
  return [say(closing(piece === DONE ? 'evidence.closed' : 'evidence.kept', row))];
};

/** Pieces that were taken for evidence of one measure are of another. */
export const moveEvidence: Outcome = (finished) => {
  const found = measureIn(finished);
  const pieces = finished.facts.evidence?.last ?? [];
  if (found === undefined) return [say(sentence('report.gone'))];
  return placed(finished.facts, found, pieces, 'moved');
};

function measureIn({ facts, answer }: Finished): { plan: PlanFacts; row: MeasureFacts } | undefined {
  const situation = { answers: { plan: answer('plan') ?? null, measure: answer('measure') ?? null }, facts };
  const [plan, row] = [chosenPlan(situation), chosenMeasure(situation)];
  return plan === undefined || row === undefined ? undefined : { plan, row };
}

function placed(
  facts: Facts,
  { plan, row }: { plan: PlanFacts; row: MeasureFacts },
  pieces: readonly string[],
  how: 'open' | 'moved',
): Effect[] {
  const effect = attach(pieces, { plan, row });
  return [effect, say(receiptAfter(facts, effect, row, pieces, how))];
}

/** What is said once the effect has been applied. */
function receiptAfter(
  facts: Facts,
  effect: Effect,
  row: MeasureFacts,
  pieces: readonly string[],
  how: 'open' | 'moved',
): Message {
  const after = measureOf(foreseen(facts, effect), row.id);
  if (after === undefined) return sentence('report.gone');
  const grown = (after.row.evidence ?? []).length - (row.evidence ?? []).length;
  // What is moved is not held, and so not foreseen.
  const kept = how === 'moved' ? pieces : pieces.slice(0, grown);
  const same = pieces.length - kept.length;
  return receipt({ id: '', total: pieces.length, kept: [...kept], same, refused: 0 }, after, how);
}

const closing = (key: string, { id, measure }: MeasureFacts, piece?: number): Message => ({
  kind: 'text',
  text: { key, params: { number: measure.number, ...(piece === undefined ? {} : { piece }) } },
  choices: [
    { label: { key: 'evidence.seeAll', params: { number: measure.number } }, data: commandTap('evidence', id) },
  ],
});
