import type { Block } from '../content.ts';
import type { Explained } from '../check-snapshot.ts';
import type { Wording } from '../wording.ts';
import { heading } from './parts.ts';

/** The notes at the end of a document: each finding that stays, why, and who says so. */
export function noteBlocks(explained: readonly Explained[], words: Wording): Block[] {
  if (explained.length === 0) return [];
  const items = explained.map(({ finding, explanation }, index) =>
    words.say('documents.explained', {
      number: index + 1,
      where: placeName(finding.where, words),
      finding: words.say(`documents.finding.${finding.code}`, {
        ...finding.params,
        stated: finding.stated ?? '',
        computed: finding.computed ?? '',
      }),
      text: explanation.text,
      by: explanation.by,
      date: words.day(explanation.at),
    }),
  );
  return [heading(words.say('documents.section.notes')), { kind: 'list', items }];
}

/** A place of a finding in the words of the document. */
export function placeName(where: string, words: Wording): string {
  const [kind = '', number = '', , step] = where.split(' ');
  if (kind === 'measure' && step !== undefined) {
    return words.say('documents.place.step', { number: words.number(Number(number)), step: Number(step) });
  }
  const key = PLACES[kind];
  if (key === undefined || kind === 'plan') return words.say('documents.place.plan');
  return words.say(key, { number: kind === 'narrative' ? words.say(`documents.part.${number}`) : Number(number) });
}

const PLACES: Readonly<Record<string, string>> = {
  measure: 'documents.place.measure',
  dimension: 'documents.place.dimension',
  indicator: 'documents.place.indicator',
  issue: 'documents.place.issue',
  narrative: 'documents.place.narrative',
};
