import { isLocale } from '../i18n.ts';
import { PARTS, SENT } from './script.ts';
import type { Answered, Deed, Said, Script, ScriptAct, ScriptGroup, ScriptPart, ScriptPerson, Sent } from './script.ts';

/** A line of a transcript that cannot be read: its number and what it says. */
export class TranscriptError extends Error {
  constructor(line: number, text: string) {
    super(`line ${line} is none of a transcript: ${text}`);
    this.name = 'TranscriptError';
  }
}

/** A script with the bot's answers as the text of a file. */
export function writeTranscript(script: Omit<Script, 'acts'>, played: readonly Answered[]): string {
  const head = [
    'office: sample',
    `at: ${script.at}`,
    `locale: ${script.locale}`,
    ...script.people.map(({ letter, part }) => `${letter}: ${part}`),
    ...script.groups.map(({ name, members }) => `${name}: ${members === 'sample' ? members : members.join(' ')}`),
  ];
  let place = '';
  const body = played.flatMap(({ act, answers }) => {
    const there = placeOf(act);
    const moved = there === place ? [] : ['', `@ ${there}`];
    place = there;
    return [...moved, ...deedLines(act.deed), ...answers.flatMap((answer) => answerLines(answer, act.chat))];
  });
  return `${[...head, ...body].join('\n')}\n`;
}

/** What two transcripts are compared by: their lines without remarks and empty ones. */
export const linesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));

/**
 * Reads the script of a transcript; the bot's answers in it are passed over.
 * @throws TranscriptError naming the first line that is none
 */
export function readTranscript(text: string): Script {
  const reader = new Reader();
  text.split('\n').forEach((line, index) => {
    if (!reader.take(line.replace(/\r$/, ''))) throw new TranscriptError(index + 1, line);
  });
  return reader.script();
}

const placeOf = ({ chat, who }: ScriptAct): string => (who === '' || who === chat ? chat : `${chat}, ${who}`);

function deedLines(deed: Deed): string[] {
  switch (deed.type) {
    case 'say':
      return [...quoteLine(deed.quote), ...block(deed.mentionsBot ? '>@' : '>', deed.text)];
    case 'tap': {
      const nth = deed.nth === 1 ? '' : ` #${deed.nth}`;
      return [`[${escaped(deed.label)}]${nth}${deed.picked === undefined ? '' : ` = ${deed.picked}`}`];
    }
    case 'send':
      return [...quoteLine(deed.quote), `! ${`${deed.what} ${deed.name}`.trim()}`];
    case 'menu':
      return [`! menu ${deed.command}`];
    case 'unsend':
      return [`! unsend ${deed.nth}`];
    case 'edit':
      return block(`! edit ${deed.nth}:`, deed.text);
    case 'joins':
    case 'leaves':
      return [`! ${deed.letter} ${deed.type}`];
    case 'clock':
      return [`! clock ${deed.at}`];
    default:
      return [`! ${deed.type}`];
  }
}

const quoteLine = (quote: Said | undefined): string[] => (quote === undefined ? [] : [`^ ${quote.by} ${quote.nth}`]);

const answerLines = ({ chat, text }: { chat: string; text: string }, here: string): string[] =>
  block(chat === here ? '<' : `<< ${chat}:`, text);

function block(sign: string, text: string): string[] {
  const [first = '', ...rest] = escaped(text).split('\n');
  return [`${sign} ${first}`.trimEnd(), ...rest.map((line) => `| ${line}`.trimEnd())];
}

/** Characters nobody sees would be lost in an editor. */
const escaped = (text: string): string =>
  text.replaceAll(/\\(?=u\{)|[\p{Cc}\u2028\u2029]/gu, (found) =>
    found === '\n' ? found : String.raw`\u{${found.codePointAt(0)?.toString(16) ?? ''}}`,
  );
const unescaped = (text: string): string =>
  text.replaceAll(/\\u\{([0-9a-f]{1,6})\}/g, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)));

/** Takes the lines of a transcript one by one. */
class Reader {
  private readonly head = new Map<string, string>();
  private readonly people: ScriptPerson[] = [];
  private readonly groups: ScriptGroup[] = [];
  private readonly acts: ScriptAct[] = [];
  private chat = '';
  private who = '';
  private quote: Said | undefined;
  /** Where a line that goes on is added: nowhere after the bot's. */
  private goesOn: ((line: string) => void) | undefined;

