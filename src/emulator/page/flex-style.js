/** How LINE's Flex properties read in CSS. */
export const WIDTHS = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };

const STEPS = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const FONTS = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, '3xl': 35, '4xl': 48, '5xl': 74 };
const PICTURES = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  '3xl': 180,
  '4xl': 200,
  '5xl': 220,
  full: 100,
};
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };
const ALIGN = { start: 'start', end: 'end', center: 'center' };
const GRAVITY = { top: 'flex-start', center: 'center', bottom: 'flex-end' };

const px = (table, value) => (value === undefined ? '' : value in table ? `${table[value]}px` : value);

/** Where a component stands in its box. `keep` only translates the margin. */
export function placedStyle(node, layout, keep) {
  const margin = px(STEPS, node.margin);
  if (keep) return { margin };
  const row = layout !== 'vertical';
  const style = margin === '' ? {} : { [row ? 'marginInlineStart' : 'marginTop']: margin };
  if (node.flex !== undefined) style.flex = node.flex === 0 ? '0 0 auto' : `${node.flex} 1 0`;
  else if (row) style.flex = STIFF.has(node.type) || node.width ? '0 0 auto' : '1 1 0';
  else style.flex = node.type === 'filler' ? '1 1 auto' : '0 0 auto';
  if (node.gravity && row) style.alignSelf = GRAVITY[node.gravity];
  if (node.position === 'absolute') style.position = 'absolute';
  else if (node.offsetTop || node.offsetStart || node.offsetBottom || node.offsetEnd) style.position = 'relative';
  const offsets = {
    top: node.offsetTop,
    bottom: node.offsetBottom,
    insetInlineStart: node.offsetStart,
    insetInlineEnd: node.offsetEnd,
  };
  for (const [side, value] of Object.entries(offsets)) if (value) style[side] = px(STEPS, value);
  return style;
}

const STIFF = new Set(['separator', 'icon']);

export function boxStyle(node, layout) {
  const all = node.paddingAll;
  return {
    backgroundColor: node.backgroundColor ?? '',
    background: gradient(node.background) ?? node.backgroundColor ?? '',
    borderStyle: node.borderWidth || node.borderColor ? 'solid' : '',
    borderColor: node.borderColor ?? '',
    borderWidth: node.borderWidth || node.borderColor ? px(BORDERS, node.borderWidth ?? 'normal') : '',
    borderRadius: px(STEPS, node.cornerRadius),
    overflow: node.cornerRadius ? 'hidden' : '',
    width: node.width ?? '',
    maxWidth: node.maxWidth ?? '',
    height: node.height ?? '',
    maxHeight: node.maxHeight ?? '',
    paddingTop: px(STEPS, node.paddingTop ?? all),
    paddingBottom: px(STEPS, node.paddingBottom ?? all),
    paddingInlineStart: px(STEPS, node.paddingStart ?? all),
    paddingInlineEnd: px(STEPS, node.paddingEnd ?? all),
    justifyContent: node.justifyContent ?? '',
    alignItems: node.alignItems ?? '',
    alignSelf: layout === 'vertical' && node.width ? 'flex-start' : '',
  };
}

export function textStyle(node, span = false) {
  return {
    fontSize: px(FONTS, node.size ?? (span ? undefined : 'md')),
    color: node.color ?? '',
    fontWeight: node.weight === 'bold' ? '700' : node.weight ? '400' : '',
    fontStyle: node.style ?? '',
    textDecoration: node.decoration ?? '',
    textAlign: ALIGN[node.align] ?? '',
    lineHeight: node.lineSpacing ? `calc(1.4em + ${node.lineSpacing})` : '',
    ...(node.maxLines
      ? { display: '-webkit-box', webkitLineClamp: String(node.maxLines), webkitBoxOrient: 'vertical' }
      : {}),
  };
}

/** The frame of a picture, and how the picture fills it. */
export function pictureStyle({ type, size = 'md', aspectRatio = '1:1', aspectMode, align, backgroundColor }) {
  const isFull = size === 'full' || type === 'video';
  return {
    frame: {
      width: isFull ? '100%' : px(PICTURES, size),
      aspectRatio: aspectRatio.replace(':', ' / '),
      alignSelf: isFull ? '' : SIDES[align ?? 'center'],
      backgroundColor: backgroundColor ?? '',
    },
    image: { objectFit: aspectMode === 'cover' || type === 'video' ? 'cover' : 'contain' },
  };
}

const SIDES = { start: 'flex-start', center: 'center', end: 'flex-end' };

/** An icon is as high as the text beside it. */
export const iconStyle = ({ size = 'md', aspectRatio = '1:1' }) => ({
  height: px(FONTS, size),
  aspectRatio: aspectRatio.replace(':', ' / '),
});

export function buttonStyle(node) {
  if (!node.color) return {};
  return node.style === 'primary' || node.style === 'secondary'
    ? { backgroundColor: node.color }
    : { color: node.color };
}

function gradient(background) {
  if (background?.type !== 'linearGradient') return undefined;
  const { angle, startColor, centerColor, centerPosition, endColor } = background;
  const centre = centerColor ? `, ${centerColor} ${centerPosition ?? '50%'}` : '';
  return `linear-gradient(${angle}, ${startColor}${centre}, ${endColor})`;
}
