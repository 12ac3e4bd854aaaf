import type { RichMenu } from '../rich-menu/rich-menu.ts';

/** A menu that LINE has. */
export interface HeldMenu {
  id: string;
  name: string;
}

/**
 * The menus below people's chats, as LINE keeps them.
 * @throws AppError `line-refused`, `line-silent`, from every method
 */
export interface LineMenus {
  /** Every menu of the channel, others' included. */
  list(): Promise<HeldMenu[]>;
  /** Whether a menu can be shown: one that was broken off while it was made has no picture. */
  isComplete(id: string): Promise<boolean>;
  /** Makes a menu with its picture (PNG), or nothing. Returns its id. */
  make(menu: RichMenu, picture: Uint8Array): Promise<string>;
  /** Whoever sees it sees the default one from then on. */
  remove(id: string): Promise<void>;
  /** What people see who have no menu of their own; `null`: nothing, or a menu of the account's managers. */
  defaultId(): Promise<string | null>;
  setDefault(id: string): Promise<void>;
  clearDefault(): Promise<void>;
  /** Gives people a menu in the place of theirs; LINE passes over those who are not friends of the bot. */
  link(id: string, lineUserIds: readonly string[]): Promise<void>;
  /** The same for one person, at once. */
  show(id: string, lineUserId: string): Promise<void>;
  /** Takes a person's own menu away. */
  unlink(lineUserId: string): Promise<void>;
}
