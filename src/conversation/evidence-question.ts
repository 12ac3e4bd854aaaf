import { claimsCompleted, isEvidenced } from './claims.ts';
import { chosenMeasure } from './conditions.ts';
import type { Situation } from './conditions.ts';
import { pieceRow } from './evidence.ts';
import type { Params, Row, Text } from './message.ts';

/** Pieces that are shown; the rest is counted. */
const MOST_SHOWN = 12;

/** The evidence of a measure as a question: what is sent now is added to it. */
export function evidenceList(situation: Situation): { title: Text; rows: Row[]; note: Text } {
  const row = chosenMeasure(situation);
  const pieces = row?.evidence ?? [];
  const more = Math.max(0, pieces.length - MOST_SHOWN);
  const where = situation.facts.chat === 'user' ? 'private' : 'group';
  return {
    title: {
      key: 'evidence.list.title',
      params: { number: row?.measure.number ?? '', title: row?.measure.title ?? '' },
    },
    rows:
      where === 'group'
        ? counted(pieces.length)
        : [
            ...(more === 0
              ? []
              : [{ label: { key: 'evidence.label' }, value: { key: 'evidence.list.more', params: { count: more } } }]),
            ...pieces.slice(-MOST_SHOWN).map(pieceRow),
          ],
    note: { key: `evidence.list.${where}` },
  };
}

/** In a group nothing of what was sent is listed. */
const counted = (count: number): Row[] => [
  { label: { key: 'evidence.label' }, value: { key: 'evidence.value.count', params: { count } } },
];

/** What the card before saving says of the evidence, and what its button is called then: nobody is kept from saving. */
export function confirmedEvidence(situation: Situation): { rows: Row[]; save: string } {
  const row = chosenMeasure(situation);
  const label = { key: 'evidence.label' };
  if (isEvidenced(row)) {
    const params = { count: (row?.evidence ?? []).length };
    return { rows: [{ label, value: { key: 'evidence.value.count', params } }], save: 'control.save' };
  }
  const isAsked = claimsCompleted(situation.answers, row) && (situation.answers['noEvidenceReason'] ?? null) === null;
  return isAsked
    ? { rows: [{ label, value: { key: 'evidence.noneYet' } }], save: 'evidence.saveWithout' }
    : { rows: [], save: 'control.save' };
}

/** The number of the piece that is to be removed. */
export const removalParams = ({ answers }: Situation): Params => ({
  piece: /^remove-(\d+)$/.exec(String(answers['piece'] ?? ''))?.[1] ?? '',
});
