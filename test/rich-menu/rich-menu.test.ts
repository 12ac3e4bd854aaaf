import fc from 'fast-check';
import sharp from 'sharp';
import { readFlows } from '../../src/book.ts';
import { readCommand } from '../../src/conversation/words.ts';
import { readTap } from '../../src/conversation/tap.ts';
import { checkRichMenu } from '../../src/emulator/validate/rich-menu.ts';
import { folders } from '../../src/folders.ts';
import { makeSpeakers } from '../../src/i18n.ts';
import { graphemes } from '../../src/emulator/validate/rule.ts';
import { drawMenu } from '../../src/rich-menu/draw.ts';
import { layoutOf, MOST_AREAS, WIDTH } from '../../src/rich-menu/layout.ts';
import { isOurs, isVariant, MENUS, richMenu, richMenus } from '../../src/rich-menu/rich-menu.ts';
import { textShape } from '../../src/rich-menu/text-shape.ts';
import { content } from '../support/content.ts';

const speakers = makeSpeakers(content.sentences);
const menus = richMenus(speakers, 'th');

describe('the areas of a menu', () => {
  it.each(Array.from({ length: MOST_AREAS }, (_, index) => index + 1))(
    'cover the picture without gaps or overlaps: %d',
    (count) => {
      const { size, bounds } = layoutOf(count);
      expect(bounds).toHaveLength(count);
      const covered = bounds.reduce((sum, { width, height }) => sum + width * height, 0);
      expect(covered).toBe(size.width * size.height);
      for (const [index, one] of bounds.entries()) {
        expect(one.x + one.width).toBeLessThanOrEqual(size.width);
        expect(one.y + one.height).toBeLessThanOrEqual(size.height);
        const others = bounds.slice(index + 1);
        expect(others.filter((other) => overlap(one, other))).toEqual([]);
      }
    },
  );

  it('are as large as a thumb on a phone of 320 points', () => {
    const areas = menus.flatMap((menu) => menu.areas);
    expect(Math.min(...areas.map(({ bounds }) => Math.min(bounds.width, bounds.height)))).toBeGreaterThan(
      (44 * WIDTH) / 320,
    );
  });
});

type Box = Record<'x' | 'y' | 'width' | 'height', number>;
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe('the menus', () => {
  it('are one for each role in each language, and one for who has not registered', () => {
    expect(menus.map(({ audience, locale }) => `${audience} ${locale}`).toSorted()).toEqual(
      [
        ...['coordinator', 'supervisor', 'officer', 'observer'].flatMap((role) => [`${role} th`, `${role} en`]),
        'newcomer th',
      ].toSorted(),
    );
    expect(richMenus(speakers, 'en').find(({ audience }) => audience === 'newcomer')?.locale).toBe('en');
  });

  it('keep within the limits of LINE', () => {
    for (const { name, bar, size, areas } of menus) {
      const asLine = areas.map(({ bounds, label, data }) => ({
        bounds,
        action: { type: 'postback', label, data, displayText: label },
      }));
      expect(checkRichMenu({ size, selected: true, name, chatBarText: bar, areas: asLine })).toBeUndefined();
      expect(graphemes(bar)).toBeLessThanOrEqual(14);
    }
  });

  it('hold what their people may do in a 1:1 chat, each by a word that can be typed as well', () => {
    const flows = readFlows(folders.flows, content.sentences).files.map(({ flow }) => flow);
    for (const { audience, areas } of menus) {
      for (const { label, data } of areas) {
        const tap = readTap(data);
        const command = tap?.kind === 'command' ? tap.command : undefined;
        const flow = flows.find((one) => one.command === command);
        expect(flow?.standings).toContain(audience === 'newcomer' ? 'stranger' : audience);
        expect(flow?.where).toContain('user');
        expect(readCommand(label, content.book.words)?.command).toBe(command);
      }
    }
  });

  it('have a name by which the same is known again, and an older one of its kind', () => {
    const [th, en] = [richMenu('officer', speakers.th), richMenu('officer', speakers.en)];
    expect(richMenu('officer', makeSpeakers(content.sentences).th).name).toBe(th.name);
    const other = structuredClone(content.sentences);
    (other.th['richMenu'] as { bar: string }).bar = 'รายการ';
    const changed = richMenu('officer', makeSpeakers(other).th);
    expect(changed.name).not.toBe(th.name);
    expect([isVariant(changed.name, th), isVariant(changed.name, en), isOurs(changed.name)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(isOurs('somebody’s own menu')).toBe(false);
  });

  it('hold no more than has a place', () => {
    for (const commands of Object.values(MENUS)) expect(commands.length).toBeLessThanOrEqual(MOST_AREAS);
  });
});

describe('the picture of a menu', () => {
  it('is a PNG of the size of the menu, far below a megabyte', async () => {
    const [officer, newcomer] = [richMenu('officer', speakers.th), richMenu('newcomer', speakers.en)];
    for (const menu of [officer, newcomer]) {
      const bytes = await drawMenu(menu);
      const { format, width, height } = await sharp(bytes).metadata();
      expect({ format, width, height }).toEqual({ format: 'png', ...menu.size });
      expect(bytes.length).toBeLessThan(300_000);
    }
  });

  it('has ink in every area, where its word stands', async () => {
    const menu = richMenu('supervisor', speakers.th);
    const bytes = Buffer.from(await drawMenu(menu));
    for (const { bounds } of menu.areas) {
      const line = {
        left: bounds.x + 100,
        top: bounds.y + Math.round(bounds.height * 0.6),
        width: bounds.width - 200,
        height: 70,
      };
      const { channels } = await sharp(bytes).extract(line).greyscale().stats();
      expect(channels[0]!.stdev).toBeGreaterThan(20);
    }
  });

  it('has letters in no font of the machine', () => {
    for (const { picture } of menus) expect(picture).not.toMatch(/<text|font/);
  });
});

describe('a text as a shape', () => {
  it('is never wider than its room, and never larger than wanted', () => {
    const letters = fc.constantFrom(...Array.from('กขคงญฐปผฟษฬำะาิีึืุู่้๊๋็์เแโใไๆ ABCxyz19'));
    fc.assert(
      fc.property(
        fc.string({ unit: letters, minLength: 1, maxLength: 60 }),
        fc.integer({ min: 50, max: 900 }),
        (text, most) => {
          const { size, width } = textShape(text, 'bold', 144, most);
          expect(width).toBeLessThanOrEqual(most + 0.001);
          expect(size).toBeLessThanOrEqual(144);
        },
      ),
    );
  });

  it('has the marks above and below their letters', () => {
    const heights = (text: string) =>
      [...textShape(text, 'regular', 100, 1000).path.matchAll(/[MLC][-\d ]+? (-?\d+)(?=[MLCZ]|$)/g)].map(([, y]) =>
        Number(y),
      );
    expect(Math.max(...heights('ที่'))).toBeGreaterThan(Math.max(...heights('ที')));
    expect(Math.max(...heights('ที'))).toBeGreaterThan(Math.max(...heights('ท')));
    expect(Math.min(...heights('ปู'))).toBeLessThan(Math.min(...heights('ป')));
  });
});
