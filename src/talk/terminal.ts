import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MovableClock } from '../clock.ts';
import type { Params } from '../conversation/message.ts';
import type { ChatMessage, Person } from '../emulator/model.ts';
import type { Speaker } from '../i18n.ts';
import { fromBot } from '../transcripts/screen.ts';
import type { Saved } from '../transcripts/save.ts';
import type { Stage } from '../transcripts/stage.ts';
import { standIn } from '../transcripts/stand-ins.ts';
import { buttonNamed, buttonsOf } from './buttons.ts';
import type { Button } from './buttons.ts';
import { readClock } from './read-clock.ts';

export interface TerminalParts {
  stage: Stage;
  clock: MovableClock;
  /** Speaks the language of the tool. */
  speaker: Speaker;
  save(): Promise<Saved>;
  /** Codes the bot has given, in their order: `<code 1>` stands for the first. */
  codes(): readonly string[];
  print(text: string): void;
}

type Command = (rest: string) => Promise<void> | void;

/** A chat with the bot, line by line: first who one is, then in which chat, then what one says. */
export class Terminal {
  private readonly parts: TerminalParts;
  private me: Person | undefined;
  private chatId: string | undefined;
  private isOver = false;
  private buttons: readonly Button[] = [];
  private readonly fresh: ChatMessage[] = [];
  private readonly commands: Record<string, Command>;

  constructor(parts: TerminalParts) {
    this.parts = parts;
    parts.stage.emulator.onMessage((message) => {
      if (message.fromBot) this.fresh.push(message);
    });
    this.commands = {
      help: () => this.say('talk.help'),
      quit: () => {
        this.isOver = true;
      },
      as: (rest) => (rest === '' ? this.askWho() : this.be(rest)),
      in: (rest) => (rest === '' ? this.askWhere() : this.enter(rest)),
      tap: (rest) => this.tap(rest),
      photo: (rest) => this.send('image', rest, () => standIn('1')),
      file: (rest) => this.send('file', rest),
      sticker: () => this.act((who, chat) => void this.emulator.sendSticker(who, chat)),
      quote: (rest) => this.quote(rest),
      clock: (rest) => this.setClock(rest),
      save: (rest) => this.saveTo(rest),
    };
  }

  /** Whether `:quit` was typed. */
  get over(): boolean {
    return this.isOver;
  }

  /** Asks who one is. */
  begin(): void {
    this.say('talk.title');
    this.askWho();
  }

  /** Takes a line; never throws for anything typed. */
  async take(line: string): Promise<void> {
    const [, name, rest = ''] = /^:(\w+)\s*(.*)$/u.exec(line.trim()) ?? [];
    if (name !== undefined) {
      const command = Object.hasOwn(this.commands, name) ? this.commands[name] : undefined;
      if (command === undefined) return this.say('talk.unknown', { command: name });
      return command(rest.trim());
    }
    if (line.trim() === '') return;
    if (this.me === undefined) return this.be(line.trim());
    if (this.chatId === undefined) return this.enter(line.trim());
    const text = line
      .replaceAll(String.raw`\n`, '\n')
      .replaceAll(/<code (\d+)>/g, (found, nth) => this.parts.codes()[Number(nth) - 1] ?? found);
    await this.act((who, chat) => void this.emulator.say(who, chat, text, this.mentioned(chat, text)));
  }

  private get emulator() {
    return this.parts.stage.emulator;
  }

  private say(key: string, params: Params = {}): void {
    this.parts.print(this.parts.speaker.say({ key, params }));
  }

  private askWho(): void {
    const lines = this.people().map((person, index) => `${index + 1}) ${this.called(person)}`);
    this.say('talk.who', { people: lines.join('\n') });
  }

  private people(): Person[] {
    return [...this.emulator.platform.people.values()];
  }

  private called({ id, displayName }: Person): string {
    const { people } = this.parts.stage.office;
    const role = people.find(({ lineUserId }) => lineUserId === id)?.role;
    const key = role === undefined ? 'talk.stranger' : `role.${role}`;
    return `${displayName} (${this.parts.speaker.say({ key })})`;
  }

  /** Becomes somebody: by number, by name or role, or somebody new of that name. In a group they go on in it. */
  private async be(wanted: string): Promise<void> {
    const people = this.people();
    const part = this.parts.stage.office.people.find(({ key }) => key === wanted);
    const known =
      people[Number(wanted) - 1] ??
      people.find(({ id }) => id === part?.lineUserId) ??
      people.find((person) => this.called(person).toLowerCase().includes(wanted.toLowerCase()));
    const { chatId } = this;
    const inGroup = chatId !== undefined && this.emulator.platform.gatherings.has(chatId);
    this.me = known ?? this.emulator.addUser({ name: wanted, friendship: 'none' });
    this.chatId = undefined;
    if (inGroup) return this.goInto(chatId);
    if (known !== undefined && chatId === undefined) return this.askWhere();
    await this.goInto(this.me.id);
    const { id } = this.me;
    if (known === undefined) await this.act(() => this.emulator.follow(id));
  }

  private chats(): { id: string; name: string }[] {
    const groups = [...this.emulator.platform.gatherings.values()];
    const own = { id: this.me?.id ?? '', name: this.parts.speaker.say({ key: 'talk.private' }) };
    return [own, ...groups.map(({ id, name }) => ({ id, name }))];
  }

