import type { Connection, mongo } from 'mongoose';
import type {
  EvidenceLink,
  EvidenceLinkStore,
  EvidenceStore,
  EvidenceTarget,
  KeptEvidence,
  NewEvidence,
  Sender,
} from '../../app/evidence-port.ts';
import type { Source } from '../../app/store-port.ts';
import type { EvidenceFacts } from '../../conversation/facts.ts';
import type { EvidenceKind } from '../../reporting/evidence.ts';
import type { Round } from '../../reporting/model.ts';
import { collection, isDuplicate, mixed } from './collection.ts';
import type { Collection } from './collection.ts';
import { evidenceFileCollections } from './evidence-files.ts';
import type { Changed } from './organisations.ts';

/** `held`: of no measure yet. What is `removed`, `unsent` or the `same` as another piece has no content. */
type State = 'held' | 'live' | 'removed' | 'unsent' | 'same';

interface Row extends Sender {
  _id: string;
  organisationId: string;
  state: State;
  kind: EvidenceKind;
  messageId?: string;
  name?: string;
  mediaType?: string;
  size?: number;
  sha256?: string;
  fileId?: string;
  thumbnail?: mongo.Binary;
  place?: NewEvidence['place'];
  sentAt: number;
  planId?: string;
  measureId?: string;
  round?: Round;
  step?: number;
  number?: number;
  by?: string;
  at?: number;
  history: Entry[];
}

/** What was done with a piece: by whom, when, by which event. */
type Entry = Partial<Source> & { at: number; act: 'placed' | 'removed' | 'unsent' } & Partial<EvidenceTarget>;

const CONTENT = { name: 1, size: 1, sha256: 1, fileId: 1, thumbnail: 1, place: 1, mediaType: 1 } as const;

