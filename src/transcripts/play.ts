import { bangkokInstant } from '../thai/calendar.ts';
import type { ChatMessage } from '../emulator/model.ts';
import { CODE } from './mask.ts';
import { messageAt, ownMessages, tappable } from './screen.ts';
import type { Tappable } from './screen.ts';
import { codeName, inventedName, linkName, SETUP_CODE, WRONG_CODE } from './script.ts';
import type { Answered, Deed, Script, ScriptAct, ScriptPart } from './script.ts';
import type { Stage } from './stage.ts';
import { standIn } from './stand-ins.ts';

/** A clock that stands still unless it is moved. */
export interface PlayClock {
  now(): number;
  set(instant: number): void;
}

export function playClock(at: string): PlayClock {
  let instant = instantOf(at);
  return {
    now: () => instant,
    set: (next) => {
      instant = next;
    },
  };
}

/** The instant of a date and time in Bangkok, `2027-04-05 09:00`. */
export function instantOf(at: string): number {
  const [date = '', time = ''] = at.split(' ');
  return bangkokInstant(date, time);
}

/** Something a transcript does that cannot be done: nothing to tap of that name, no such message. */
export class NotThere extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotThere';
  }
}

/** Every act takes a second. */
export const ACT_MS = 1000;

/**
 * Plays a script on a fresh stage: one act after the other, each when the one before is answered.
 * @param leaveOut acts that cannot be done are left out instead of ending it
 * @throws NotThere naming what is missing and what there is
 */
export async function playScript(
  stage: Stage,
  clock: PlayClock,
  script: Script,
  { leaveOut = false }: { leaveOut?: boolean } = {},
): Promise<Answered[]> {
  const player = new Player(stage, clock, script);
  const played: Answered[] = [];
  for (const act of script.acts) {
    try {
      played.push(await player.play(act));
    } catch (error) {
      if (!leaveOut || !(error instanceof NotThere)) throw error;
    }
  }
  return played;
}

class Player {
  private readonly stage: Stage;
  private readonly clock: PlayClock;
  /** LINE ids by letter, and by the name of a group. */
  private readonly ids = new Map<string, string>();
  private readonly chats = new Map<string, string>();
  private readonly codes: string[] = [];
  private readonly links: string[] = [];
  private readonly fresh: ChatMessage[] = [];

  constructor(stage: Stage, clock: PlayClock, script: Script) {
    this.stage = stage;
    this.clock = clock;
    for (const { letter, part } of script.people) {
      const id =
        sampleIdOf(stage, part) ?? stage.emulator.addUser({ name: inventedName(letter), friendship: 'none' }).id;
      this.name(letter, id);
    }
    for (const { name, members } of script.groups) {
      if (members === 'sample') this.name(name, stage.office.group.lineGroupId);
      else {
        const memberIds = members.map((letter) => this.id(letter));
        this.name(name, stage.emulator.addGroup({ name, memberIds, hasBot: false }).id);
      }
    }
    stage.emulator.onMessage((message) => {
      if (message.fromBot) this.fresh.push(message);
    });
  }

  async play(act: ScriptAct): Promise<Answered> {
    this.fresh.splice(0);
    this.clock.set(this.clock.now() + ACT_MS);
    const done = await this.does(act, act.deed);
    await this.stage.settled();
    return { act: { ...act, deed: done }, answers: this.answers(act.chat) };
  }

  /** What it brought, by chat in the order of the people and groups, each in the order it came. */
  private answers(here: string): Answered['answers'] {
    const order = [here, ...this.chats.values()];
    return this.fresh
      .flatMap((message) => {
        const chat = this.chats.get(message.chatId);
        return chat === undefined ? [] : [{ chat, text: this.steady(message) }];
      })
      .toSorted((a, b) => order.indexOf(a.chat) - order.indexOf(b.chat));
  }

  private name(name: string, id: string): void {
    this.ids.set(name, id);
    this.chats.set(id, name);
  }

