import { removeMenus, updateMenus, examineMenus } from '../../src/app/menus.ts';
import { makeLineMenus } from '../../src/line/rich-menus.ts';
import { drawMenu } from '../../src/rich-menu/draw.ts';
import { richMenus } from '../../src/rich-menu/rich-menu.ts';
import type { RichMenu } from '../../src/rich-menu/rich-menu.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { content } from '../support/content.ts';
import { OFFICE } from '../support/plan.ts';

/** Every menu as it should be, and of each the picture, drawn once. */
const menus = richMenus(makeSpeakers(content.sentences), 'th');
const pictures = new Map<string, Promise<Uint8Array>>();
const draw = (menu: RichMenu): Promise<Uint8Array> => {
  const key = JSON.stringify(menu.size);
  // Any picture of the size will do.
  const known = pictures.get(key) ?? drawMenu(menu);
  pictures.set(key, known);
  return known;
};

let test: TestBot;
beforeEach(async () => {
  test = await startTestBot({ menus: true });
});
afterEach(() => test.close());

async function parts(wanted: readonly RichMenu[] = menus) {
  const baseURL = await test.emulator.listen();
  const line = makeLineMenus({ channelAccessToken: 'test-token', baseURL, dataBaseURL: baseURL, timeoutMs: 2_000 });
  return { line, menus: wanted, draw };
}

async function members() {
  const organisations = await test.store.organisations.all();
  return (await Promise.all(organisations.map(({ id }) => test.store.members.list(id)))).flat();
}

/** Who sees what, without the mark of what it holds. */
const shown = (lineUserId: string): string | undefined => {
  const { richMenus, platform } = test.emulator;
  const menu = richMenus.shownTo(platform.person(lineUserId))?.menu;
  return menu === undefined ? undefined : String(menu['name']).split('/').slice(1, 3).join(' ');
};
const calls = () => test.emulator.traffic.latest.map(({ title }) => title);
const changes = () => calls().filter((title) => /^(?:POST|DELETE) .*\/richmenu(?:$|\/richmenu-)/.test(title)).length;

describe('the menus at LINE', () => {
  it('are made once and given to everybody by role; made again, nothing changes', async () => {
    const officer = await test.person('สมใจ', { organisation: OFFICE, role: 'officer' });
    const coordinator = await test.person('มาลี', { organisation: OFFICE, role: 'coordinator' });
    const stranger = await test.person('ใครคนหนึ่ง');
    const all = await parts();
    const first = await updateMenus(all, await members());
    expect(first).toMatchObject({ linked: 2, removed: 0 });
    expect(first.menus.every(({ made }) => made)).toBe(true);
    expect([officer, coordinator, stranger].map(shown)).toEqual(['officer th', 'coordinator th', 'newcomer th']);
    expect(await examineMenus(all)).toMatchObject({ upToDate: true, surplus: [] });
    const before = changes();
    const again = await updateMenus(all, await members());
    expect(again.menus.some(({ made }) => made)).toBe(false);
    expect([again.removed, changes() - before]).toEqual([0, 0]);
  });

  it('take the place of older ones, which go when nobody needs them; those of others stay', async () => {
    const officer = await test.person('สมใจ', { organisation: OFFICE, role: 'officer' });
    const older = menus.map((menu) => ({ ...menu, name: `${menu.name.slice(0, -4)}0000` }));
    const before = await parts(older);
    await updateMenus(before, await members());
    const foreign = await before.line.make({ ...menus[0]!, name: 'a menu by hand' }, await draw(menus[0]!));
    const now = await parts();
    const standing = await examineMenus(now);
    expect(standing.menus.map(({ state }) => state)).toEqual(menus.map(() => 'outdated'));
    const during: (string | undefined)[] = [];
    const remove = (id: string) => {
      during.push(shown(officer));
      return now.line.remove(id);
    };
    const updated = await updateMenus({ ...now, line: { ...now.line, remove } }, await members());
    expect(updated.removed).toBe(menus.length);
    expect(new Set(during)).toEqual(new Set(['officer th']));
    expect((await now.line.list()).map(({ name }) => name).toSorted()).toEqual(
      [...menus.map(({ name }) => name), 'a menu by hand'].toSorted(),
    );
    expect(await removeMenus(now.line)).toBe(menus.length);
    expect([await now.line.list(), shown(officer)]).toEqual([[{ id: foreign, name: 'a menu by hand' }], undefined]);
  });

  it('that were broken off before their picture came are made anew', async () => {
    const all = await parts();
    test.emulator.richMenus.make({ name: menus[0]!.name, size: menus[0]!.size, chatBarText: 'x', areas: [] });
    expect((await examineMenus(all)).menus[0]?.state).toBe('outdated');
    expect((await updateMenus(all, [])).removed).toBe(1);
    expect(await examineMenus(all)).toMatchObject({ upToDate: true });
  });

  it('leave nothing half made when LINE does not take the picture, and say what LINE said', async () => {
    const { line } = await parts();
    await expect(line.make(menus[0]!, Buffer.from('no picture'))).rejects.toMatchObject({
      code: 'line-refused',
      params: { status: 400, told: 'The image size is not allowed for richmenu' },
    });
    expect(await line.list()).toEqual([]);
  });

  it('are linked to 500 people at a time', async () => {
    const { line } = await parts();
    const people = Array.from({ length: 501 }, (_, index) => test.emulator.addUser({ name: `${index}` }).id);
    const id = await line.make(menus[0]!, await draw(menus[0]!));
    await line.link(id, people);
    expect(calls().filter((title) => title.endsWith('/bulk/link'))).toHaveLength(2);
    expect(new Set(people.map(shown)).size).toBe(1);
  });

  it('keep nobody waiting for ever', async () => {
    const baseURL = await test.emulator.listen();
    const line = makeLineMenus({ channelAccessToken: 'test-token', baseURL, dataBaseURL: baseURL, timeoutMs: 50 });
    test.emulator.faults.other.hangBefore = 1;
    await expect(line.list()).rejects.toMatchObject({ code: 'line-silent' });
  });
});

