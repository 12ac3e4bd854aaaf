import { action, mediaUrl, tap } from './actions.ts';
import * as value from './flex-values.ts';
import { about, both, flag, lazy, list, object, oneOf, problem, text, utf16, variants, whole } from './rule.ts';
import type { Rule, Shape } from './rule.ts';

type ComponentType = 'box' | 'text' | 'span' | 'button' | 'image' | 'video' | 'icon' | 'separator' | 'filler';

/** A Flex component of one of these types. */
export const component = (...types: readonly ComponentType[]): Rule =>
  lazy(() => variants(Object.fromEntries(types.map((type) => [type, COMPONENTS[type]])), 'invalid property'));

const part = (type: string, { required = {}, optional = {} }: Shape): Rule =>
  object({ required: { type: oneOf(type), ...required }, optional, closed: true });

const placed = {
  flex: whole(0),
  margin: value.spacing,
  position: oneOf('relative', 'absolute'),
  offsetTop: value.offset,
  offsetBottom: value.offset,
  offsetStart: value.offset,
  offsetEnd: value.offset,
};
const align = oneOf('start', 'end', 'center');
const gravity = oneOf('top', 'bottom', 'center');
const font = {
  size: value.fontSize,
  color: value.color,
  weight: oneOf('regular', 'bold'),
  style: oneOf('normal', 'italic'),
  decoration: oneOf('none', 'underline', 'line-through'),
};
const fit = { adjustMode: oneOf('shrink-to-fit'), scaling: flag };

/** What may stand in a box depends on its layout. */
const INSIDE = {
  vertical: component('box', 'button', 'image', 'text', 'separator', 'filler'),
  horizontal: component('box', 'button', 'image', 'text', 'separator', 'filler'),
  baseline: component('icon', 'text', 'filler'),
} as const;

const gradient = object({
  required: { type: oneOf('linearGradient'), angle: value.angle, startColor: value.color, endColor: value.color },
  optional: { centerColor: value.color, centerPosition: value.position },
  closed: true,
});

const box = both(
  part('box', {
    required: { layout: oneOf('horizontal', 'vertical', 'baseline'), contents: list(() => [], 0, Infinity) },
    optional: {
      ...placed,
      spacing: value.spacing,
      backgroundColor: value.color,
      borderColor: value.color,
      borderWidth: value.borderWidth,
      cornerRadius: value.spacing,
      width: value.length,
      maxWidth: value.length,
      height: value.length,
      maxHeight: value.length,
      paddingAll: value.padding,
      paddingTop: value.padding,
      paddingBottom: value.padding,
      paddingStart: value.padding,
      paddingEnd: value.padding,
      action: tap,
      justifyContent: oneOf('center', 'flex-start', 'flex-end', 'space-between', 'space-around', 'space-evenly'),
      alignItems: oneOf('center', 'flex-start', 'flex-end'),
      background: gradient,
    },
  }),
  about(({ layout, contents }, path) => {
    const inside = INSIDE[String(layout) as keyof typeof INSIDE] as Rule | undefined;
    return inside && Array.isArray(contents)
      ? contents.flatMap((item, index) => inside(item, [...path, 'contents', index]))
      : [];
  }),
);

/** Texts have no limit of their own; the container's bytes set one. */
const words = both(
  part('text', {
    optional: {
      ...placed,
      ...font,
      ...fit,
      text: text(Infinity, utf16, 0),
      contents: list(component('span'), 0, Infinity),
      align,
      gravity,
      wrap: flag,
      lineSpacing: value.lineSpacing,
      maxLines: whole(0),
      action: tap,
    },
  }),
  about((component, path) => {
    const spans = Array.isArray(component['contents']) ? component['contents'].length : 0;
    return component['text'] || spans > 0 ? [] : problem([...path, 'text'], 'must be non-empty text');
  }),
);

const COMPONENTS: Record<ComponentType, Rule> = {
  box,
  text: words,
  span: part('span', { required: { text: text(Infinity) }, optional: font }),
  button: part('button', {
    required: { action: action({ label: 40, labelRequired: true }) },
    optional: {
      ...placed,
      ...fit,
      color: value.color,
      style: oneOf('primary', 'secondary', 'link'),
      gravity,
      height: oneOf('sm', 'md'),
    },
  }),
  image: part('image', {
    required: { url: mediaUrl },
    optional: {
      ...placed,
      align,
      gravity,
      size: value.imageSize,
      aspectRatio: value.aspectRatio,
      aspectMode: oneOf('fit', 'cover'),
      backgroundColor: value.color,
      action: tap,
      animated: flag,
    },
  }),
  video: part('video', {
    required: { url: mediaUrl, previewUrl: mediaUrl, altContent: component('box', 'image') },
    optional: { aspectRatio: value.aspectRatio, action: tap },
  }),
  icon: part('icon', {
    required: { url: mediaUrl },
    optional: { ...placed, size: value.iconSize, aspectRatio: value.aspectRatio, scaling: flag },
  }),
  separator: part('separator', { optional: { margin: value.spacing, color: value.color } }),
  filler: part('filler', { optional: { flex: whole(0) } }),
};
