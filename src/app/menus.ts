import { isOurs, isVariant } from '../rich-menu/rich-menu.ts';
import type { RichMenu } from '../rich-menu/rich-menu.ts';
import type { Check } from './check.ts';
import type { HeldMenu, LineMenus } from './menu-port.ts';
import type { Member } from './store-port.ts';

export interface MenuParts {
  line: LineMenus;
  /** Those there should be. */
  menus: readonly RichMenu[];
  /** The picture of a menu as PNG. */
  draw: (menu: RichMenu) => Promise<Uint8Array>;
}

export interface MenuStanding {
  menu: RichMenu;
  /** `outdated`: there is an older make of it. */
  state: 'current' | 'outdated' | 'missing';
  /** Of a current one. */
  id?: string;
}

/** What LINE has of our menus. */
export interface MenusStanding {
  menus: MenuStanding[];
  /** Ours that nobody should see any more. */
  surplus: HeldMenu[];
  /** The default menu is the one it should be. */
  isDefaultSet: boolean;
  /** Nothing is to be done but, perhaps, to link. */
  upToDate: boolean;
}

/** Compares LINE's menus with those there should be; changes nothing. */
export async function examineMenus({ line, menus }: Pick<MenuParts, 'line' | 'menus'>): Promise<MenusStanding> {
  const held = (await line.list()).filter(({ name }) => isOurs(name));
  const standing = await Promise.all(menus.map((menu) => standingOf(line, held, menu)));
  const kept = new Set(standing.map(({ id }) => id));
  const surplus = held.filter(({ id }) => !kept.has(id));
  const fallback = standing.find(({ menu }) => menu.audience === 'newcomer')?.id;
  const isDefaultSet = fallback !== undefined && (await line.defaultId()) === fallback;
  const upToDate = isDefaultSet && surplus.length === 0 && standing.every(({ state }) => state === 'current');
  return { menus: standing, surplus, isDefaultSet, upToDate };
}

async function standingOf(line: LineMenus, held: readonly HeldMenu[], menu: RichMenu): Promise<MenuStanding> {
  for (const { id, name } of held) {
    if (name === menu.name && (await line.isComplete(id))) return { menu, state: 'current', id };
  }
  return { menu, state: held.some(({ name }) => isVariant(name, menu)) ? 'outdated' : 'missing' };
}

/** Whether people have the menus of this program, for the fire drill. */
export async function menusCheck(parts: Pick<MenuParts, 'line' | 'menus'>): Promise<Check> {
  const code = 'menus';
  try {
    return { code, state: (await examineMenus(parts)).upToDate ? 'ok' : 'warning' };
  } catch {
    // That LINE cannot be asked other checks tell, with the reason.
    return { code, state: 'unknown' };
  }
}

export interface MenusUpdate {
  menus: { menu: RichMenu; made: boolean }[];
  /** People who were given the menu of their role and language. */
  linked: number;
  /** Older menus that were removed. */
  removed: number;
}

/**
 * Makes the menus that are not there, gives each member theirs, and removes older ones once nobody needs them. Done again it
 * makes and removes nothing; broken off, the next time finishes it.
 */
export async function updateMenus(parts: MenuParts, members: readonly Member[]): Promise<MenusUpdate> {
  const { line, draw } = parts;
  const standing = await examineMenus(parts);
  const updated: MenusUpdate = { menus: [], linked: 0, removed: 0 };
  for (const { menu, id: known } of standing.menus) {
    const id = known ?? (await line.make(menu, await draw(menu)));
    updated.menus.push({ menu, made: known === undefined });
    if (menu.audience === 'newcomer') {
      if (known === undefined || !standing.isDefaultSet) await line.setDefault(id);
      continue;
    }
    const theirs = members.filter(({ role, locale }) => role === menu.audience && locale === menu.locale);
    const lineUserIds = theirs.map(({ lineUserId }) => lineUserId);
    await line.link(id, lineUserIds);
    updated.linked += lineUserIds.length;
  }
  for (const { id } of standing.surplus) await line.remove(id);
  return { ...updated, removed: standing.surplus.length };
}

/** Removes every menu of ours, from everyone's chats as well; those of others stay. Returns how many there were. */
export async function removeMenus(line: LineMenus): Promise<number> {
  const ours = (await line.list()).filter(({ name }) => isOurs(name));
  const fallback = await line.defaultId();
  if (ours.some(({ id }) => id === fallback)) await line.clearDefault();
  for (const { id } of ours) await line.remove(id);
  return ours.length;
}
