import type { Answer } from '../answer.ts';
import { isObject } from '../model.ts';
import type { JsonObject } from '../model.ts';
import { action } from './actions.ts';
import { badRequest } from './request.ts';
import { about, both, flag, list, object, problem, shaped, text, whole } from './rule.ts';
import type { Rule } from './rule.ts';

/** What LINE takes: pictures 800–2500 pixels wide, 250 high at least, and not higher than this. */
const WIDTH = { least: 800, most: 2500 };
const LEAST_HEIGHT = 250;
const LEAST_RATIO = 1.45;

const size: Rule = both(
  object({ required: { width: whole(WIDTH.least, WIDTH.most), height: whole(LEAST_HEIGHT) } }),
  about(({ width, height }, path) =>
    Number(width) / Number(height) < LEAST_RATIO
      ? problem(path, `The aspect ratio (width / height) must be at least ${LEAST_RATIO}`)
      : [],
  ),
);

const bounds: Rule = object({ required: { x: whole(0), y: whole(0), width: whole(1), height: whole(1) } });
const area: Rule = object({
  required: { bounds, action: action({ label: 20, labelRequired: false, also: ['richmenuswitch'] }) },
});

/** Areas lie within the picture. */
const inside: Rule = about(({ size, areas }, path) => {
  if (!isObject(size) || !Array.isArray(areas)) return [];
  return areas.flatMap((one, index) => {
    const { x, y, width, height } = (isObject(one) && isObject(one['bounds']) ? one['bounds'] : {}) as Box;
    const fits = x + width <= Number(size['width']) && y + height <= Number(size['height']);
    return fits ? [] : problem([...path, 'areas', index, 'bounds'], 'The area must lie within the rich menu');
  });
});
type Box = Record<'x' | 'y' | 'width' | 'height', number>;

const richMenu: Rule = both(
  object({
    required: { size, selected: flag, name: text(300), chatBarText: text(14), areas: list(area, 0, 20) },
  }),
  inside,
);

/** LINE's answer to a rich menu that breaks its rules; undefined when it is good. */
export function checkRichMenu(menu: JsonObject): Answer | undefined {
  const problems = richMenu(menu, []);
  return problems.length === 0 ? undefined : badRequest(problems);
}

const people: Rule = object({ required: { userIds: list(shaped(/^U[0-9a-f]{32}$/, 'invalid user id'), 1, 500) } });
const linking: Rule = both(object({ required: { richMenuId: text(100) } }), people);

/** LINE's answer to a wrong request that links a menu to people, or unlinks theirs. */
export function checkLinks(body: JsonObject, kind: 'link' | 'unlink'): Answer | undefined {
  const problems = (kind === 'link' ? linking : people)(body, []);
  return problems.length === 0 ? undefined : badRequest(problems);
}
