import { ICONS } from './icons.ts';
import type { MenuCommand } from './icons.ts';
import type { Bounds, Size } from './layout.ts';
import { textShape } from './text-shape.ts';
import type { TextShape } from './text-shape.ts';

/** What stands in one area. */
export interface Tile {
  command: MenuCommand;
  bounds: Bounds;
  title: string;
  hint: string;
}

/** Sizes in pixels of a picture that a phone shows at about a sixth of its width: letters of 13 points and more. */
const LETTERS = { title: 144, hint: 86 };
/** Free around each tile, and between its edge and its texts. */
const GAP = 18;
const PADDING = 44;
const ICON = 164;
const RING = 132;

interface Colours {
  tile: string;
  edge: string;
  ring: string;
  icon: string;
  title: string;
  hint: string;
}

const BACKGROUND = '#e6eee9';
const PLAIN: Colours = {
  tile: '#ffffff',
  edge: '#c9d8cf',
  ring: '#e1f3e8',
  icon: '#055c2b',
  title: '#12301f',
  hint: '#45594d',
};
/** The first tile: what people come for. */
const FIRST: Colours = {
  tile: '#055c2b',
  edge: '#055c2b',
  ring: '#1f7a46',
  icon: '#ffffff',
  title: '#ffffff',
  hint: '#d9f2e2',
};

/** The picture of a menu as SVG without texts: letters are shapes. */
export const pictureOf = (size: Size, tiles: readonly Tile[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">`,
    `<rect width="100%" height="100%" fill="${BACKGROUND}"/>`,
    ...tiles.map((tile, index) => tileOf(tile, index === 0 ? FIRST : PLAIN)),
    '</svg>',
  ].join('');

function tileOf({ command, bounds, title, hint }: Tile, colours: Colours): string {
  const { x, y, width, height } = bounds;
  const middle = x + width / 2;
  const at = (share: number) => y + height * share;
  const most = width - 2 * (GAP + PADDING);
  return [
    `<rect x="${x + GAP}" y="${y + GAP}" width="${width - 2 * GAP}" height="${height - 2 * GAP}" rx="56"`,
    ` fill="${colours.tile}" stroke="${colours.edge}" stroke-width="4"/>`,
    `<circle cx="${middle}" cy="${at(0.3)}" r="${RING}" fill="${colours.ring}"/>`,
    `<g transform="translate(${middle - ICON / 2} ${at(0.3) - ICON / 2}) scale(${ICON / 48})" fill="none"`,
    ` stroke="${colours.icon}" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round">${ICONS[command]}</g>`,
    centred(textShape(title, 'bold', LETTERS.title, most), middle, at(0.69), colours.title),
    centred(textShape(hint, 'regular', LETTERS.hint, most), middle, at(0.865), colours.hint),
  ].join('');
}

const centred = ({ path, size, width }: TextShape, middle: number, baseLine: number, colour: string): string =>
  `<path transform="translate(${middle - width / 2} ${baseLine}) scale(${size / 1000} ${-size / 1000})" fill="${colour}" d="${path}"/>`;
