import { isOurs, isVariant } from '../rich-menu/rich-menu.ts';
import type { RichMenu } from '../rich-menu/rich-menu.ts';
import type { Log } from './log-port.ts';
import type { LineMenus } from './menu-port.ts';
import type { MemberStore } from './store-port.ts';

/** Sees to it that people have the menu of what they are now. Answers neither wait for it nor fail with it. */
export interface MenuKeeper {
  /** A person may have become a member, or another kind of one, or none. */
  changed(lineUserId: string): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/**
 * Gives people their menu one after the other, as they are when their turn comes. Does nothing while LINE has none of our menus;
 * what fails is left to `sujarit richmenu`.
 * @param menus those there should be, made when they are first needed
 */
export function makeMenuKeeper({
  line,
  menus,
  members,
  log,
}: {
  line: LineMenus;
  menus: () => readonly RichMenu[];
  members: Pick<MemberStore, 'byLineUser'>;
  log: Log;
}): MenuKeeper {
  const waiting = new Set<string>();
  let work = Promise.resolve();

  const show = async (lineUserId: string): Promise<void> => {
    const held = (await line.list()).filter(({ name }) => isOurs(name));
    if (held.length === 0) return;
    const member = await members.byLineUser(lineUserId);
    if (member === null) return line.unlink(lineUserId);
    const wanted = { audience: member.role, locale: member.locale };
    const variants = held.filter(({ name }) => isVariant(name, wanted));
    // While menus are being replaced there are two of a kind.
    const names = variants.length > 1 ? new Set(menus().map(({ name }) => name)) : new Set();
    const menu = variants.find(({ name }) => names.has(name)) ?? variants[0];
    if (menu !== undefined) await line.show(menu.id, lineUserId);
  };

  return {
    changed: (lineUserId) => {
      if (waiting.has(lineUserId)) return;
      waiting.add(lineUserId);
      work = work
        .then(() => {
          waiting.delete(lineUserId);
          return show(lineUserId);
        })
        .catch((error: unknown) => {
          log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'a person did not get their menu');
        });
    },
    idle: () => work,
  };
}

/** The same members, of whom each change is told after it has been kept. */
export const tellingOfMembers = (members: MemberStore, changed: (lineUserId: string) => void): MemberStore => ({
  ...members,
  join: async (organisationId, person) => {
    const made = await members.join(organisationId, person);
    if (made !== null) changed(made.lineUserId);
    return made;
  },
  remove: async (organisationId, memberId) => {
    const lineUserId = await members.remove(organisationId, memberId);
    if (lineUserId !== null) changed(lineUserId);
    return lineUserId;
  },
  setLocale: async (lineUserId, locale) => {
    await members.setLocale(lineUserId, locale);
    changed(lineUserId);
  },
});