describe('the menu of a person', () => {
  const say = async (person: string, text: string) => {
    test.emulator.say(person, person, text);
    await test.settled();
  };

  it('follows what they are: registered, of another language, back after blocking, removed', async () => {
    const person = await test.person('สมใจ');
    await updateMenus(await parts(), []);
    expect(shown(person)).toBe('newcomer th');
    for (const text of [`ลงทะเบียน ${test.setupCode}`, OFFICE, 'สมใจ', 'บันทึก']) await say(person, text);
    const [member] = await members();
    expect([member?.role, shown(person)]).toEqual(['coordinator', 'coordinator th']);
    await say(person, 'language');
    await say(person, 'English');
    expect(shown(person)).toBe('coordinator en');
    test.emulator.unfollow(person);
    await test.settled();
    expect(shown(person)).toBeUndefined();
    test.emulator.follow(person);
    await test.settled();
    expect(shown(person)).toBe('coordinator en');
  });

  it('goes when they are removed', async () => {
    const coordinator = await test.person('มาลี', { organisation: OFFICE, role: 'coordinator' });
    const officer = await test.person('สมใจ', { organisation: OFFICE, role: 'officer' });
    await updateMenus(await parts(), await members());
    expect(shown(officer)).toBe('officer th');
    for (const text of ['สมาชิก', '1', '1']) await say(coordinator, text);
    expect((await members()).map(({ name }) => name)).toEqual(['มาลี']);
    expect(shown(officer)).toBe('newcomer th');
  });

  it('is no reason to keep an answer back: when LINE does not give it, the command does', async () => {
    const person = await test.person('สมใจ', { organisation: OFFICE, role: 'officer' });
    await updateMenus(await parts(), await members());
    test.emulator.faults.other.errorBefore = Infinity;
    await say(person, 'language');
    await say(person, 'English');
    expect((await members())[0]?.locale).toBe('en');
    expect(test.emulator.visible(person).at(-1)?.fromBot).toBe(true);
    expect(shown(person)).toBe('officer th');
    test.emulator.faults.other.errorBefore = 0;
    await updateMenus(await parts(), await members());
    expect(shown(person)).toBe('officer en');
  });

  it('costs LINE nothing but a look while there are no menus', async () => {
    const person = await test.person('สมใจ');
    test.emulator.unfollow(person);
    test.emulator.follow(person);
    await test.settled();
    expect(calls().filter((title) => title.includes('richmenu'))).toEqual(['GET /v2/bot/richmenu/list']);
  });
});