/** Evidence: a document per piece, its bytes in files beside it. */
export function evidenceCollections(
  connection: Connection,
  changed: Changed,
): {
  store: EvidenceStore;
  rows: { evidence: Collection<Row>; unsent: Collection<{ _id: string; at: number }> } & ReturnType<
    typeof evidenceFileCollections
  >['rows'];
} {
  const evidence = collection<Row>(
    connection,
    'evidence',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      state: { type: String, required: true },
      kind: { type: String, required: true },
      memberId: { type: String, required: true },
      chatId: { type: String, required: true },
      messageId: String,
      name: String,
      mediaType: String,
      size: Number,
      sha256: String,
      fileId: String,
      thumbnail: mixed,
      place: mixed,
      sentAt: { type: Number, required: true },
      planId: String,
      measureId: String,
      round: Number,
      step: Number,
      number: Number,
      by: String,
      at: Number,
      history: { type: [mixed] },
    },
    [
      { fields: { organisationId: 1, planId: 1, round: 1 }, where: { planId: { $exists: true } } },
      {
        fields: { organisationId: 1, measureId: 1, round: 1, number: 1 },
        unique: true,
        where: { number: { $exists: true } },
      },
      { fields: { organisationId: 1, measureId: 1, round: 1, sha256: 1 }, unique: true, where: { state: 'live' } },
      { fields: { chatId: 1, memberId: 1 }, where: { state: 'held' } },
      { fields: { sentAt: 1 }, where: { state: 'held' } },
      { fields: { messageId: 1 }, where: { messageId: { $exists: true } } },
      { fields: { fileId: 1 }, where: { fileId: { $exists: true } } },
    ],
  );
  // LINE may tell that a message was unsent while its content is still being fetched.
  const unsent = collection<{ _id: string; at: number }>(
    connection,
    'unsentMessages',
    { _id: { type: String, required: true }, at: { type: Number, required: true } },
    [{ fields: { at: 1 } }],
  );
  const { files, rows } = evidenceFileCollections(connection);
  const { model } = evidence;

  /** Takes the content of a piece away, and puts down who did so. Its file is found again if this dies half-way. */
  const erase = async (filter: object, state: State, entry: Entry): Promise<void> => {
    const row = await model.findOne(filter, { fileId: 1, organisationId: 1 }).lean<Row>();
    if (row === null) return;
    if (row.fileId !== undefined) await files.loosen(row.fileId, entry.at);
    await model.updateOne({ ...filter, _id: row._id }, { $set: { state }, $unset: CONTENT, $push: { history: entry } });
    await changed(row.organisationId);
    if (row.fileId !== undefined) await files.remove(row.fileId);
  };

  const placeOne = async (organisationId: string, id: string, target: EvidenceTarget, source: Source) => {
    const { planId, measureId, round, step } = target;
    const filter: object = {
      _id: id,
      organisationId,
      state: { $in: ['held', 'live'] },
      'history.eventId': { $ne: source.eventId },
    };
    const of = { organisationId, measureId, round };
    for (;;) {
      const row = await model.findOne(filter, { sha256: 1, fileId: 1, measureId: 1, round: 1 }).lean<Row>();
      if (row === null) return;
      // It is there already: nothing changes, not even its number.
      if (row.measureId === measureId && row.round === round) return;
      const [last] = await model.find(of, { number: 1 }).sort({ number: -1 }).limit(1).lean<Row[]>();
      const same = await model.findOne({ ...of, state: 'live', sha256: row.sha256 ?? '' }, { _id: 1 }).lean<Row>();
      if (same !== null) {
        await erase(filter, 'same', { ...source, act: 'placed', ...target });
        return;
      }
      try {
        await model.updateOne(filter, {
          $set: {
            state: 'live',
            planId,
            measureId,
            round,
            number: (last?.number ?? 0) + 1,
            by: source.by,
            at: source.at,
            ...(step === undefined ? {} : { step }),
          },
          ...(step === undefined ? { $unset: { step: 1 } } : {}),
          $push: { history: { ...source, act: 'placed', ...target } },
        });
        return;
      } catch (error) {
        // Somebody else was quicker: with the number, or with the same bytes.
        if (!isDuplicate(error)) throw error;
      }
    }
  };

  const store: EvidenceStore = {
    fill: files.fill,
    discard: files.remove,
    keep: async (organisationId, { id, thumbnail, ...piece }, sender, at) => {
      const fresh = {
        organisationId,
        ...piece,
        ...sender,
        state: 'held',
        sentAt: at,
        history: [],
        ...(thumbnail === undefined ? {} : { thumbnail: Buffer.from(thumbnail) }),
      };
      await model.updateOne({ _id: id }, { $setOnInsert: fresh }, { upsert: true });
      const row = await model.findOne({ _id: id, organisationId }, { thumbnail: 0 }).lean<Row>();
      if (piece.fileId !== undefined) {
        if (row?.fileId === piece.fileId) await files.claim(piece.fileId);
        else await files.remove(piece.fileId);
      }
      const message = piece.messageId ?? id;
      if ((await unsent.model.findOne({ _id: message }).lean()) !== null) {
        await store.eraseMessage(message, at);
        return null;
      }
      return row === null || !STANDS.includes(row.state) ? null : asKept(row);
    },
    read: async (organisationId, id) => {
      const row = await model
        .findOne({ _id: id, organisationId, state: { $in: STANDS } }, { thumbnail: 0 })
        .lean<Row>();
      return row === null ? null : asKept(row);
    },
    held: async (organisationId, { memberId, chatId }) => {
      const found = await model
        .find({ organisationId, memberId, chatId, state: 'held' }, { thumbnail: 0 })
        .sort({ sentAt: 1, _id: 1 })
        .lean<Row[]>();
      return found.map(asKept);
    },
    place: async (organisationId, ids, target, source) => {
      for (const id of ids) await placeOne(organisationId, id, target, source);
      // A crash may have come before the others were told.
      await changed(organisationId);
    },
    remove: async (organisationId, id, source) => {
      await erase({ _id: id, organisationId, state: 'live' }, 'removed', { ...source, act: 'removed' });
      await changed(organisationId);
    },
    drop: async (organisationId, ids, at) => {
      for (const _id of ids) {
        const row = await model.findOne({ _id, organisationId, state: 'held' }, { fileId: 1 }).lean<Row>();
        if (row === null) continue;
        if (row.fileId !== undefined) await files.loosen(row.fileId, at);
        await model.deleteOne({ _id, organisationId, state: 'held' });
        if (row.fileId !== undefined) await files.remove(row.fileId);
      }
    },
    eraseMessage: async (messageId, at) => {
      await unsent.model.updateOne({ _id: messageId }, { $setOnInsert: { at } }, { upsert: true });
      for (;;) {
        const filter = { messageId, state: { $in: STANDS } };
        const row = await model.findOne(filter, { _id: 1, at: 1 }).lean<Row>();
        if (row === null) return;
        await erase({ ...filter, _id: row._id }, 'unsent', { at, act: 'unsent' });
      }
    },
    ofPlan: async (organisationId, planId, round) => {
      const found = await model
        .find({ organisationId, planId, round }, { thumbnail: 0, history: 0 })
        .sort({ number: 1 })
        .lean<Row[]>();
      const all = new Map<string, { pieces: EvidenceFacts[]; last: number }>();
      for (const row of found) {
        const measureId = row.measureId ?? '';
        const one = all.get(measureId) ?? { pieces: [], last: 0 };
        all.set(measureId, one);
        one.last = Math.max(one.last, row.number ?? 0);
        if (row.state === 'live') one.pieces.push(asFacts(row));
      }
      return all;
    },
    ofMeasure: async (organisationId, { planId, measureId, round }) => {
      const found = await model
        .find({ organisationId, planId, measureId, round, state: 'live' })
        .sort({ number: 1 })
        .lean<Row[]>();
      return found.map((row) => ({
        ...asKept(row),
        number: row.number ?? 0,
        by: row.by ?? '',
        at: row.at ?? row.sentAt,
        hasThumbnail: row.thumbnail !== undefined,
      }));
    },
    thumbnail: async (organisationId, id) => {
      const row = await model.findOne({ _id: id, organisationId, state: 'live' }, { thumbnail: 1 }).lean<Row>();
      return row?.thumbnail === undefined ? null : row.thumbnail.buffer;
    },
    open: files.open,
    tidy: async (before) => {
      for (const fileId of await files.loose(before.files)) {
        if ((await model.findOne({ fileId }, { _id: 1 }).lean()) === null) await files.remove(fileId);
        else await files.claim(fileId);
      }
      const left = await model
        .find({ state: 'held', sentAt: { $lt: before.held } }, { organisationId: 1 })
        .lean<Row[]>();
      for (const row of left) await store.drop(row.organisationId, [row._id], before.files);
      await unsent.model.deleteMany({ at: { $lt: before.held } });
    },
  };
  return { store, rows: { evidence, unsent, ...rows } };
}

