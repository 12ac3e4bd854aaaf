import { isObject } from '../model.ts';
import { about, object, oneOf, problem, shaped, text, variants } from './rule.ts';
import type { Path, Problem, Rule } from './rule.ts';

/** How many mentions, and how many emoji, one text may carry. */
const MOST = 20;

const substitute = variants({
  mention: object({
    required: {
      mentionee: variants({
        user: object({ required: { userId: shaped(/^U[0-9a-f]{32}$/, 'The property is invalid') } }),
        all: object({ required: { type: oneOf('all') } }),
      }),
    },
  }),
  emoji: object({ required: { productId: text(100), emojiId: text(100) } }),
});

/** Names of the placeholders of a text; undefined when a brace stands alone. */
export function placeholders(template: string): string[] | undefined {
  const names: string[] = [];
  const rest = template.replaceAll(/\{\{|\}\}|\{([A-Za-z0-9_]{1,20})\}/g, (_found, name: string | undefined) => {
    if (name !== undefined) names.push(name);
    return '';
  });
  return /[{}]/.test(rest) ? undefined : names;
}

/** Text with placeholders: braces are paired or doubled, each placeholder has its substitution, 20 of a kind at most. */
export const substitutions: Rule = about((message, path) => {
  const names = typeof message['text'] === 'string' ? placeholders(message['text']) : [];
  if (!names) return problem([...path, 'text'], 'The text contains an invalid placeholder');
  const given = isObject(message['substitution']) ? message['substitution'] : {};
  const at = [...path, 'substitution'];
  return [
    ...names
      .filter((name) => given[name] === undefined)
      .flatMap((name) => problem([...at, name], 'The placeholder has no substitution')),
    ...Object.entries(given).flatMap(([name, value]) => substitute(value, [...at, name])),
    ...tooMany(Object.values(given), 'mention', at),
    ...tooMany(Object.values(given), 'emoji', at),
  ];
});

function tooMany(values: readonly unknown[], type: string, path: Path): Problem[] {
  const count = values.filter((value) => isObject(value) && value['type'] === type).length;
  return count > MOST ? problem(path, `The number of ${type} substitutions must not exceed ${MOST}`) : [];
}
