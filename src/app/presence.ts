import type { Choice, Message, Row } from '../conversation/message.ts';
import { isThere, orphanedBy, rowsOfUnits } from '../conversation/handover.ts';
import { commandTap } from '../conversation/tap.ts';
import { statusOf } from '../reporting/summary.ts';
import type { Target } from '../reminders/targets.ts';
import type { Incoming } from './incoming.ts';
import type { Log } from './log-port.ts';
import { openNotice } from './notices.ts';
import type { OrganisationReader } from './organisation-facts.ts';
import type { ReminderDefaults } from './read-office.ts';
import type { Member, Store } from './store-port.ts';

export interface PresenceParts {
  store: Store;
  organisations: OrganisationReader;
  reminders: ReminderDefaults;
  log: Log;
}

/**
 * Whether people can be reached: whoever blocks the bot or leaves LINE cannot, until they come back. That somebody left a
 * group is a hint and no more. Done again for the same event it changes nothing.
 */
export async function notePresence(
  parts: PresenceParts,
  { id, chat, userId, content, timestamp }: Incoming,
): Promise<void> {
  const { store } = parts;
  switch (content.kind) {
    case 'follow':
    case 'unfollow': {
      if (userId === undefined) return;
      const member = await store.members.reach(userId, timestamp, content.kind === 'follow');
      if (member === null || content.kind === 'follow') return;
      await tellOfOrphans(parts, member, { key: id, why: 'blocked', at: timestamp });
      return;
    }
    case 'memberLeft':
    case 'memberJoined': {
      const organisationId = await store.groups.organisationOf(chat.id);
      if (organisationId === null) return;
      await store.members.seenInGroup(organisationId, content.userIds, timestamp, content.kind === 'memberJoined');
      return;
    }
    default:
  }
}

/** Why somebody is not there any more. */
interface Cause {
  /** The event: it is told of once. */
  key: string;
  why: 'blocked' | 'removed';
  at: number;
  /** Member id of who brought it about: they hear it in the answer. */
  actor?: string;
}

/**
 * Tells coordinators of the units that nobody looks after since somebody is not there any more, once for each cause, in
 * office hours and within the month's messages.
 * @returns what whoever brought it about is told at once
 */
export async function tellOfOrphans(parts: PresenceParts, gone: Member, cause: Cause): Promise<Message[]> {
  const { store, log } = parts;
  const { organisationId } = gone;
  const members = await store.members.list(organisationId);
  const coordinators = members.filter((one) => one.id !== gone.id && one.role === 'coordinator' && isThere(one));
  if (gone.role === 'coordinator' && coordinators.length === 0) {
    log.warn({ organisation: organisationId }, 'no coordinator can be reached: the SETUP_CODE registers another one');
  }
  const units = orphanedBy(gone, members);
  if (units.length === 0) return [];
  const card = await orphanCard(parts, gone, units, cause);
  const targets = coordinators
    .filter(({ id }) => id !== cause.actor)
    .map(({ id, lineUserId }): Target => ({
      kind: 'person',
      audience: 'coordinator',
      chatId: lineUserId,
      memberId: id,
      cost: 1,
    }));
  if (targets.length > 0) {
    const notice = { key: `notice-orphan-${cause.key}`, subject: { kind: 'card' as const, card }, at: cause.at };
    await openNotice(store, parts.reminders, organisationId, targets, notice);
  }
  return [card];
}

async function orphanCard(
  { organisations }: PresenceParts,
  gone: Member,
  units: readonly string[],
  { why, at }: Cause,
): Promise<Extract<Message, { kind: 'card' }>> {
  const plans = (await (await organisations.read(gone.organisationId))?.plans(at)) ?? [];
  const all = plans.flatMap(({ rows }) => rows);
  const rows = units.map((unit): Row => {
    const own = rowsOfUnits(all, [unit]);
    const open = own.filter((row) => statusOf(row) === 'waitingReport').length;
    return {
      label: { key: 'handover.orphan.unit', params: { unit } },
      value: { key: 'handover.orphan.open', params: { open, measures: own.length } },
    };
  });
  const choices: Choice[] = [
    { label: { key: 'menu.handover' }, data: commandTap('handover', gone.id) },
    { label: { key: 'menu.invite' }, data: commandTap('invite') },
  ];
  return {
    kind: 'card',
    title: { key: 'handover.orphan.title' },
    rows,
    note: { key: `handover.orphan.${why}`, params: { name: gone.name } },
    choices,
  };
}
