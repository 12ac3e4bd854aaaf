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

/** What each person of the simulator is, by LINE user id. */
export type SampleRoles = Record<string, 'officer' | 'supervisor' | 'coordinator' | 'stranger'>;

/**
 * Puts the invented sample office on the emulator and into the store: people, a linked group and two plans. Done again
 * at every start; what was reported meanwhile stays.
 */
export async function openSampleOffice(
  store: Store,
  emulator: Emulator,
  locale: Locale,
  now: number,
): Promise<SampleRoles> {
  const office = officeSchema.parse(JSON.parse(readFileSync(join(folders.data, 'sample-office.json'), 'utf8')));
  let organisationId = '';
  for (const name of readdirSync(folders.sample).toSorted()) {
    const bytes = readFileSync(join(folders.sample, name));
    const imported = importPlan({ name: basename(name), bytes });
    const id = createHash('sha256').update(bytes).digest('hex');
    organisationId = (await storePlan(store, imported, id, now)).organisation.id;
  }
  for (const { key, name, role, unit, lineUserId } of office.people) {
    emulator.addUser({ name, id: lineUserId, language: locale, ...(key === 'stranger' ? { friendship: 'none' } : {}) });
    if (role === undefined) continue;
    const person = { lineUserId, name, role, locale, ...(unit === undefined ? {} : { unit }) };
    if ((await store.members.byLineUser(lineUserId)) === null) await store.members.join(organisationId, person);
  }
  const members = office.people.filter(({ key }) => key !== 'stranger').map(({ lineUserId }) => lineUserId);
  const { name, lineGroupId } = office.group;
  emulator.addGroup({ name, id: lineGroupId, memberIds: members, hasBot: true });
  await store.groups.link(organisationId, lineGroupId, '', now);
  return Object.fromEntries(office.people.map(({ key, lineUserId }) => [lineUserId, key]));
}
