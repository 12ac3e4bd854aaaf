import type { SampleOffice } from '../sample-office.ts';
import { PARTS } from './script.ts';
import type { ScriptGroup, ScriptPart, ScriptPerson } from './script.ts';

const LETTERS = 'กขคงจฉชซญดตถทธนบปผฝพฟมยรลวสหอฮ';

/** Gives who takes part in a conversation a letter, and its groups a name, in the order they come. */
export class Cast {
  private readonly office: SampleOffice;
  private readonly letters = new Map<string, ScriptPerson>();
  private readonly named = new Map<string, ScriptGroup>();

  constructor(office: SampleOffice) {
    this.office = office;
  }

  get people(): ScriptPerson[] {
    return [...this.letters.values()];
  }

  get groups(): ScriptGroup[] {
    return [...this.named.values()];
  }

  /** Whether a person or group takes part. */
  has(id: string): boolean {
    return this.letters.has(id) || this.named.has(id);
  }

  /** The name of a group that has one, else the letter of a person. */
  name(chatId: string): string {
    return this.named.get(chatId)?.name ?? this.letter(chatId);
  }

  letter(userId: string): string {
    const known = this.letters.get(userId);
    if (known !== undefined) return known.letter;
    const count = this.letters.size;
    const round = Math.floor(count / LETTERS.length);
    const letter = `${LETTERS.charAt(count % LETTERS.length)}${round === 0 ? '' : round + 1}`;
    this.letters.set(userId, { letter, part: this.part(userId) });
    return letter;
  }

  /** @param memberIds who was in it at first */
  group(groupId: string, memberIds: readonly string[]): string {
    const known = this.named.get(groupId);
    if (known !== undefined) return known.name;
    const isSample = groupId === this.office.group.lineGroupId;
    const members = isSample ? 'sample' : memberIds.map((id) => this.letter(id));
    const name = `กลุ่ม ${this.named.size + 1}`;
    this.named.set(groupId, { name, members });
    return name;
  }

  part(userId: string): ScriptPart {
    const person = this.office.people.find(({ lineUserId }) => lineUserId === userId);
    if (person === undefined) return 'newcomer';
    const alike = this.office.people.filter(({ key }) => key === person.key);
    const place = alike.indexOf(person);
    return PARTS.find((part) => part === `${person.key}${place === 0 ? '' : place + 1}`) ?? 'newcomer';
  }
}
