import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { storePlan } from './app/store-plan.ts';
import type { Store } from './app/store-port.ts';
import type { Emulator } from './emulator/emulator.ts';
import { folders } from './folders.ts';
import type { Locale } from './i18n.ts';
import { importPlan } from './importing/import-plan.ts';
import { ROLES } from './reporting/model.ts';

const officeSchema = z.strictObject({
  /** The same at every start: conversations are kept by it. */
  botUserId: z.string(),
  people: z.array(
    z.strictObject({
      key: z.enum(['officer', 'supervisor', 'coordinator', 'stranger']),
      name: z.string(),
      role: z.enum(ROLES).optional(),
      unit: z.string().optional(),
      lineUserId: z.string(),
    }),
  ),
  group: z.strictObject({ name: z.string(), lineGroupId: z.string() }),
});

/** The invented office of the simulator. */
export type SampleOffice = z.infer<typeof officeSchema>;

/** Reads the invented office. */
export const readSampleOffice = (): SampleOffice =>
  officeSchema.parse(JSON.parse(readFileSync(join(folders.data, 'sample-office.json'), 'utf8')));

/** What each person of the simulator is, by LINE user id. */
export type SampleRoles = Record<string, 'officer' | 'supervisor' | 'coordinator' | 'stranger'>;

/**
 * Puts the invented sample office on the emulator, and, the first time, into the store: people, a linked group and two
 * plans. At later starts what became of it stays.
 */
export async function openSampleOffice(
  store: Store,
  emulator: Emulator,
  locale: Locale,
  now: number,
): Promise<SampleRoles> {
  const office = readSampleOffice();
  for (const { key, name, lineUserId } of office.people) {
    emulator.addUser({ name, id: lineUserId, language: locale, ...(key === 'stranger' ? { friendship: 'none' } : {}) });
  }
  const members = office.people.filter(({ key }) => key !== 'stranger').map(({ lineUserId }) => lineUserId);
  const { name, lineGroupId } = office.group;
  emulator.addGroup({ name, id: lineGroupId, memberIds: members, hasBot: true });
  await storeSampleOffice(store, office, locale, now);
  return Object.fromEntries(office.people.map(({ key, lineUserId }) => [lineUserId, key]));
}

async function storeSampleOffice(store: Store, office: SampleOffice, locale: Locale, now: number): Promise<void> {
  let organisationId = '';
  for (const file of readdirSync(folders.sample).toSorted()) {
    const bytes = readFileSync(join(folders.sample, file));
    const imported = importPlan({ name: basename(file), bytes });
    const id = createHash('sha256').update(bytes).digest('hex');
    organisationId = (await storePlan(store, imported, id, now)).organisation.id;
  }
  // The coordinator comes last: an office that has one is complete, and whom it removed stays removed.
  if (!(await store.organisations.withoutCoordinator()).some(({ id }) => id === organisationId)) return;
  await store.groups.link(organisationId, office.group.lineGroupId, '', now);
  for (const { name, role, unit, lineUserId } of office.people) {
    if (role === undefined) continue;
    const person = { lineUserId, name, role, locale, ...(unit === undefined ? {} : { unit }) };
    await store.members.join(organisationId, person);
  }
}
