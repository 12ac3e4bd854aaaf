import { tap } from './actions.ts';
import { component } from './flex-components.ts';
import { color } from './flex-values.ts';
import { about, both, flag, list, object, oneOf, problem, variants } from './rule.ts';
import type { Rule } from './rule.ts';

/** LINE says KB; a thousand bytes is the stricter reading, so what passes here passes either way. */
export const BUBBLE_BYTES = 30_000;
export const CAROUSEL_BYTES = 50_000;

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value), 'utf8');

const within =
  (limit: number): Rule =>
  (value, path) =>
    bytes(value) > limit ? problem(path, `The size of the container must not exceed ${limit} bytes`) : [];

const blockStyle = object({
  optional: { backgroundColor: color, separator: flag, separatorColor: color },
  closed: true,
});

const BLOCKS = ['header', 'hero', 'body', 'footer'];

const bubble = both(
  object({
    required: { type: oneOf('bubble') },
    optional: {
      size: oneOf('nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga'),
      direction: oneOf('ltr', 'rtl'),
      header: component('box'),
      hero: component('box', 'image', 'video'),
      body: component('box'),
      footer: component('box'),
      styles: object({ optional: Object.fromEntries(BLOCKS.map((name) => [name, blockStyle])), closed: true }),
      action: tap,
    },
    closed: true,
  }),
  about((value, path) =>
    BLOCKS.some((name) => value[name] !== undefined) ? [] : problem(path, 'at least one block must be specified'),
  ),
  within(BUBBLE_BYTES),
);

/** All bubbles of a carousel are as wide. */
const oneSize: Rule = about((value, path) => {
  const bubbles = Array.isArray(value['contents']) ? (value['contents'] as unknown[]) : [];
  const sizes = new Set(bubbles.map((item) => (Object(item) as Record<string, unknown>)['size'] ?? 'mega'));
  return sizes.size > 1 ? problem([...path, 'contents'], 'All bubbles must have the same size') : [];
});

const carousel = both(
  object({
    required: { type: oneOf('carousel'), contents: list(variants({ bubble }, 'invalid property'), 1, 12) },
    closed: true,
  }),
  oneSize,
  within(CAROUSEL_BYTES),
);

/** The contents of a Flex message; paths count from here. */
export const flexContents: Rule = variants({ bubble, carousel }, 'invalid property');
