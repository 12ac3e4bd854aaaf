import { phraseParam } from './message.ts';
import type { Message, Phrase, Row, Text } from './message.ts';
import type { Effect } from './effects.ts';
import type { EvidenceFacts, Facts, MeasureFacts, PieceFacts, PlanFacts } from './facts.ts';
import type { Sent } from './sent.ts';
import type { EvidenceMemory, PhotoSet } from './session.ts';
import { commandTap } from './tap.ts';

/** What becomes of a piece of evidence in a conversation. */

/** A late photo finds the report that was saved so long before. */
const LATE_MS = 24 * 60 * 60 * 1000;
/** Pieces that can be moved to another measure together. */
const MOST_MOVED = 60;

/** The measure a piece is of. `open`: it is talked about; `late`: it was reported not long ago. */
export interface EvidenceOf {
  plan: PlanFacts;
  row: MeasureFacts;
  step?: number;
  why: 'open' | 'late';
}

export type AttachEvidence = Extract<Effect, { type: 'attachEvidence' }>;

/** The measure of a plan by its id. */
export function measureOf(
  facts: Facts,
  measureId: string | undefined,
): { plan: PlanFacts; row: MeasureFacts } | undefined {
  for (const plan of facts.plans) {
    const row = plan.rows.find(({ id }) => id === measureId);
    if (row !== undefined) return { plan, row };
  }
  return undefined;
}

/** The measure whose report this person saved in this chat not long ago. */
export function lateMeasure({ about }: EvidenceMemory, facts: Facts): EvidenceOf | undefined {
  if (about === undefined || facts.now - about.at > LATE_MS || facts.chat !== 'user') return undefined;
  const found = measureOf(facts, about.measure);
  return found === undefined ? undefined : { ...found, why: 'late' };
}

/** What came of something that was sent. */
export interface Taken {
  memory: EvidenceMemory;
  effects: Effect[];
  /** The photos it came with are all here: it is time to answer. */
  complete?: PhotoSet;
}

/** Counts a piece among those it came with, and makes it evidence where it is known of what. */
export function take(memory: EvidenceMemory, facts: Facts, set: Sent['set'], of: EvidenceOf | undefined): Taken {
  const sent = facts.evidence?.sent ?? { problem: { key: 'evidence.refused.failed' } };
  const before: PhotoSet =
    memory.set !== undefined && memory.set.id === set?.id
      ? memory.set
      : {
          id: set?.id ?? '',
          total: set?.total ?? 1,
          kept: [],
          same: 0,
          refused: 0,
          ...(of === undefined
            ? {}
            : { measure: of.row.id, why: of.why, ...(of.step === undefined ? {} : { step: of.step }) }),
        };
  const after = counted(before, facts, sent);
  const isComplete = after.kept.length + after.same + after.refused >= after.total;
  const { set: _set, ...rest } = memory;
  return {
    memory: isComplete ? rest : { ...rest, set: after },
    effects: of === undefined || 'problem' in sent ? [] : [attach([sent.id], of)],
    ...(isComplete ? { complete: after } : {}),
  };
}

function counted(set: PhotoSet, facts: Facts, sent: PieceFacts | { problem: Text }): PhotoSet {
  if ('problem' in sent) return { ...set, refused: set.refused + 1, problem: set.problem ?? sent.problem };
  const there = set.measure === undefined ? others(facts, sent) : (measureOf(facts, set.measure)?.row.evidence ?? []);
  const isSame = there.some(({ sha256, id }) => sha256 === sent.sha256 && id !== sent.id);
  return isSame ? { ...set, same: set.same + 1 } : { ...set, kept: [...set.kept, sent.id] };
}

const others = ({ evidence }: Facts, { id }: PieceFacts): PieceFacts[] =>
  (evidence?.held ?? []).filter((piece) => piece.id !== id);

/** Makes pieces evidence of a measure. */
export const attach = (pieces: readonly string[], { plan, row, step }: Omit<EvidenceOf, 'why'>): AttachEvidence => ({
  type: 'attachEvidence',
  pieces: [...pieces],
  planId: plan.id,
  measureId: row.id,
  round: plan.round,
  ...(step === undefined ? {} : { step }),
});

/** What is remembered once pieces have become evidence: another measure can still be named. */
export const remember = (memory: EvidenceMemory, pieces: readonly string[], isMoving: boolean): EvidenceMemory => ({
  ...memory,
  last: [...(isMoving ? (memory.last ?? []) : []), ...pieces].slice(-MOST_MOVED),
});

