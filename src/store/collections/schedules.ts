import type { Connection } from 'mongoose';
import type { Schedule, ScheduleStore } from '../../app/reminder-port.ts';
import type { Pause } from '../../reminders/office.ts';
import { collection, mixed } from './collection.ts';
import type { Collection } from './collection.ts';

interface Row extends Omit<Schedule, 'organisationId'> {
  _id: string;
}

/** How each organisation wants to be reminded: one document, since changes of it must not cross. */
export function scheduleCollection(connection: Connection): { store: ScheduleStore; rows: Collection<Row> } {
  const rows = collection<Row>(
    connection,
    'schedules',
    {
      _id: { type: String, required: true },
      since: { type: Number, required: true },
      holidays: { type: [mixed] },
      stages: { type: [mixed], default: undefined },
      changes: mixed,
      pauses: { type: [mixed] },
    },
    [],
  );
  const { model } = rows;
  const asSchedule = ({ _id, ...rest }: Row): Schedule => ({ organisationId: _id, ...rest });
  const open = async (organisationId: string, now: number): Promise<Schedule> => {
    const row = await model
      .findOneAndUpdate(
        { _id: organisationId },
        { $setOnInsert: { since: now, holidays: [], changes: {}, pauses: [] } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Row>();
    if (row === null) throw new Error('an upsert returned nothing');
    return asSchedule(row);
  };
  const store: ScheduleStore = {
    open,
    read: async (organisationId) => {
      const row = await model.findById(organisationId).lean<Row>();
      return row === null ? null : asSchedule(row);
    },
    all: async () => new Map((await model.find().lean<Row[]>()).map((row) => [row._id, asSchedule(row)])),
    setHolidays: async (organisationId, entries, now) => {
      const years = [...new Set(entries.map(({ date }) => date.slice(0, 4)))];
      const { holidays } = await open(organisationId, now);
      const kept = holidays.filter(({ date }) => !years.includes(date.slice(0, 4)));
      await model.updateOne({ _id: organisationId }, { $set: { holidays: [...kept, ...entries] } });
    },
    setStages: async (organisationId, stages, now) => {
      await open(organisationId, now);
      await model.updateOne(
        { _id: organisationId },
        stages === null ? { $set: { changes: {} }, $unset: { stages: 1 } } : { $set: { changes: {}, stages } },
      );
    },
    changeStage: async (organisationId, stageId, change) => {
      await model.updateOne({ _id: organisationId }, { $set: { [['changes', stageId].join('.')]: change } });
    },
    resume: async (organisationId, units) => {
      const ended = units === undefined ? {} : { unit: { $in: [...units] } };
      await model.collection.updateOne({ _id: organisationId as never }, { $pull: { pauses: ended } } as never);
    },
    pause: async (organisationId, pause: Pause) => {
      const { unit } = pause;
      const others =
        unit === undefined
          ? { $filter: { input: '$pauses', cond: { $ne: [{ $type: '$$this.unit' }, 'missing'] } } }
          : { $filter: { input: '$pauses', cond: { $ne: ['$$this.unit', { $literal: unit }] } } };
      await model.collection.updateOne({ _id: organisationId as never }, [
        { $set: { pauses: { $concatArrays: [others, [{ $literal: pause }]] } } },
      ]);
    },
  };
  return { store, rows };
}
