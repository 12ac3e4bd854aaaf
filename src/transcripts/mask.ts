import { hashCode } from '../app/codes.ts';
import { codeName, SETUP_CODE, WRONG_CODE } from './script.ts';

/** What must not be in a transcript, and what stands in its place. */
export interface Identities {
  /** What people, groups and offices are called → what stands for it. */
  names: ReadonlyMap<string, string>;
  /** Codes the bot has given, in their order. */
  codes: readonly string[];
  /** Hash of the set-up code. */
  setupCodeHash: string;
  /** Words the bot knows: part of a name that is one of them stays. */
  words: ReadonlySet<string>;
}

/**
 * What a person wrote, without identities: names, LINE ids, numbers of telephones, cards and accounts, e-mail and web
 * addresses, codes. Masks are of the same shape, so that the bot reads them as it read what was there.
 */
export class Mask {
  private readonly identities: Identities;
  private readonly known = new Map<string, number>();

  constructor(identities: Identities) {
    this.identities = identities;
  }

  text(said: string): string {
    return [
      (text: string) =>
        text.replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (mail) => `person${this.nth(mail)}@example.org`),
      (text: string) => text.replaceAll(/https?:\/\/[^\s<>]+/gi, (url) => `https://example.org/${this.nth(url)}`),
      (text: string) => text.replaceAll(/\b[UCR][0-9a-f]{32}\b/gi, (id) => `ID${this.nth(id)}`),
      (text: string) => this.withoutNames(text),
      (text: string) =>
        text.replaceAll(TITLED, (_all, title: string) => `${title}${TITLES_INVENTED.get(title) ?? ' Example'}`),
      (text: string) => text.replaceAll(NUMBERS, (number) => this.digits(number)),
      (text: string) => text.replaceAll(/[A-Za-z0-9][A-Za-z0-9-]{2,62}[A-Za-z0-9]/g, (word) => this.code(word)),
    ].reduce((text, mask) => mask(text), said);
  }

  /** The name of a file: only what kind of file it is stays. */
  fileName(name: string): string {
    const ending = /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0].toLowerCase() ?? '';
    return `file${this.nth(name)}${ending}`;
  }

  /** The number of something, the same for the same. */
  nth(thing: string): number {
    const number = this.known.get(thing) ?? this.known.size + 1;
    this.known.set(thing, number);
    return number;
  }

  private withoutNames(text: string): string {
    const longestFirst = (a: [string, string], b: [string, string]) => b[0].length - a[0].length;
    return [...this.identities.names]
      .flatMap(([name, invented]): [string, string][] => [[name, invented], ...this.partsOf(name, invented)])
      .toSorted(longestFirst)
      .reduce((masked, [name, invented]) => masked.replaceAll(patternOf(name), invented), text);
  }

  /** First and last name by themselves. */
  private partsOf(name: string, invented: string): [string, string][] {
    return name
      .split(/\s+/)
      .filter((part) => part !== name && part.length >= SHORTEST_PART && !this.identities.words.has(part.toLowerCase()))
      .map((part) => [part, invented]);
  }

  private digits(number: string): string {
    const count = number.match(/\p{Nd}/gu)?.length ?? 0;
    const masked = String(this.nth(number)).padStart(count, '0').slice(-count);
    let at = 0;
    return number.replaceAll(/\p{Nd}/gu, () => masked.charAt(at++));
  }

  private code(word: string): string {
    const hash = hashCode(word);
    if (hash === this.identities.setupCodeHash) return SETUP_CODE;
    const given = this.identities.codes.findIndex((code) => hashCode(code) === hash);
    if (given >= 0) return codeName(given + 1);
    return CODE_ALONE.test(word) ? WRONG_CODE : word;
  }
}

/** A code as the bot makes it; the one it shows as an example is none. */
export const CODE = /\b(?!ABCD-2345)[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b/g;
const CODE_ALONE = /^(?=.*[A-Z])[A-Z0-9]{4}-[A-Z0-9]{4}$/i;

const SHORTEST_PART = 3;

/** Telephones, 13 digits of a Thai identity card, and whatever else is ten digits long or longer; in Arabic or Thai digits. */
const D = '[0-9๐-๙]';
const NUMBERS = new RegExp(
  [
    String.raw`(?<!\p{Nd})${D}[- ]?${D}{4}[- ]?${D}{5}[- ]?${D}{2}[- ]?${D}(?!\p{Nd})`,
    String.raw`\+66[- .]?${D}{1,2}[- .]?${D}{3}[- .]?${D}{3,4}(?!\p{Nd})`,
    String.raw`(?<![\p{Nd},.])[0๐]${D}{1,2}([- .]?)${D}{3,4}\1${D}{3,4}(?!\p{Nd})`,
    String.raw`(?<!\p{Nd})${D}{3}-${D}-${D}{5}-${D}(?!\p{Nd})`,
    String.raw`(?<![\p{Nd},.])${D}{10,}(?![\p{Nd}])`,
  ].join('|'),
  'gu',
);

/** A name behind a title: นายสมมติ นามสมมติ. Words that only begin like a title stay. */
const TITLED =
  /(นาย(?!ก(?:เทศ|องค์|อบต|อบจ|รัฐ|สภา|เมือง|สมาคม|ฯ|\s|$)|อำเภอ|ทะเบียน|ช่าง|จ้าง|แพทย์|ทหาร|หน้า|ตรวจ)|นางสาว|น\.ส\.|นาง|ด\.ช\.|ด\.ญ\.|Mr\.?|Mrs\.?|Ms\.?|Miss)\s*\p{L}[\p{L}\p{M}]+(?:\s+\p{L}[\p{L}\p{M}]+)?/gu;
const TITLES_INVENTED = new Map(
  ['นาย', 'นางสาว', 'น.ส.', 'นาง', 'ด.ช.', 'ด.ญ.'].map((title) => [title, 'สมมติ นามสมมติ']),
);

/** A name wherever it stands; a short one, or one in Latin letters, only where it is a word. */
function patternOf(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  if (name.length > SHORTEST_PART && /[ก-๙]/.test(name)) return new RegExp(escaped, 'gu');
  const before = String.raw`(?:(?<=คุณ|พี่|น้อง|นาย|นาง)|(?<![\p{L}\p{M}]))`;
  return new RegExp(String.raw`${before}${escaped}(?![\p{L}\p{M}])`, 'giu');
}
