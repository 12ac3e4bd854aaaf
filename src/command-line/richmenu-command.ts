import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { examineMenus, removeMenus, updateMenus } from '../app/menus.ts';
import type { LineMenus } from '../app/menu-port.ts';
import type { Member, Store } from '../app/store-port.ts';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { folders } from '../folders.ts';
import { makeSpeakers } from '../i18n.ts';
import type { Locale, Speaker } from '../i18n.ts';
import { makeLineMenus } from '../line/rich-menus.ts';
import { readLocales } from '../locale-files.ts';
import { drawMenu } from '../rich-menu/draw.ts';
import { richMenus } from '../rich-menu/rich-menu.ts';
import type { RichMenu } from '../rich-menu/rich-menu.ts';
import { EXIT } from './command.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';
import { withStore } from './with-store.ts';
import { writeFresh } from './write-fresh.ts';
import { WrongUse } from './wrong-use.ts';

/** A picture takes longer than a sentence. */
const TIMEOUT_MS = 30_000;

/** What became of a menu, or how it stands. */
interface Line {
  menu: RichMenu;
  state: 'current' | 'made' | 'outdated' | 'missing' | 'written';
}

/** `richmenu`: makes the menus of every role at LINE and gives each member theirs; or looks, removes, or writes the pictures. */
export const richMenuCommand: Command = async (args, { config, speaker, out }) => {
  const {
    files,
    json,
    check,
    remove,
    force,
    out: folder,
  } = readOptions(args, ['check', 'remove', 'out', 'force', 'json']);
  if (files[0] !== undefined) throw new WrongUse(files[0]);
  const wanted = [check && '--check', remove && '--remove', folder !== undefined && '--out'].filter(Boolean);
  if (wanted.length > 1) throw new WrongUse(wanted.join(' '));
  const tell = (lines: readonly Line[], result: object, sentence: string) => {
    const menus = lines.map(({ menu: { audience, locale, name }, state }) => ({ audience, locale, name, state }));
    const said = [...lines.map((line) => lineText(line, speaker)), sentence].join('\n');
    out(json ? `${JSON.stringify({ menus, ...result })}\n` : `${said}\n`);
    return EXIT.done;
  };
  if (folder !== undefined) {
    const menus = designed(config.defaultLocale);
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw new AppError('file-unwritable', { params: { file: folder, folder }, cause });
    });
    for (const menu of menus) {
      await writeFresh(join(folder, `${menu.audience}-${menu.locale}.png`), await drawMenu(menu), force);
    }
    const lines = menus.map((menu): Line => ({ menu, state: 'written' }));
    return tell(
      lines,
      { folder },
      speaker.say({ key: 'richMenu.cli.written', params: { count: menus.length, folder } }),
    );
  }

  const { line, menus } = menusOf(config, TIMEOUT_MS);
  if (check) {
    const { upToDate, isDefaultSet, surplus, menus: found } = await examineMenus({ line, menus });
    const result = { upToDate, isDefaultSet, surplus: surplus.length };
    return tell(found, result, speaker.say({ key: `richMenu.cli.${upToDate ? 'upToDate' : 'stale'}` }));
  }
  if (remove) {
    const removed = await removeMenus(line);
    return tell([], { removed }, speaker.say({ key: 'richMenu.cli.removed', params: { removed } }));
  }
  // Read before LINE is asked for anything: a store that is in use must not leave half of it done.
  const members = await withStore(config, everybody);
  const { menus: updated, linked, removed } = await updateMenus({ line, menus, draw: drawMenu }, members);
  const lines = updated.map(({ menu, made }): Line => ({ menu, state: made ? 'made' : 'current' }));
  return tell(
    lines,
    { linked, removed },
    speaker.say({ key: 'richMenu.cli.linked', params: { count: linked, removed } }),
  );
};

/**
 * The menus there should be, and LINE to ask for those there are.
 * @param timeoutMs how long one call may take
 * @throws AppError `no-line-channel`
 */
export function menusOf(config: Config, timeoutMs: number): { line: LineMenus; menus: RichMenu[] } {
  const { line, lineApiBaseUrl, lineDataApiBaseUrl, defaultLocale } = config;
  if (line === undefined) throw new AppError('no-line-channel');
  const connected = makeLineMenus({
    channelAccessToken: line.channelAccessToken,
    baseURL: lineApiBaseUrl,
    dataBaseURL: lineDataApiBaseUrl,
    timeoutMs,
  });
  return { line: connected, menus: designed(defaultLocale) };
}

const designed = (defaultLocale: Locale): RichMenu[] =>
  richMenus(makeSpeakers(readLocales(folders.locales)), defaultLocale);

async function everybody(store: Store): Promise<Member[]> {
  const members = [];
  for (const { id } of await store.organisations.all()) members.push(...(await store.members.list(id)));
  return members;
}

const lineText = ({ menu: { audience, locale }, state }: Line, speaker: Speaker): string =>
  speaker.say({
    key: 'richMenu.cli.menu',
    params: {
      state: { text: { key: `richMenu.cli.state.${state}` } },
      audience: { text: { key: audience === 'newcomer' ? 'richMenu.newcomer' : `role.${audience}` } },
      locale,
    },
  });
