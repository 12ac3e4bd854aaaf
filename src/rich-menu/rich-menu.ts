import { createHash } from 'node:crypto';
import { commandTap } from '../conversation/tap.ts';
import type { Locale, Speaker } from '../i18n.ts';
import { ROLES } from '../reporting/model.ts';
import type { MenuCommand } from './icons.ts';
import { layoutOf } from './layout.ts';
import type { Bounds, Size } from './layout.ts';
import { pictureOf } from './picture.ts';

/** Who sees a menu: people of a role, and whoever has not registered. */
export const AUDIENCES = [...ROLES, 'newcomer'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What each finds in their menu, the most wanted first. */
export const MENUS: Record<Audience, readonly MenuCommand[]> = {
  officer: ['report', 'pending', 'summary', 'language', 'help'],
  supervisor: ['summary', 'pending', 'remind', 'report', 'documents', 'help'],
  coordinator: ['summary', 'pending', 'remind', 'documents', 'invite', 'help'],
  observer: ['summary', 'pending', 'help'],
  newcomer: ['register', 'language', 'help'],
};

/** A part of the picture that can be tapped, and what is said then: a word that could be typed as well. */
export interface MenuArea {
  bounds: Bounds;
  label: string;
  data: string;
}

/** The menu that people under a chat see below it. */
export interface RichMenu {
  audience: Audience;
  locale: Locale;
  /** Says what it holds, so that a menu at LINE is known to be this one or an older one: see `isOurs` and `isVariant`. */
  name: string;
  /** On the bar that opens and closes it. */
  bar: string;
  size: Size;
  areas: MenuArea[];
  /** SVG without texts. */
  picture: string;
}

const OURS = 'sujarit';

/** Whether a menu at LINE was made by this program; others belong to somebody else. */
export const isOurs = (name: string): boolean => name.startsWith(`${OURS}/`);

/** Whether a menu at LINE is this one, be it of an older make. */
export const isVariant = (name: string, { audience, locale }: Pick<RichMenu, 'audience' | 'locale'>): boolean =>
  name.startsWith(`${OURS}/${audience}/${locale}/`);

/** The menu of an audience in the speaker's language. */
export function richMenu(audience: Audience, speaker: Speaker): RichMenu {
  const commands = MENUS[audience];
  const { size, bounds } = layoutOf(commands.length);
  const tiles = commands.map((command, index) => ({
    command,
    bounds: bounds[index] as Bounds,
    title: speaker.say({ key: `menu.${command}` }),
    hint: speaker.say({ key: `richMenu.hint.${command}` }),
  }));
  const content = {
    bar: speaker.say({ key: 'richMenu.bar' }),
    size,
    areas: tiles.map(({ command, bounds, title }) => ({ bounds, label: title, data: commandTap(command) })),
    picture: pictureOf(size, tiles),
  };
  const mark = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  const { locale } = speaker;
  return { audience, locale, name: `${OURS}/${audience}/${locale}/${mark}`, ...content };
}

/** Every menu there is: each role's in each language; who has not registered has not chosen one, and gets the default. */
export const richMenus = (speakers: Record<Locale, Speaker>, defaultLocale: Locale): RichMenu[] =>
  AUDIENCES.flatMap((audience) =>
    (audience === 'newcomer' ? [speakers[defaultLocale]] : Object.values(speakers)).map((speaker) =>
      richMenu(audience, speaker),
    ),
  );
