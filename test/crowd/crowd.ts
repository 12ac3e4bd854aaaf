import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { LineGateway } from '../../src/app/ports.ts';
import type { Store } from '../../src/app/store-port.ts';
import type { Action } from '../../src/emulator/model.ts';
import { startTestBot } from '../support/bot.ts';
import type { TestBot } from '../support/bot.ts';
import { aMeasure, aPlan } from '../support/plan.ts';
import { actionsIn } from '../support/talk.ts';
import type { Act, Step, Trouble } from './acts.ts';

export const MEASURES = 9;
const OFFICES = ['องค์การบริหารส่วนตำบลทุ่งกว้าง', 'เทศบาลตำบลริมน้ำ'] as const;
const UNITS = ['สำนักปลัด', 'กองคลัง', 'กองช่าง'] as const;

/** Steps after which nobody waits for an answer any more. */
const LATEST_ANSWER = 6;

interface Person {
  id: string;
  name: string;
  office: number;
}

/** Twelve people of two offices in three groups; one of the second office is a guest in a group of the first. */
export class Crowd {
  readonly people: Person[] = [];
  readonly groups: { id: string; office: number }[] = [];
  /** Words by mark: whose they are, and whether they were taken back. */
  readonly marks = new Map<string, { person: Person; messageId: string; unsent: boolean }>();
  /** Chats in which nobody spoke to the bot, though it spoke: promises broken. */
  readonly broken: string[] = [];
  /** Texts said to the bot in 1:1 chats, by chat; and answers of the bot that LINE took there. */
  readonly said = new Map<string, number>();
  readonly answered = new Map<string, number>();
  events = 0;
  private readonly buttons = new Map<string, Action[]>();
  private readonly seen = new Map<string, number>();
  private spoken: Set<string>[] = [];
  private crashes = 0;
  test!: TestBot;
  private photo = Buffer.alloc(0);

  async begin(seed: number): Promise<this> {
    this.test = await startTestBot({
      seed,
      instances: 2,
      gateway: (real) => this.counting(real),
      store: (real) => this.crashing(real),
    });
    this.photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#175' } })
      .jpeg()
      .toBuffer();
    for (const organisation of OFFICES) {
      const measures = Array.from({ length: MEASURES }, (_, index) =>
        aMeasure(index + 1, {
          title: `โครงการลำดับ ${index + 1}`,
          responsibleUnits: [UNITS[index % UNITS.length] ?? ''],
          ...(index % 2 === 0 ? { plannedBudget: 10_000 } : {}),
        }),
      );
      await this.test.plan(aPlan(measures, { organisation, units: UNITS.map((name) => ({ name, aliases: [] })) }));
    }
    for (let index = 0; index < 12; index += 1) {
      const office = index < 8 ? 0 : 1;
      const role = index % 8 === 0 ? 'coordinator' : index % 8 === 1 ? 'supervisor' : 'officer';
      const name = `คนที่${String.fromCharCode(65 + index)}`;
      const unit = UNITS[index % UNITS.length] ?? '';
      const id = await this.test.person(name, { organisation: OFFICES[office] ?? '', role, unit });
      this.people.push({ id, name, office });
    }
    const members = [
      [0, 1, 2, 3, 4, 9],
      [0, 4, 5, 6, 7],
      [8, 9, 10, 11],
    ];
    for (const [index, list] of members.entries()) {
      const office = index < 2 ? 0 : 1;
      const ids = list.map((one) => this.people[one]?.id ?? '');
      this.groups.push({ id: await this.test.group(`กลุ่ม ${index}`, ids, OFFICES[office]), office });
    }
    return this;
  }

  /** Everything of a step at once; then nothing is in hand any more. */
  async step({ acts, trouble }: Step): Promise<void> {
    const spoken = new Set<string>();
    this.begun(trouble);
    for (const act of acts) {
      this.test.clock.advance(1_000);
      try {
        const chat = this.act(act);
        if (chat !== null) spoken.add(chat);
        this.events += 1;
      } catch {
        // Not in this group now, or nothing there to take back or press.
      }
    }
    await this.settle(trouble);
    // What a crash left is answered by a later sweep.
    this.spoken = [spoken, ...this.spoken].slice(0, LATEST_ANSWER);
    this.look(new Set(this.spoken.flatMap((chats) => [...chats])));
  }

  /** Whatever a crash left is finished. */
  async end(): Promise<void> {
    for (let time = 0; time < 4; time += 1) await this.settle('crash');
  }

  private begun(trouble: Trouble): void {
    if (trouble === 'crash') this.crashes = 1 + (this.events % 5);
  }

  private async settle(trouble: Trouble): Promise<void> {
    const { test } = this;
    await test.settled();
    if (trouble === 'none') return;
    this.crashes = 0;
    const last = test.emulator.deliveries.at(-1);
    if (trouble === 'again' && last !== undefined) test.emulator.deliverAgain(last);
    test.clock.advance(10_000);
    // The other instance is the one that was started instead.
    const bot = test.bots[trouble === 'restart' ? 1 : 0];
    await bot?.sweep();
    await test.settled();
  }

