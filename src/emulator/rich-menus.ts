import { isObject } from './model.ts';
import type { JsonObject, Person } from './model.ts';
import type { LinePlatform } from './platform.ts';

/** A rich menu as it was made, and its picture once there is one. */
export interface HeldRichMenu {
  id: string;
  menu: JsonObject;
  picture?: { bytes: Buffer; contentType: string };
}

/** Menus a channel may have. */
export const MOST_MENUS = 1000;

/** The menus below 1:1 chats: one for everybody, and those of single people, which go before it. */
export class RichMenus {
  readonly #platform: LinePlatform;
  readonly #menus = new Map<string, HeldRichMenu>();
  #defaultId: string | undefined;

  constructor(platform: LinePlatform) {
    this.#platform = platform;
  }

  get all(): HeldRichMenu[] {
    return [...this.#menus.values()];
  }

  get defaultId(): string | undefined {
    return this.#defaultId;
  }

  find(id: string): HeldRichMenu | undefined {
    return this.#menus.get(id);
  }

  make(menu: JsonObject): HeldRichMenu {
    const made: HeldRichMenu = { id: `richmenu-${this.#platform.random.hex(32)}`, menu };
    this.#menus.set(made.id, made);
    return made;
  }

  /** Whoever saw it sees the one for everybody. */
  remove(id: string): void {
    this.#menus.delete(id);
    if (this.#defaultId === id) this.#defaultId = undefined;
    for (const person of this.#platform.people.values()) if (person.richMenuId === id) delete person.richMenuId;
    this.#platform.touch();
  }

  setDefault(id: string | undefined): void {
    this.#defaultId = id;
    this.#platform.touch();
  }

  /** Gives people a menu of their own, or takes theirs away. LINE passes over whoever is no friend of the bot. */
  link(userIds: readonly string[], id: string | undefined): void {
    for (const userId of userIds) {
      const person = this.#platform.people.get(userId);
      if (person?.friendship !== 'friend') continue;
      if (id === undefined) delete person.richMenuId;
      else person.richMenuId = id;
    }
    this.#platform.touch();
  }

  /** What a person sees below their chat with the bot. */
  shownTo({ friendship, richMenuId }: Person): HeldRichMenu | undefined {
    const id = richMenuId ?? this.#defaultId;
    return friendship === 'friend' && id !== undefined ? this.#menus.get(id) : undefined;
  }
}

/** Whether a picture is a PNG or JPEG of the size of its menu. */
export async function fits({ menu }: HeldRichMenu, bytes: Buffer): Promise<boolean> {
  const { size } = menu;
  // Loaded when it is needed: the bot of a real channel has no emulator.
  const { default: sharp } = await import('sharp');
  try {
    const { format, width, height } = await sharp(bytes).metadata();
    const isPicture = format === 'png' || format === 'jpeg';
    return isPicture && isObject(size) && width === size['width'] && height === size['height'];
  } catch {
    return false;
  }
}
