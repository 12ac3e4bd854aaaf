import type { Phrase } from './message.ts';

/** Places as findings name them, each with the sentence for it; its parts are the sentence's parameters. */
const PLACES: readonly [RegExp, string][] = [
  [/^plan$/, 'plan'],
  [/^line (?<number>\d+)$/, 'line'],
  [/^measure (?<number>\d+)$/, 'measure'],
  [/^dimension (?<number>\d+)$/, 'dimension'],
  [/^indicator (?<number>\d+)$/, 'indicator'],
  [/^paragraph (?<number>\d+)$/, 'paragraph'],
  [/^sheet (?<sheet>.*) row (?<row>\d+) column (?<column>\w+)$/u, 'cell'],
  [/^sheet (?<sheet>.*) row (?<row>\d+)$/u, 'row'],
  [/^sheet (?<sheet>.*)$/u, 'sheet'],
  [/^table (?<table>\d+) row (?<row>\d+) column (?<column>\d+)$/, 'tableCell'],
  [/^table (?<table>\d+) row (?<row>\d+)$/, 'tableRow'],
];

/** The place of a finding as a person reads it; one of another shape as it stands. */
export function placeText(where: string): Phrase {
  for (const [shape, name] of PLACES) {
    const found = shape.exec(where);
    if (found !== null) return { key: `place.${name}`, params: { ...found.groups } };
  }
  return { verbatim: where };
}
