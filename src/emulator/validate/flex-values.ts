import { either, oneOf, shaped } from './rule.ts';

/** Values of Flex properties: colours, lengths, keywords. */
export const color = shaped(/^#([0-9a-f]{6}|[0-9a-f]{8})$/i, 'invalid color code');

const pixels = shaped(/^\d+(\.\d+)?px$/);
const percent = shaped(/^\d+(\.\d+)?%$/);
const steps = oneOf('none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl');
const sizes = ['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl'];

export const spacing = either(steps, pixels);
export const padding = either(steps, pixels, percent);
/** Offsets may point outwards. */
export const offset = either(steps, shaped(/^-?\d+(\.\d+)?(px|%)$/));
export const length = either(pixels, percent);
export const fontSize = either(oneOf(...sizes), pixels);
export const iconSize = either(oneOf(...sizes), pixels);
export const imageSize = either(oneOf(...sizes, 'full'), pixels, percent);
export const borderWidth = either(oneOf('none', 'light', 'normal', 'medium', 'semi-bold', 'bold'), pixels);
export const lineSpacing = pixels;
export const aspectRatio = shaped(/^[1-9]\d{0,5}(\.\d+)?:[1-9]\d{0,5}(\.\d+)?$/);
export const angle = shaped(/^\d+(\.\d+)?deg$/);
export const position = percent;
