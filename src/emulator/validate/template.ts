import { action, mediaUrl, tap } from './actions.ts';
import { about, both, graphemes, list, object, oneOf, problem, shaped, text, variants } from './rule.ts';
import type { Rule } from './rule.ts';

const button = action({ label: 20, labelRequired: true });

/** With a picture or a title there is less room for the text. */
const room = (plain: number, crowded: number): Rule =>
  about((value, path) => {
    const isCrowded = Boolean(value['title']) || Boolean(value['thumbnailImageUrl']);
    return text(isCrowded ? crowded : plain, graphemes)(value['text'], [...path, 'text']);
  });

const picture = {
  imageAspectRatio: oneOf('rectangle', 'square'),
  imageSize: oneOf('cover', 'contain'),
};
const face = {
  title: text(40, graphemes),
  thumbnailImageUrl: mediaUrl,
  imageBackgroundColor: shaped(/^#[0-9a-f]{6}$/i),
  defaultAction: tap,
};

const buttons = both(
  object({ required: { actions: list(button, 1, 4) }, optional: { ...face, ...picture } }),
  room(160, 60),
);

const confirm = object({ required: { text: text(240, graphemes), actions: list(button, 2, 2) } });

const column = both(object({ required: { actions: list(button, 1, 3) }, optional: face }), room(120, 60));

/** Columns are built alike: as many buttons, a title or a picture in all or in none. */
const alike: Rule = about((value, path) => {
  const columns = Array.isArray(value['columns']) ? (value['columns'] as unknown[]) : [];
  const build = (item: unknown): string => {
    const { actions, title, thumbnailImageUrl } = Object(item) as Record<string, unknown>;
    return [Array.isArray(actions) ? actions.length : 0, Boolean(title), Boolean(thumbnailImageUrl)].join();
  };
  return new Set(columns.map(build)).size > 1
    ? problem([...path, 'columns'], 'All columns must have the same number of actions and the same parts')
    : [];
});

const carousel = both(object({ required: { columns: list(column, 1, 10) }, optional: picture }), alike);

const imageCarousel = object({
  required: {
    columns: list(
      object({ required: { imageUrl: mediaUrl, action: action({ label: 12, labelRequired: false }) } }),
      1,
      10,
    ),
  },
});

/** A template: buttons, confirm, carousel, image carousel. */
export const template: Rule = variants({ buttons, confirm, carousel, image_carousel: imageCarousel });