  private askWhere(): void {
    const lines = this.chats().map(({ name }, index) => `${index + 1}) ${name}`);
    this.say('talk.where', { name: this.me?.displayName ?? '', chats: lines.join('\n') });
  }

  /** Goes into a chat: by number, by name, `group` or `1:1`; who is not in the group joins it. */
  private async enter(wanted: string): Promise<void> {
    if (this.me === undefined) return this.askWho();
    const chats = this.chats();
    const named = (name: string) => name.toLowerCase().includes(wanted.toLowerCase());
    const chat =
      chats[Number(wanted) - 1] ??
      (wanted === 'group' ? chats[1] : wanted === '1:1' ? chats[0] : chats.find(({ name }) => named(name)));
    if (chat === undefined) return this.askWhere();
    await this.goInto(chat.id);
  }

  private async goInto(chatId: string): Promise<void> {
    const me = this.me?.id ?? '';
    const { platform } = this.emulator;
    this.chatId = chatId;
    this.buttons = buttonsOf(this.emulator, chatId, fromBot(this.emulator, chatId).slice(0, 1));
    const chat = this.chats().find(({ id }) => id === chatId)?.name ?? '';
    this.say('talk.here', { name: platform.nameOf(me), chat });
    const group = platform.gatherings.get(chatId);
    if (group !== undefined && !group.memberIds.has(me)) await this.act(() => this.emulator.membersJoin(chatId, [me]));
  }

  /** Does something and shows what came of it, in this chat and in others. */
  private async act(what: (who: string, chat: string) => Promise<void> | void): Promise<void> {
    const { me, chatId } = this;
    if (me === undefined || chatId === undefined) return me === undefined ? this.askWho() : this.askWhere();
    this.fresh.splice(0);
    await what(me.id, chatId);
    await this.parts.stage.settled();
    const here = this.fresh.filter((message) => message.chatId === chatId);
    for (const message of this.fresh) this.show(message, chatId);
    if (here.length === 0) return this.say('talk.silent');
    this.buttons = buttonsOf(this.emulator, chatId, here);
    if (this.buttons.length === 0) return;
    this.say('talk.buttons', { buttons: this.buttonList() });
  }

  private show({ chatId, text, message }: ChatMessage, here: string): void {
    const said = text === '' ? `(${String(message['type'])})` : text;
    const elsewhere = this.chats().find(({ id }) => id === chatId)?.name ?? this.emulator.platform.nameOf(chatId);
    this.parts.print(chatId === here ? `\n${said}` : `\n[${elsewhere}]\n${said}`);
  }

  private buttonList(): string {
    const words = this.buttons.map(({ number, label }) =>
      number === undefined || label.startsWith(`${number}`) ? label : `${number}) ${label}`,
    );
    return words.map((word) => `[${word}]`).join(' ');
  }

  private async tap(wanted: string): Promise<void> {
    const found = buttonNamed(this.buttons, wanted);
    if (found === undefined) return this.say('talk.noButton', { wanted, buttons: this.buttonList() });
    await this.act((who, chat) => this.emulator.press(who, chat, found.action));
  }

  private async send(type: 'image' | 'file', path: string, without?: () => Promise<Buffer>): Promise<void> {
    const bytes = await (path === '' && without !== undefined ? without() : readFile(path).catch(() => undefined));
    if (bytes === undefined) return this.say('talk.noFile', { file: path });
    await this.act((who, chat) => void this.emulator.sendMedia(who, chat, type, bytes, { fileName: basename(path) }));
  }

  private async quote(rest: string): Promise<void> {
    const [, nth = '', text = ''] = /^(\d+)\s+(.+)$/u.exec(rest) ?? [];
    const quoted = fromBot(this.emulator, this.chatId ?? '')[Number(nth) - 1];
    if (quoted === undefined) return this.say('talk.noMessage');
    await this.act((who, chat) => void this.emulator.say(who, chat, text, { quote: quoted.id }));
  }

  /** As on the simulator's page: in a group, whose name stands behind an @ is mentioned. */
  private mentioned(chatId: string, text: string) {
    const { platform } = this.emulator;
    const group = platform.gatherings.get(chatId);
    if (group === undefined) return {};
    const mentionUsers = [...group.memberIds].filter((id) => text.includes(`@${platform.nameOf(id)}`));
    return { mentionBot: text.includes(`@${platform.bot.displayName}`), mentionUsers };
  }

  private async setClock(wanted: string): Promise<void> {
    const { clock, stage } = this.parts;
    const instant = wanted === '' ? clock.now() : readClock(wanted, clock.now());
    if (instant === null) return this.say('talk.noClock', { wanted });
    clock.moveTo(instant);
    this.say('talk.clock', { instant: { instant } });
    this.fresh.splice(0);
    await stage.bot.sweep();
    await stage.settled();
    for (const message of this.fresh) this.show(message, this.chatId ?? '');
  }

  private async saveTo(path: string): Promise<void> {
    if (path === '') return this.say('talk.noFile', { file: path });
    const { text, differing } = await this.parts.save();
    try {
      await writeFile(path, text, { flag: 'wx' });
    } catch {
      return this.say('talk.notSaved', { file: path });
    }
    this.say(differing === 0 ? 'talk.saved' : 'talk.savedDiffering', { file: path, count: differing });
  }
}