/** What was taken, and of which measure it is now. */
export function receipt(
  set: PhotoSet,
  { plan, row }: { plan: PlanFacts; row: MeasureFacts },
  of: 'open' | 'late' | 'moved',
): Message {
  const rows: Row[] = [
    { label: { key: 'report.measure.label' }, value: { verbatim: `${row.measure.number}. ${row.measure.title}` } },
    ...countRows(set),
    {
      label: { key: 'evidence.row.all' },
      value: { key: 'evidence.value.count', params: { count: (row.evidence ?? []).length } },
    },
  ];
  return {
    kind: 'card',
    title: { key: set.kept.length === 0 ? 'evidence.nothingNew' : `evidence.received.${of}` },
    rows,
    about: { measureId: row.id, round: plan.round },
    choices: [
      ...(of === 'late' ? [{ label: { key: 'menu.moveEvidence' }, data: commandTap('moveEvidence') }] : []),
      {
        label: { key: 'evidence.seeAll', params: { number: row.measure.number } },
        data: commandTap('evidence', row.id),
      },
    ],
  };
}

/** What was taken of what was sent; why not, where not. */
function countRows({ total, kept, same, refused, problem }: PhotoSet): Row[] {
  const params = { kept: kept.length, came: kept.length + same + refused, total };
  const came = params.came < total ? 'evidence.value.incomplete' : 'evidence.value.complete';
  return [
    ...(total > 1 ? [{ label: { key: 'evidence.row.kept' }, value: { key: came, params } }] : []),
    ...(same > 0
      ? [{ label: { key: 'evidence.row.same' }, value: { key: 'evidence.value.same', params: { count: same } } }]
      : []),
    ...(refused > 0 && problem !== undefined
      ? [
          {
            label: { key: 'evidence.row.refused' },
            value: { key: 'evidence.value.refused', params: { count: refused, why: { text: problem } } },
          },
        ]
      : []),
  ];
}

/** What is said of photos of which some never came, before the next answer. */
export function incomplete(set: PhotoSet, facts: Facts): Message[] {
  const found = measureOf(facts, set.measure);
  if (found !== undefined) return [receipt(set, found, set.why ?? 'open')];
  if (set.kept.length > 0) {
    const params = { kept: set.kept.length, total: set.total };
    return [{ kind: 'text', text: { key: 'evidence.waiting', params } }];
  }
  return set.problem === undefined ? [] : [{ kind: 'text', text: set.problem }];
}

/** The facts as they will be once an effect has been applied: what is said next is true then. */
export function foreseen(facts: Facts, effect: Effect): Facts {
  switch (effect.type) {
    case 'attachEvidence': {
      const held = facts.evidence?.held ?? [];
      const pieces = held.filter(({ id }) => effect.pieces.includes(id));
      const placed = changed(facts, effect.measureId, (row) =>
        pieces.reduce((one, piece) => added(one, piece, facts), row),
      );
      const left = held.filter((piece) => !pieces.includes(piece));
      return facts.evidence === undefined ? placed : { ...placed, evidence: { ...facts.evidence, held: left } };
    }
    case 'attachLink':
      return changed(facts, effect.measureId, (row) =>
        added(row, { id: '', kind: 'link', name: effect.text, sha256: '' }, facts),
      );
    case 'removeEvidence':
      return changed(facts, effect.measureId, (row) => ({
        ...row,
        evidence: (row.evidence ?? []).filter(({ id }) => id !== effect.piece),
      }));
    default:
      return facts;
  }
}

function added(row: MeasureFacts, piece: PieceFacts, { member, now }: Facts): MeasureFacts {
  const before = row.evidence ?? [];
  const isThere = before.some(({ id, sha256, name }) =>
    piece.kind === 'link' ? name === piece.name : id === piece.id || sha256 === piece.sha256,
  );
  if (isThere) return row;
  const number = (row.evidenceLast ?? 0) + 1;
  return { ...row, evidenceLast: number, evidence: [...before, { ...piece, number, by: member?.name ?? '', at: now }] };
}

const changed = (facts: Facts, measureId: string, change: (row: MeasureFacts) => MeasureFacts): Facts => ({
  ...facts,
  plans: facts.plans.map((plan) =>
    plan.rows.some(({ id }) => id === measureId)
      ? { ...plan, rows: plan.rows.map((row) => (row.id === measureId ? change(row) : row)) }
      : plan,
  ),
});

/** A piece as a line of a list: what kind, and what it is called. */
export const pieceName = ({ kind, name }: PieceFacts): Phrase =>
  name === ''
    ? { key: `evidence.kind.${kind}` }
    : { key: 'evidence.named', params: { kind: { text: { key: `evidence.kind.${kind}` } }, name } };

/** A piece as a labelled value. */
export function pieceRow(piece: EvidenceFacts): Row {
  const { number, by, at, size } = piece;
  const params = { what: phraseParam(pieceName(piece)), name: by, when: { instant: at } };
  return {
    label: { key: 'evidence.row.piece', params: { number } },
    value:
      size === undefined
        ? { key: 'evidence.value.piece', params }
        : { key: 'evidence.value.sizedPiece', params: { ...params, size: { text: sizeText(size) } } },
  };
}

const KILOBYTE = 1024;

function sizeText(bytes: number): Text {
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE));
  return kilobytes < KILOBYTE
    ? { key: 'evidence.kilobytes', params: { size: kilobytes } }
    : { key: 'evidence.megabytes', params: { size: Math.round(kilobytes / KILOBYTE) } };
}
