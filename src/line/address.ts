/** A mention in a text; `index` and `length` in UTF-16 units of the text as LINE sent it. */
export interface Mention {
  index: number;
  length: number;
  isSelf: boolean;
}

/** What decides whether a text is said to the bot. */
export interface AddressRules {
  /** Names the bot answers to, without `@`; case does not matter. */
  names: readonly string[];
  /** In a group a bare name calls the bot; in a 1:1 chat it may be the beginning of an answer and only `@name` is cut. */
  inGroup: boolean;
}

/**
 * Finds out whether a text calls the bot, and cuts the call from its beginning or end.
 * A mention in the middle of a sentence stays: the sentence would make no sense without it.
 */
export function address(
  text: string,
  mentions: readonly Mention[],
  rules: AddressRules,
): { text: string; called: boolean; isForOthers?: boolean } {
  const inside = mentions.filter((mention) => isInside(mention, text)).toSorted(byIndex);
  const own = inside.filter(({ isSelf }) => isSelf);
  if (rules.inGroup && isForOthers(text, inside, rules)) return { text: text.trim(), called: false, isForOthers: true };
  if (own.length > 0) return { text: cutMentions(text, own), called: true };
  const call = callPattern(rules).exec(text);
  if (call === null) return { text: text.trim(), called: false };
  return { text: trimCall(text.slice(call[0].length)), called: true };
}

/** Whether a text begins with the names of others, or of everybody, and not with the bot's among them. */
function isForOthers(text: string, mentions: readonly Mention[], rules: AddressRules): boolean {
  let from = 0;
  let isOthers = false;
  for (const { index, length, isSelf } of mentions) {
    if (index < from || text.slice(from, index).trim() !== '') break;
    if (isSelf) return false;
    isOthers = true;
    from = index + length;
  }
  const rest = text.slice(from);
  return (isOthers || /^\s*[@＠]\p{L}/u.test(rest)) && !callPattern(rules).test(rest);
}

const byIndex = (a: Mention, b: Mention): number => a.index - b.index;

const isInside = (mention: Mention, text: string): boolean =>
  mention.index >= 0 && mention.length > 0 && mention.index + mention.length <= text.length;

function cutMentions(text: string, own: readonly Mention[]): string {
  let from = 0;
  let to = text.length;
  for (const { index, length } of own) {
    if (index >= from && text.slice(from, index).trim() === '') from = index + length;
  }
  for (const { index, length } of own.toReversed()) {
    if (index >= from && index + length <= to && text.slice(index + length, to).trim() === '') to = index;
  }
  const rest = text.slice(from, to);
  return from > 0 ? trimCall(rest) : rest.trim();
}

/** Removes what people write between a name and the message: `@bot, …`, `สุจริต: …`. */
const trimCall = (rest: string): string => rest.replace(/^[\s\u200B,:;!，：；！、]+/u, '').trim();

function callPattern({ names, inGroup }: AddressRules): RegExp {
  const known = CALLS.get(names)?.[inGroup ? 'group' : 'person'];
  if (known !== undefined) return known;
  const made = {
    group: makeCallPattern({ names, inGroup: true }),
    person: makeCallPattern({ names, inGroup: false }),
  };
  CALLS.set(names, made);
  return inGroup ? made.group : made.person;
}

/** Made once for each list of names: compiling costs more than all the rest of reading a text. */
const CALLS = new WeakMap<readonly string[], Record<'group' | 'person', RegExp>>();

/** `＠` is the full-width sign of Thai and Japanese keyboards. */
function makeCallPattern({ names, inGroup }: AddressRules): RegExp {
  const alternatives = names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`));
  // No name must mean that nothing matches, not everything.
  const name = alternatives.length === 0 ? '(?!)' : alternatives.join('|');
  const sign = inGroup ? String.raw`(?:[@＠]\s*)?` : String.raw`[@＠]\s*`;
  return new RegExp(String.raw`^[\s\u200B\uFEFF]*${sign}(?:${name})(?=$|[\s\u200B\p{P}\p{S}])`, 'iu');
}