  script(): Script {
    const locale = this.head.get('locale');
    const at = this.head.get('at') ?? '';
    if (!isLocale(locale) || !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(at)) throw new TranscriptError(1, 'at: …, locale: …');
    return { at, locale, people: this.people, groups: this.groups, acts: this.acts };
  }

  /** Whether the line is one of a transcript. */
  take(line: string): boolean {
    if (line.startsWith('#') || line.trim() === '') return true;
    if (line === '|' || line.startsWith('| ')) {
      this.goesOn?.(unescaped(line.slice(2)));
      return true;
    }
    this.goesOn = undefined;
    if (line.startsWith('<')) return true;
    if (line.startsWith('@ ')) return this.place(line.slice(2));
    if (this.chat === '') return this.header(line);
    const quoted = /^\^ (bot|person) (\d+)$/.exec(line);
    if (quoted !== null) {
      this.quote = { by: quoted[1] === 'bot' ? 'bot' : 'person', nth: Number(quoted[2]) };
      return true;
    }
    const deed = this.deed(line);
    if (deed === null) return false;
    const act: ScriptAct = { chat: this.chat, who: this.who, deed };
    this.acts.push(act);
    this.quote = undefined;
    if (deed.type === 'say' || deed.type === 'edit') {
      this.goesOn = (more) => {
        deed.text += `\n${more}`;
      };
    }
    return true;
  }

  private header(line: string): boolean {
    const [, name = '', value = ''] = /^([^:]+): (.+)$/.exec(line) ?? [];
    if (['office', 'at', 'locale'].includes(name)) this.head.set(name, value);
    else if (PARTS.includes(value as ScriptPart)) this.people.push({ letter: name, part: value as ScriptPart });
    else if (value === 'sample') this.groups.push({ name, members: value });
    else if (value.split(' ').every((one) => this.people.some(({ letter }) => letter === one))) {
      this.groups.push({ name, members: value.split(' ') });
    } else return false;
    return true;
  }

  private place(text: string): boolean {
    const [chat = '', who = ''] = text.split(', ');
    this.chat = chat;
    this.who = who !== '' || this.groups.some(({ name }) => name === chat) ? who : chat;
    const known = (one: string) => this.people.some(({ letter }) => letter === one);
    return (known(chat) || this.groups.some(({ name }) => name === chat)) && (this.who === '' || known(this.who));
  }

  private deed(line: string): Deed | null {
    const quote = this.quote === undefined ? {} : { quote: this.quote };
    const said = /^>(@?) ?(.*)$/u.exec(line);
    if (said !== null) return { type: 'say', text: unescaped(said[2] ?? ''), mentionsBot: said[1] === '@', ...quote };
    const tap = /^\[(.*)\](?: #(\d+))?(?: = (\S+))?$/u.exec(line);
    if (tap !== null) {
      const picked = tap[3] === undefined ? {} : { picked: tap[3] };
      return { type: 'tap', label: unescaped(tap[1] ?? ''), nth: Number(tap[2] ?? 1), ...picked };
    }
    const done = line.startsWith('! ') ? line.slice(2) : '';
    if (done === 'befriend' || done === 'block' || done === 'bot joins' || done === 'bot leaves') return { type: done };
    const command = /^menu (\w+)$/.exec(done)?.[1];
    if (command !== undefined) return { type: 'menu', command };
    const clock = /^clock (\d{4}-\d\d-\d\d \d\d:\d\d)$/.exec(done)?.[1];
    if (clock !== undefined) return { type: 'clock', at: clock };
    const unsent = /^unsend (\d+)$/.exec(done)?.[1];
    if (unsent !== undefined) return { type: 'unsend', nth: Number(unsent) };
    const edited = /^edit (\d+): ?(.*)$/u.exec(done);
    if (edited !== null) return { type: 'edit', nth: Number(edited[1]), text: unescaped(edited[2] ?? '') };
    const [first = '', ...rest] = done.split(' ');
    if (SENT.includes(first as Sent)) return { type: 'send', what: first as Sent, name: rest.join(' '), ...quote };
    const moved = rest.join(' ');
    if (moved !== 'joins' && moved !== 'leaves') return null;
    return this.people.some(({ letter }) => letter === first) ? { type: moved, letter: first } : null;
  }
}