const STANDS: State[] = ['held', 'live'];

function asKept({ _id, kind, name, mediaType, size, sha256, fileId, place }: Row): KeptEvidence {
  return {
    id: _id,
    kind,
    name: name ?? '',
    sha256: sha256 ?? '',
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(size === undefined ? {} : { size }),
    ...(fileId === undefined ? {} : { fileId }),
    ...(place === undefined ? {} : { place }),
  };
}

function asFacts(row: Row): EvidenceFacts {
  const { id, kind, name, sha256, mediaType, size } = asKept(row);
  return {
    id,
    kind,
    name,
    sha256,
    number: row.number ?? 0,
    by: row.by ?? '',
    at: row.at ?? row.sentAt,
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(size === undefined ? {} : { size }),
    ...(row.step === undefined ? {} : { step: row.step }),
  };
}

/** Addresses under which the evidence of a measure is seen. */
export function evidenceLinkCollection(connection: Connection): {
  store: EvidenceLinkStore;
  rows: Collection<EvidenceLink & { _id: string }>;
} {
  const rows = collection<EvidenceLink & { _id: string }>(
    connection,
    'evidenceLinks',
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      memberId: { type: String, required: true },
      planId: { type: String, required: true },
      measureId: { type: String, required: true },
      round: { type: Number, required: true },
      expiresAt: { type: Number, required: true },
    },
    [{ fields: { expiresAt: 1 } }],
  );
  const { model } = rows;
  return {
    rows,
    store: {
      keep: async (tokenHash, link) => {
        await model.updateOne({ _id: tokenHash }, { $setOnInsert: { ...link } }, { upsert: true });
      },
      read: async (tokenHash, now) => {
        const row = await model.findById(tokenHash).lean<EvidenceLink & { _id: string }>();
        if (row === null) return null;
        const { _id, ...link } = row;
        return link.expiresAt <= now ? 'expired' : link;
      },
      forget: async (expiredBefore) => {
        await model.deleteMany({ expiresAt: { $lt: expiredBefore } });
      },
    },
  };
}
