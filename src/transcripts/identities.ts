import { readSampleOffice } from '../sample-office.ts';
import { inventedName } from './script.ts';
import type { Cast } from './cast.ts';
import type { Recorded } from './recorder.ts';
import type { RecordedAt } from './to-script.ts';

/** Questions whose answer is the name of whoever answers, and of an office. */
const NAME_QUESTIONS = [['register', 'name', 'ask']] as const;
const OFFICE_QUESTIONS = [['register', 'organisation', 'ask']] as const;
const OFFICE = 'องค์การบริหารส่วนตำบลบ้านสมมติ';
const SOMEBODY = 'ผู้อื่น';

/**
 * Names that were in a conversation → what stands for them: what people call themselves in LINE and in the office,
 * groups, offices. The invented people and offices of the sample keep theirs.
 */
export async function identitiesOf(
  acts: readonly Recorded[],
  { emulator, store, content }: RecordedAt,
  cast: Cast,
  officeNames: readonly string[],
): Promise<{ names: Map<string, string>; words: ReadonlySet<string> }> {
  const { words: book } = content.book;
  const office = readSampleOffice();
  const words = new Set([...book.commands.keys(), ...book.controls.keys()]);
  const kept = new Set([
    ...officeNames,
    ...office.people.map(({ name }) => name),
    office.group.name,
    emulator.bot.displayName,
  ]);
  const names = new Map<string, string>();
  const add = (name: string, invented: string): void => {
    const plain = name.trim();
    if (plain.length > 1 && !kept.has(plain) && !words.has(plain.toLowerCase())) names.set(plain, invented);
  };
  const invented = (userId: string) => (cast.has(userId) ? inventedName(cast.letter(userId)) : SOMEBODY);
  for (const { id, displayName } of emulator.platform.people.values()) add(displayName, invented(id));
  for (const { id, name } of emulator.platform.gatherings.values()) add(name, cast.has(id) ? cast.name(id) : SOMEBODY);
  for (const organisation of await store.organisations.all()) {
    add(organisation.name, OFFICE);
    for (const member of await store.members.list(organisation.id)) add(member.name, invented(member.lineUserId));
  }
  const asks = (asked: string, questions: readonly (readonly string[])[]) =>
    Object.values(content.sentences).some((files) => questions.some((path) => asked.includes(sentence(files, path))));
  for (const { deed, asked, userId = '' } of acts) {
    if (deed.type !== 'say' || /^\p{Nd}{1,2}$/u.test(deed.text.trim())) continue;
    if (asks(asked, NAME_QUESTIONS)) add(deed.text, invented(userId));
    if (asks(asked, OFFICE_QUESTIONS)) add(deed.text, OFFICE);
  }
  return { names, words };
}

const sentence = (files: Record<string, unknown>, path: readonly string[]): string =>
  String(path.reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], files));
