import { isObject } from '../model.ts';
import type { JsonObject } from '../model.ts';

/** One thing that LINE would not accept, and where it stands. */
export interface Problem {
  path: Path;
  message: string;
}

export type Path = readonly (string | number)[];

/** Says what is wrong with a value that is there; empty: nothing. */
export type Rule = (value: unknown, path: Path) => Problem[];

export const problem = (path: Path, message: string): Problem[] => [{ path, message }];

/** Units in which LINE counts. */
export const utf16 = (text: string): number => text.length;
export const graphemes = (text: string): number => [...segmenter.segment(text)].length;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A text of at most `max` units; empty only when `min` is 0. */
export const text =
  (max: number, unit: (text: string) => number = utf16, min: 0 | 1 = 1): Rule =>
  (value, path) => {
    if (typeof value !== 'string') return problem(path, 'Must be a string');
    if (min > 0 && value === '') return problem(path, 'May not be empty');
    // No text has more graphemes than UTF-16 units: most need no counting.
    return value.length > max && unit(value) > max ? problem(path, `Length must be between 0 and ${max}`) : [];
  };

/** One of these values. */
export const oneOf =
  (...values: readonly string[]): Rule =>
  (value, path) =>
    values.includes(value as string)
      ? []
      : problem(path, `Must be one of the following values: [${values.join(', ')}]`);

/** A text of this shape. */
export const shaped =
  (pattern: RegExp, message = 'invalid property'): Rule =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : problem(path, message);

/** Good when one of the rules says so; else the first one's complaint. */
export const either =
  (...rules: readonly [Rule, ...Rule[]]): Rule =>
  (value, path) =>
    rules.some((rule) => rule(value, path).length === 0) ? [] : rules[0](value, path);

/** All rules hold. */
export const both =
  (...rules: readonly Rule[]): Rule =>
  (value, path) =>
    rules.flatMap((rule) => rule(value, path));

export const flag: Rule = (value, path) => (typeof value === 'boolean' ? [] : problem(path, 'Must be a boolean'));

export const numeric =
  (min: number, max: number): Rule =>
  (value, path) =>
    typeof value === 'number' && value >= min && value <= max ? [] : problem(path, `Must be between ${min} and ${max}`);

export const whole =
  (min: number, max = 2 ** 31 - 1): Rule =>
  (value, path) =>
    Number.isInteger(value) ? numeric(min, max)(value, path) : problem(path, 'Must be an integer');

/** A list of `min`–`max` good things. */
export const list =
  (rule: Rule, min: number, max: number): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return problem(path, 'Must be an array');
    if (value.length < min || value.length > max) return problem(path, `Size must be between ${min} and ${max}`);
    return value.flatMap((item, index) => rule(item, [...path, index]));
  };

export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  /** Complain about properties that are in neither. */
  closed?: boolean;
}

/** An object with these properties. An absent and a null property are the same to LINE. */
export const object = ({ required = {}, optional = {}, closed = false }: Shape): Rule => {
  const known = new Map(Object.entries({ ...required, ...optional }));
  const needed = Object.keys(required);
  return (value, path) => {
    if (!isObject(value)) return problem(path, 'Must be an object');
    const problems: Problem[] = [];
    for (const name of needed) if (absent(value, name)) problems.push(...problem([...path, name], 'May not be empty'));
    for (const [name, rule] of known) if (!absent(value, name)) problems.push(...rule(value[name], [...path, name]));
    if (!closed) return problems;
    const unknown = Object.keys(value).filter((name) => !known.has(name));
    return [...problems, ...unknown.flatMap((name) => problem([...path, name], 'unknown property'))];
  };
};

/** An object whose `type` says which rule it follows. */
export const variants = (byType: Record<string, Rule>, complaint?: string): Rule => {
  const wanted = complaint ?? `Must be one of the following values: [${Object.keys(byType).join(', ')}]`;
  return (value, path) => {
    if (!isObject(value)) return problem(path, 'Must be an object');
    const rule = Object.hasOwn(byType, String(value['type'])) ? byType[String(value['type'])] : undefined;
    return rule ? rule(value, path) : problem([...path, 'type'], wanted);
  };
};

/** A rule about a whole object, for what one property says about another. */
export const about =
  (check: (value: JsonObject, path: Path) => Problem[]): Rule =>
  (value, path) =>
    isObject(value) ? check(value, path) : [];

/** A rule that refers to itself further down. */
export const lazy =
  (rule: () => Rule): Rule =>
  (value, path) =>
    rule()(value, path);

const absent = (value: JsonObject, name: string): boolean => value[name] === undefined || value[name] === null;
