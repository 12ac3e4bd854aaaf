import type { Connection } from 'mongoose';
import type { PlanRound, RoundNotes, RoundNotesStore } from '../../app/document-port.ts';
import { collection, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends RoundNotes {
  /** Plan and round: this is what makes it one. */
  _id: string;
  organisationId: string;
}

/** What people add to documents: one document per plan and round. */
export function roundNotesCollection(connection: Connection): { store: RoundNotesStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'roundNotes',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      reporter: mixed,
      narrative: mixed,
      explanations: { type: [mixed] },
      entered: mixed,
    },
    [],
  );
  const { model } = rows;
  const idOf = ({ planId, round }: PlanRound): string => `${planId}:${round}`;
  const change = async (organisationId: string, target: PlanRound, update: object | object[]): Promise<void> => {
    const _id = idOf(target);
    const empty = { organisationId, narrative: {}, explanations: [], entered: {} };
    await model.updateOne({ _id }, { $setOnInsert: empty }, { upsert: true });
    await model.collection.updateOne({ _id: _id as never, organisationId }, update);
  };
  const store: RoundNotesStore = {
    read: async (organisationId, target) => {
      const row = await model.findOne({ _id: idOf(target), organisationId }).lean<Row>();
      if (row === null) return { narrative: {}, explanations: [], entered: {} };
      const { narrative, explanations, entered, reporter } = row;
      return { narrative, explanations, entered, ...(reporter === undefined ? {} : { reporter }) };
    },
    setReporter: (organisationId, target, reporter) => change(organisationId, target, { $set: { reporter } }),
    setParagraph: (organisationId, target, part, paragraph) => {
      const field = ['narrative', part].join('.');
      if (paragraph === 'file') return change(organisationId, target, { $unset: { [field]: 1 } });
      const text = paragraph === 'generated' ? null : paragraph.text;
      return change(organisationId, target, { $set: { [field]: text } });
    },
    explain: (organisationId, target, explanation) => {
      const { code, where } = explanation;
      const others = {
        $filter: {
          input: '$explanations',
          cond: { $or: [{ $ne: ['$$this.code', { $literal: code }] }, { $ne: ['$$this.where', { $literal: where }] }] },
        },
      };
      // One update, so that two at once do not lose each other.
      const explanations = { $concatArrays: [others, [{ $literal: explanation }]] };
      return change(organisationId, target, [{ $set: { explanations } }]);
    },
    setEntered: (organisationId, target, measureId, entered) => {
      const field = ['entered', measureId].join('.');
      return change(
        organisationId,
        target,
        entered === null ? { $unset: { [field]: 1 } } : { $set: { [field]: entered } },
      );
    },
  };
  return { store, rows };
}