  /** @returns the chat whose people spoke to the bot by it */
  private act(act: Act): string | null {
    const { emulator } = this.test;
    const person = this.people[act.person] as Person;
    const group = 'group' in act && act.group !== null ? this.groups[act.group] : undefined;
    const chat = group?.id ?? person.id;
    switch (act.kind) {
      case 'say':
      case 'write': {
        const words = act.kind === 'say' ? act.text : `${act.before}${this.fresh(person)}`;
        const isHeard = group === undefined || act.addressed;
        const { id } = emulator.say(
          person.id,
          chat,
          group !== undefined && act.addressed ? `@น้องสุจริต ${words}` : words,
        );
        this.keep(words, person, id);
        if (group === undefined) this.said.set(chat, (this.said.get(chat) ?? 0) + 1);
        return isHeard ? chat : null;
      }
      case 'report': {
        const lines = [`ข้อ ${act.measure} กำลังทำ ${this.fresh(person)}`, 'ข้าม', 'ข้าม', 'บันทึก'];
        for (const words of lines) {
          this.test.clock.advance(1_000);
          const { id } = emulator.say(person.id, chat, group === undefined ? words : `@น้องสุจริต ${words}`);
          this.keep(words, person, id);
        }
        this.events += lines.length - 1;
        if (group === undefined) this.said.set(chat, (this.said.get(chat) ?? 0) + lines.length);
        return chat;
      }
      case 'press': {
        const known = this.buttons.get(chat) ?? [];
        const action = known[known.length - 1 - (act.which % Math.max(1, known.length))];
        if (action === undefined) throw new Error('no button yet');
        emulator.press(person.id, chat, action);
        return chat;
      }
      case 'sticker':
        emulator.sendSticker(person.id, chat);
        return group === undefined ? chat : null;
      case 'photo':
        emulator.sendMedia(person.id, chat, 'image', this.photo);
        return chat;
      case 'place':
        emulator.sendLocation(person.id, chat, { latitude: 13.7, longitude: 100.5 });
        return chat;
      case 'photos':
        emulator.sendImages(
          person.id,
          chat,
          Array.from({ length: act.count }, () => this.photo),
        );
        return chat;
      case 'unsend':
      case 'edit': {
        const own = emulator
          .visible(chat)
          .filter((one) => one.senderId === person.id && one.message['type'] === 'text');
        const message = own[own.length - 1 - (act.which % Math.max(1, own.length))];
        if (message === undefined) throw new Error('nothing said yet');
        if (act.kind === 'unsend') {
          for (const mark of this.marks.values()) if (mark.messageId === message.id) mark.unsent = true;
          emulator.unsend(message.id);
          return null;
        }
        const words = this.fresh(person);
        emulator.edit(message.id, `@น้องสุจริต ${words}`);
        this.keep(words, person, message.id);
        return chat;
      }
      case 'nameless': {
        const source = { type: 'group', groupId: chat };
        const message = { type: 'text', id: `9${this.events}`, text: `@น้องสุจริต ${act.text}` };
        const webhookEventId = createHash('sha256').update(`nameless ${this.events}`).digest('hex').slice(0, 26);
        const common = { mode: 'active', timestamp: this.test.clock.now(), webhookEventId };
        void emulator.postEvents([
          { type: 'message', ...common, deliveryContext: { isRedelivery: false }, source, message, replyToken: 'none' },
        ]);
        return chat;
      }
      case 'leave':
        emulator.membersLeave(chat, [person.id]);
        return null;
      case 'comeBack':
        emulator.membersJoin(chat, [person.id]);
        return null;
    }
  }

  private fresh(person: Person): string {
    return `ถ้อยคำ${person.name.slice(-1)}${this.marks.size + 1}จบ`;
  }

  private keep(words: string, person: Person, messageId: string): void {
    for (const [mark] of words.matchAll(MARK)) this.marks.set(mark, { person, messageId, unsent: false });
  }

  /** What stands on the screens now: new buttons, and words of the bot where nobody had spoken to it. */
  private look(spoken: ReadonlySet<string>): void {
    for (const { id } of [...this.people, ...this.groups]) {
      const said = this.test.emulator.visible(id).filter(({ fromBot }) => fromBot);
      const before = this.seen.get(id) ?? 0;
      const isGroup = this.groups.some((group) => group.id === id);
      if (isGroup && said.length > before && !spoken.has(id)) this.broken.push(said.at(-1)?.text ?? '');
      this.seen.set(id, said.length);
      const fresh = said.slice(before).flatMap(({ message }) => actionsIn(message));
      this.buttons.set(
        id,
        [...(this.buttons.get(id) ?? []), ...fresh, ...this.test.emulator.quickReplies(id)].slice(-60),
      );
    }
  }

  private counting(real: LineGateway): LineGateway {
    const count = (to: string) => this.answered.set(to, (this.answered.get(to) ?? 0) + 1);
    return {
      ...real,
      reply: async (token, messages) => {
        const outcome = await real.reply(token, messages);
        if (outcome.outcome === 'accepted') count(token);
        return outcome;
      },
      push: async (...given) => {
        const outcome = await real.push(...given);
        if (outcome.outcome === 'accepted') count(given[0]);
        return outcome;
      },
    };
  }

  /** A store whose process dies at some calls: before the call, or after it, in turn. */
  private crashing(real: Store): Store {
    let calls = 0;
    const fragile = (part: object): object =>
      new Proxy(part, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return async (...given: unknown[]) => {
            calls += 1;
            const dies = this.crashes > 0 && calls % 7 === 0;
            if (dies) this.crashes -= 1;
            if (dies && calls % 2 === 0) throw new Error('killed before');
            const result: unknown = await (value as (...all: unknown[]) => unknown).apply(target, given);
            if (dies) throw new Error('killed after');
            return result;
          };
        },
      });
    return Object.fromEntries(
      Object.entries(real).map(([name, part]) => [name, fragile(part as object)]),
    ) as unknown as Store;
  }
}

/** Words of one person. */
export const MARK = /ถ้อยคำ[A-L]\d+จบ/g;
