import type { MovableClock } from '../clock.ts';
import type { Emulator } from './emulator.ts';
import type { Endpoint } from './faults.ts';

/** What the simulator's page shows: people, groups and the end of each chat; nothing when nothing changed since `since`. */
export function simulatorState(
  emulator: Emulator,
  {
    roles = {},
    clock,
    makeOrganisation,
    saveTranscript,
  }: { roles?: Record<string, string>; clock?: MovableClock; makeOrganisation?: unknown; saveTranscript?: unknown },
  since: number,
) {
  const { platform, quota, faults, richMenus } = emulator;
  const { revision } = platform;
  if (since === revision) return { revision };
  const people = [...platform.people.values()];
  const groups = [...platform.gatherings.values()];
  return {
    revision,
    bot: emulator.bot,
    quota: { limit: quota.limit, used: quota.used },
    ...(clock === undefined ? {} : { clock: { now: clock.now(), isMoved: clock.isMoved } }),
    canMakeOrganisations: makeOrganisation !== undefined,
    canSave: saveTranscript !== undefined,
    webhookFaults: faults.webhook,
    apiFaults: Object.fromEntries(FAULTY.map((endpoint) => [endpoint, faults[endpoint]])),
    people: people.map((person) => {
      const { id, displayName, friendship } = person;
      const held = richMenus.shownTo(person);
      const richMenu = held === undefined ? {} : { richMenu: { id: held.id, ...held.menu } };
      return { id, displayName, friendship, role: roles[id], ...richMenu };
    }),
    groups: groups.map(({ id, name, hasBot, memberIds }) => ({ id, name, hasBot, memberIds: [...memberIds] })),
    chats: Object.fromEntries(
      [...people, ...groups].map(({ id }) => [
        id,
        { messages: platform.visible(id).slice(-SHOWN), quickReplies: platform.quickReplies(id) },
      ]),
    ),
  };
}

/** Calls whose faults the page can switch: all. */
export const FAULTY = [
  'reply',
  'push',
  'multicast',
  'content',
  'quota',
  'profile',
  'group',
  'other',
] as const satisfies readonly Endpoint[];

/** A page that is left open for days must not grow without end. */
const SHOWN = 200;
