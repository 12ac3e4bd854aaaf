import type { Finding } from '../model.ts';
import { likeness } from '../../thai/distance.ts';
import { fold, skeleton } from '../../thai/normalise.ts';
import type { OrganisationMention } from '../../thai/organisation-names.ts';
import { findOrganisations } from '../../thai/organisation-names.ts';
import type { CheckedPlan } from './checked-plan.ts';

/** Other organisations in the text, each once with its places: left over from a template, misspelt, or meant. Units spelt in several ways. */
export function checkNames(plan: CheckedPlan): Finding[] {
  return [...organisations(plan), ...units(plan)];
}

interface Foreign {
  name: string;
  isMisspelt: boolean;
  isMeant: boolean;
  places: Set<string>;
}

function organisations(plan: CheckedPlan): Finding[] {
  const [own] = findOrganisations(plan.organisation);
  if (own === undefined) return [];
  const place = plan.organisation.slice(plan.organisation.indexOf(own.type) + own.type.length).trim() || own.name;
  const foreign = new Map<string, Foreign>();
  /** What a mention is taken for: hundreds of reports repeat the same words. */
  const judged = new Map<string, { name: string; isMisspelt: boolean } | null>();
  const judge = (mention: OrganisationMention) => {
    const words = mention.type + mention.after;
    const known = judged.get(words);
    if (known !== undefined) return known;
    const fresh = judgementOf(mention, own.type, place);
    judged.set(words, fresh);
    return fresh;
  };
  for (const { where, text } of plan.texts) {
    for (const mention of findOrganisations(text)) {
      const judgement = judge(mention);
      if (judgement === null) continue;
      const { name } = judgement;
      const isMeant = MEANT.test(text.slice(Math.max(0, mention.index - 60), mention.index));
      const known = foreign.get(name);
      if (known === undefined) foreign.set(name, { ...judgement, isMeant, places: new Set([where]) });
      else {
        known.isMeant &&= isMeant;
        known.places.add(where);
      }
    }
  }
  return [...foreign.values()].map(({ name, isMisspelt, isMeant, places }) => ({
    code: isMisspelt ? 'organisation-misspelt' : 'other-organisation',
    severity: isMeant && !isMisspelt ? 'info' : 'warning',
    where: [...places][0] ?? 'plan',
    params: { places: [...places].slice(0, 8).join(', ') },
    stated: name,
    computed: plan.organisation,
  }));
}

/** Words before a name that is meant: a law, a visit, a partner. */
const MEANT = /พระราชบัญญัติ|พ\.ร\.บ|ดูงาน|ร่วมกับ|ร่วมมือ|เครือข่าย|MOU|บันทึกข้อตกลง|เยี่ยม|ตั้งอยู่/i;

/** What a mention is to be told as; `null`: the own organisation, or none at all. */
function judgementOf(mention: OrganisationMention, type: string, place: string) {
  if (mention.isApart || isOwn(mention, type, place)) return null;
  const nearMiss = nearMissOf(mention, type, place);
  return { name: mention.type + (nearMiss ?? mention.name), isMisspelt: nearMiss !== null };
}

const isOwn = (mention: OrganisationMention, type: string, place: string): boolean =>
  mention.type === type && skeleton(mention.after).startsWith(skeleton(place));

/** The name as misspelt when it is nearly the own one: of the same type and at most about a quarter different. */
function nearMissOf(mention: OrganisationMention, type: string, place: string): string | null {
  if (mention.type !== type) return null;
  const written = [mention.name, mention.tail.slice(0, place.length), mention.tail.slice(0, place.length + 1)];
  return written.find((name) => name.length >= 3 && likeness(name, place) >= 0.7) ?? null;
}

/** Spellings that differ by more than the spaces scanners put into words. */
function units(plan: CheckedPlan): Finding[] {
  return plan.units.flatMap(({ name, aliases }): Finding[] => {
    const spellings = aliases.filter((alias) => fold(alias) !== fold(name));
    if (spellings.length === 0) return [];
    const params = { unit: name, spellings: spellings.join(' · ') };
    const stated = spellings.length + 1;
    return [{ code: 'unit-spelt-several-ways', severity: 'info', where: 'plan', params, stated, computed: 1 }];
  });
}
