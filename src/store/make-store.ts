import type { Connection } from 'mongoose';
import type { Store } from '../app/store-port.ts';
import { finishRestore } from './backup/restore-backup.ts';
import { auditCollection, settingCollection } from './collections/audit.ts';
import { isNothingThere } from './collections/collection.ts';
import type { Index } from './collections/collection.ts';
import { deliveryCollection } from './collections/deliveries.ts';
import { documentFileCollection } from './collections/document-files.ts';
import { documentLinkCollection } from './collections/document-links.ts';
import { documentSettingsCollection } from './collections/document-settings.ts';
import { evidenceCollections, evidenceLinkCollection } from './collections/evidence.ts';
import { groupCollection } from './collections/groups.ts';
import { handoverCollection } from './collections/handovers.ts';
import { inboxCollection } from './collections/inbox.ts';
import { invitationCollection } from './collections/invitations.ts';
import { memberCollection } from './collections/members.ts';
import { occurrenceCollections } from './collections/occurrences.ts';
import { organisationCollection } from './collections/organisations.ts';
import { planCollections } from './collections/plans.ts';
import { publicationCollection } from './collections/publications.ts';
import { reportCollection } from './collections/reports.ts';
import { roundNotesCollection } from './collections/round-notes.ts';
import { scheduleCollection } from './collections/schedules.ts';
import { sessionCollection } from './collections/sessions.ts';
import { snapshotCollection } from './collections/snapshots.ts';
import { unitCollection } from './collections/units.ts';
import { uploadCollection } from './collections/uploads.ts';
import { databaseNow } from './database-now.ts';
import type { DatabaseNow } from './database-now.ts';

/** The store on an open connection, its indexes made. A restore that was decided before a crash is finished first. */
export async function makeStore(connection: Connection, now: DatabaseNow = databaseNow): Promise<Store> {
  await finishRestore(connection);
  const organisations = organisationCollection(connection, () => members.coordinated());
  const { changed, peopleChanged, holds } = organisations.marking;
  const members = memberCollection(connection, peopleChanged);
  const parts = {
    inbox: inboxCollection(connection),
    sessions: sessionCollection(connection),
    deliveries: deliveryCollection(connection, now),
    units: unitCollection(connection, changed),
    groups: groupCollection(connection),
    handovers: handoverCollection(connection),
    invitations: invitationCollection(connection, async (id) => (await organisations.store.byId(id))?.name ?? ''),
    reports: reportCollection(connection, changed),
    uploads: uploadCollection(connection),
    evidenceLinks: evidenceLinkCollection(connection),
    roundNotes: roundNotesCollection(connection),
    documentSettings: documentSettingsCollection(connection),
    snapshots: snapshotCollection(connection),
    documentLinks: documentLinkCollection(connection, now),
    documentFiles: documentFileCollection(connection),
    publications: publicationCollection(connection),
    audit: auditCollection(connection),
    settings: settingCollection(connection),
    schedules: scheduleCollection(connection),
  };
  const plans = planCollections(connection, changed);
  const evidence = evidenceCollections(connection, changed);
  const occurrences = occurrenceCollections(connection, now, holds);
  for (const { model, indexes, retired } of [
    ...Object.values(parts).map(({ rows }) => rows),
    members.rows,
    organisations.rows,
    plans.plans,
    plans.measures,
    ...Object.values(evidence.rows),
    occurrences.slots,
    occurrences.rows,
  ] as {
    model: {
      collection: { createIndexes(specs: object[]): Promise<string[]>; dropIndex(name: string): Promise<unknown> };
    };
    indexes: readonly Index[];
    retired: readonly string[];
  }[]) {
    for (const name of retired) {
      await model.collection.dropIndex(name).catch((error: unknown) => {
        if (!isNothingThere(error)) throw error;
      });
    }
    if (indexes.length === 0) continue;
    await model.collection.createIndexes(
      indexes.map(({ fields, unique, where }) => ({
        key: fields,
        ...(unique === undefined ? {} : { unique }),
        ...(where === undefined ? {} : { partialFilterExpression: where }),
      })),
    );
  }
  return {
    inbox: parts.inbox.store,
    sessions: parts.sessions.store,
    deliveries: parts.deliveries.store,
    organisations: organisations.store,
    units: parts.units.store,
    members: members.store,
    groups: parts.groups.store,
    handovers: parts.handovers.store,
    invitations: parts.invitations.store,
    plans: plans.store,
    reports: parts.reports.store,
    uploads: parts.uploads.store,
    evidence: evidence.store,
    evidenceLinks: parts.evidenceLinks.store,
    roundNotes: parts.roundNotes.store,
    documentSettings: parts.documentSettings.store,
    snapshots: parts.snapshots.store,
    documentLinks: parts.documentLinks.store,
    documentFiles: parts.documentFiles.store,
    publications: parts.publications.store,
    audit: parts.audit.store,
    settings: parts.settings.store,
    schedules: parts.schedules.store,
    occurrences: occurrences.store,
  };
}
