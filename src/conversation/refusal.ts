import type { Facts } from './facts.ts';
import type { Given } from './first-answers.ts';
import type { Command, Flow } from './flow.ts';
import { toPrivate, wordsFor } from './in-private.ts';
import { menu } from './menu.ts';
import type { Message } from './message.ts';
import { sentence } from './outcomes/outcome.ts';
import { waitingForReview } from './reviewing.ts';
import type { Talk, Turn } from './turn.ts';

/** Why this person may not begin a flow, or not here; `null`: they may. */
export function refusalOf(talk: Talk, flow: Flow, command: Command, given: Given): Message | null {
  const { chat, standing } = talk.facts;
  const place = chat === 'user' ? 'user' : 'group';
  if (!mayHear(talk.facts, flow)) return { ...sentence('refusal.unlinked'), choices: menu(talk.facts) };
  if (standing === 'stranger' && !flow.standings.includes('stranger')) return sentence('refusal.stranger');
  if (standing === 'guest' && !flow.standings.includes('guest')) return mustRegister(talk.facts);
  const isAllowed = flow.standings.includes(standing);
  // What somebody may not do is nobody else's business.
  if (place === 'group' && flow.where.includes('user') && (!flow.where.includes('group') || !isAllowed)) {
    const typed = command === 'register' ? '' : talk.said;
    const words =
      given.tapped === undefined && typed !== undefined && typed !== ''
        ? typed
        : wordsFor(talk.facts, command, given.tapped === undefined ? {} : { measure: given.tapped });
    return { ...sentence('refusal.onlyPrivate'), choices: toPrivate(talk.facts, words) };
  }
  if (!flow.where.includes(place)) return sentence('refusal.onlyGroup');
  return isAllowed ? nothingThere(talk.facts, flow) : sentence('refusal.role');
}

/** What is refused in a group is one sentence: the question that is open there keeps its buttons. */
export function refused(talk: Talk, refusal: Message): Turn {
  return talk.facts.chat === 'user' || talk.displaced ? talk.note(refusal).reask() : talk.answerWith(refusal);
}

/** Somebody unknown in a group of an office. */
export function mustRegister(facts: Facts): Message {
  return { ...sentence('refusal.guest'), choices: toPrivate(facts, wordsFor(facts, 'register', {})) };
}

/** A group that is linked to no organisation, or no longer, hears nothing of one. */
export function mayHear(facts: Facts, flow: Flow): boolean {
  return facts.group !== 'unlinked' || flow.outcome === 'linkGroup' || flow.outcome === 'setLanguage';
}

/** A question about things of which there are none yet has no answer: who can change that is said instead. */
function nothingThere(facts: Facts, flow: Flow): Message | null {
  const { plans, members, member } = facts;
  if (flow.needs.includes('plans') && plans.length === 0) {
    return sentence(member?.role === 'coordinator' ? 'plan.noneYet' : 'plan.none');
  }
  if (flow.outcome === 'moveEvidence' && (facts.evidence?.last ?? []).length === 0)
    return sentence('evidence.nothingToMove');
  if (flow.outcome === 'review' && waitingForReview(facts).length === 0) return sentence('review.none');
  const open = Object.values(facts.findings).flat();
  if (flow.needs.includes('findings') && open.every(({ severity }) => severity === 'info')) {
    return sentence('explainFlow.none');
  }
  const alone = flow.needs.includes('members') && members.every(({ id }) => id === member?.id);
  return alone ? sentence('members.none') : null;
}