  private id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new NotThere(`nobody and no group is called ${name}`);
    return id;
  }

  /** Does it, and tells what was done: a tap by the label the button has here. */
  private async does({ chat, who }: ScriptAct, deed: Deed): Promise<Deed> {
    const { emulator, bot } = this.stage;
    const userId = who === '' ? '' : this.id(who);
    const chatId = this.id(chat);
    switch (deed.type) {
      case 'say': {
        const text = this.filledIn(deed.text);
        emulator.say(userId, chatId, text, {
          ...this.mentioned(chatId, text, deed.mentionsBot),
          ...this.quote(chatId, deed),
        });
        return deed;
      }
      case 'tap': {
        const found = this.button(chatId, deed);
        const picked = deed.picked === undefined ? undefined : { [String(found.action['mode'])]: deed.picked };
        const alike = tappable(emulator, chatId).filter(({ label }) => label === found.label);
        emulator.press(userId, chatId, found.action, picked);
        const nth = alike.findIndex(({ back, index }) => back === found.back && index === found.index) + 1;
        const { place: _place, ...rest } = deed;
        return { ...rest, label: this.steadyText(found.label), nth };
      }
      case 'menu':
        emulator.press(userId, chatId, { type: 'postback', data: `c/${deed.command}` });
        return deed;
      case 'send':
        await this.send(userId, chatId, deed);
        return deed;
      case 'unsend':
        emulator.unsend(this.own(chatId, userId, deed.nth));
        return deed;
      case 'edit':
        emulator.edit(this.own(chatId, userId, deed.nth), this.filledIn(deed.text));
        return deed;
      case 'befriend':
        emulator.follow(userId);
        return deed;
      case 'block':
        emulator.unfollow(userId);
        return deed;
      case 'bot joins':
        emulator.botJoins(chatId);
        return deed;
      case 'bot leaves':
        emulator.botLeaves(chatId);
        return deed;
      case 'joins':
        emulator.membersJoin(chatId, [this.id(deed.letter)]);
        return deed;
      case 'leaves':
        emulator.membersLeave(chatId, [this.id(deed.letter)]);
        return deed;
      case 'clock':
        this.clock.set(instantOf(deed.at));
        await bot.sweep();
        return deed;
    }
  }

  private async send(userId: string, chatId: string, deed: Extract<Deed, { type: 'send' }>): Promise<void> {
    const { emulator } = this.stage;
    if (deed.what === 'sticker') emulator.sendSticker(userId, chatId);
    else if (deed.what === 'place') emulator.sendLocation(userId, chatId, { latitude: 13.75, longitude: 100.5 });
    else {
      const bytes = await standIn(deed.name);
      const fileName = deed.name.replace(/^.*\//, '');
      emulator.sendMedia(userId, chatId, MEDIA[deed.what], bytes, { fileName });
    }
  }

  private button(chatId: string, { label, nth, place }: Extract<Deed, { type: 'tap' }>): Tappable {
    const there = tappable(this.stage.emulator, chatId);
    const placed = there.find(({ back, index }) => back === place?.back && index === place.index);
    const found = there.filter((one) => this.steadyText(one.label) === label)[nth - 1] ?? placed;
    if (found !== undefined) return found;
    const labels = there.slice(0, 20).map((one) => one.label);
    throw new NotThere(`nothing to tap named ${label}; there is: ${labels.join(' | ')}`);
  }

  private own(chatId: string, userId: string, nth: number): string {
    const found = ownMessages(this.stage.emulator, chatId, userId)[nth - 1];
    if (found === undefined) throw new NotThere(`no message ${nth} of this person`);
    return found.id;
  }

  private quote(chatId: string, { quote }: Extract<Deed, { type: 'say' }>): { quote?: string } {
    if (quote === undefined) return {};
    const found = messageAt(this.stage.emulator, chatId, quote);
    if (found === undefined) throw new NotThere(`no message ${quote.by} ${quote.nth} to quote`);
    return { quote: found.id };
  }

  /** As on the page: whose name stands behind an @ is mentioned. */
  private mentioned(chatId: string, text: string, mentionBot: boolean) {
    const { platform } = this.stage.emulator;
    const group = platform.gatherings.get(chatId);
    if (group === undefined) return {};
    const mentionUsers = [...group.memberIds].filter((id) => text.includes(`@${platform.nameOf(id)}`));
    return { mentionBot, mentionUsers, mentionAll: text.includes('@All') };
  }

  private filledIn(text: string): string {
    return text
      .replaceAll(SETUP_CODE, this.stage.setupCode)
      .replaceAll(/<code (\d+)>/g, (_all, nth) => this.codes[Number(nth) - 1] ?? WRONG_CODE);
  }

  private steady({ text, message }: ChatMessage): string {
    return text === '' ? `(${String(message['type'])})` : this.steadyText(text);
  }

  /** What is different on every run has the number under which it came. */
  private steadyText(text: string): string {
    for (const [code] of text.matchAll(CODE)) if (!this.codes.includes(code)) this.codes.push(code);
    const nthLink = (url: string) => {
      if (!this.links.includes(url)) this.links.push(url);
      return linkName(this.links.indexOf(url) + 1);
    };
    return text
      .replaceAll(/https?:\/\/[^\s<>]+/g, (url) => (url.startsWith('https://example.org/') ? url : nthLink(url)))
      .replaceAll(CODE, (code) => codeName(this.codes.indexOf(code) + 1));
  }
}

const MEDIA = { photo: 'image', film: 'video', sound: 'audio', file: 'file' } as const;

/** The LINE id of somebody of the sample office; nothing for a newcomer. */
function sampleIdOf({ office }: Stage, part: ScriptPart): string | undefined {
  const strangers = office.people.filter(({ key }) => key === 'stranger');
  if (part === 'newcomer') return undefined;
  if (part === 'stranger2') return strangers[1]?.lineUserId;
  return office.people.find(({ key }) => key === part)?.lineUserId;
}
