import { composeSaraAm, skeleton, tidy } from '../thai/normalise.ts';
import { findOrganisations } from '../thai/organisation-names.ts';
import type { SourceDocument } from './document.ts';
import { textsOf } from './document.ts';

export interface FoundOrganisation {
  organisation: string;
  district?: string;
  province?: string;
}

/**
 * The organisation a document is about: the name most of its mentions begin with, those of its first lines counting more;
 * `null` when it names none. Amphoe and changwat where a title gives them.
 */
export function findOrganisation(document: SourceDocument): FoundOrganisation | null {
  const texts = textsOf(document);
  const mentions = texts
    .flatMap(({ text }, index) =>
      findOrganisations(text).map(({ type, name, after, isApart }) => {
        return { type, name, isApart, key: skeleton(after), weight: index < FIRST_LINES ? 3 : 1 };
      }),
    )
    .slice(0, MOST_MENTIONS);
  // A space between type and place may be a scanner's, or the place may be another word: such names come second.
  const certain = mentions.filter(({ isApart }) => !isApart);
  const names = new Set((certain.length > 0 ? certain : mentions).map(({ type, name }) => `${type}\n${name}`));
  let best: { organisation: string; votes: number } | null = null;
  for (const [type = '', name = ''] of [...names].slice(0, MOST_NAMES).map((key) => key.split('\n'))) {
    const key = skeleton(name);
    const votes = mentions
      .filter((mention) => mention.type === type && mention.key.startsWith(key))
      .reduce((sum, { weight }) => sum + weight, 0);
    if (best === null || votes > best.votes) best = { organisation: type + name, votes };
  }
  return best === null ? null : { organisation: best.organisation, ...placeOf(texts, best.organisation) };
}

const FIRST_LINES = 15;
/** Bounds for files that name organisations without end. */
const MOST_MENTIONS = 5_000;
const MOST_NAMES = 200;

/** `อำเภอพาน จังหวัดเชียงราย` in a title; a provincial organisation is named by its changwat. */
function placeOf(texts: readonly { text: string }[], organisation: string): Omit<FoundOrganisation, 'organisation'> {
  for (const { text } of texts) {
    if (text.length > 200) continue;
    const found = PLACE.exec(tidy(composeSaraAm(text)));
    if (found?.[1] !== undefined && found[2] !== undefined) return { district: found[1], province: found[2] };
  }
  const own = /^องค์การบริหารส่วนจังหวัด(.+)$/.exec(organisation)?.[1];
  return own === undefined ? {} : { province: own };
}

const PLACE = /(?:อำเภอ|อ\.)\s?([ก-๎]{2,24})\s+(?:จังหวัด|จ\.)\s?([ก-๎]{2,24})/;
