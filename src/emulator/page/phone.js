import { Composer } from './composer.js';
import { el, fill } from './dom.js';
import { Members } from './members.js';
import { messageRow } from './message.js';
import { openLink, performAction } from './actions.js';
import { Notes } from './notes.js';
import { RichMenu } from './rich-menu.js';
import { locale, t } from './texts.js';

/** One chat on one screen: its header, its messages, the quick replies, the input line, the rich menu. */
export class Phone {
  constructor(chatId, page) {
    this.chatId = chatId;
    this.page = page;
    /** @type {Map<string, {version: string, row: HTMLElement}>} */
    this.rows = new Map();
    this.title = el('h2');
    this.subtitle = el('p', { class: 'role' });
    this.menu = el('div', { class: 'menu' });
    // What is new is told by the page's own live region, with the name of the chat.
    this.log = el('div', { class: 'log', role: 'log', 'aria-live': 'off', tabindex: '0' });
    this.quickReplies = el('div', { class: 'quick' });
    this.composer = new Composer(chatId, page, () => this.show(this.chat, this.state));
    this.richMenu = new RichMenu((action) => this.#press(action));
    // Phones show the keyboard in its place.
    this.composer.element.addEventListener('input', () => this.richMenu.fold());
    this.members = new Members(page);
    this.notes = new Notes(page.name);
    /** @type {string[]} What came while the chat was not to be seen. */
    this.unread = [];
    this.element = el('section', { class: 'phone' }, [
      el('header', { class: 'top' }, [el('div', { class: 'names' }, [this.title, this.subtitle]), this.menu]),
      this.log,
      this.quickReplies,
      this.composer.element,
      this.richMenu.element,
      this.members.element,
    ]);
    this.#keepAtEnd();
  }

  /** Whoever reads the end of the chat goes on reading it when there is less room or a picture has come. */
  #keepAtEnd() {
    this.isAtEnd = true;
    const follow = () => {
      if (this.isAtEnd) this.#toEnd();
    };
    this.log.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = this.log;
      // What grew since it was brought to its end has not been scrolled away from.
      this.isAtEnd = scrollHeight - scrollTop - clientHeight < 80 || (this.isAtEnd && scrollTop >= this.end);
    });
    this.log.addEventListener('load', follow, true);
    new ResizeObserver(follow).observe(this.log);
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.end = this.log.scrollTop;
    this.isAtEnd = true;
  }

  /** Draws what changed. */
  show(chat, state) {
    const { messages, quickReplies } = state.chats[chat.id];
    const fresh = messages.filter(({ id }) => !this.rows.has(id));
    if (this.state && this.state !== state) {
      this.notes.compare(this.chat, chat, this.state.chats[chat.id].messages, messages);
      this.#tell(chat, fresh);
    }
    this.chat = chat;
    this.state = state;
    // Most changes are of another chat.
    const looks = JSON.stringify([
      locale,
      this.page.pcMode(),
      this.#speaker(),
      chat,
      state.people,
      state.chats[chat.id],
    ]);
    if (looks === this.looks) return;
    this.looks = looks;
    this.title.textContent = chat.title;
    this.subtitle.textContent = this.#subtitle();
    this.element.setAttribute('aria-label', chat.title);
    this.log.setAttribute('aria-label', t('messagesOf', { name: chat.title }));
    fill(this.menu, [locale, chat.friendship, chat.hasBot], () => this.#menu());
    this.composer.show(chat, state);
    if (chat.kind === 'group') this.members.show(chat, state);
    // First what takes room from the messages. On a computer LINE shows no rich menus.
    this.richMenu.show(this.page.pcMode() ? undefined : chat.richMenu);
    this.#showQuickReplies(quickReplies);
    this.#showMessages(messages);
    if (fresh.length > 0 || this.isAtEnd) this.#toEnd();
  }

  /** Tells of what others have said: aloud, and on the tab of a chat that is not to be seen. */
  #tell(chat, fresh) {
    const heard = fresh.filter(({ senderId }) => senderId !== this.#speaker());
    if (this.element.offsetParent === null) this.unread.push(...heard.map(({ id }) => id));
    for (const { senderId, text, message } of heard) {
      const said = text === '' ? t(`kinds.${message.type}`) : text;
      this.page.announce(t('announced', { chat: chat.title, name: this.page.name(senderId), text: said }));
    }
  }

  focus() {
    this.composer.focus();
  }

  /** Brings the phone into view, at the end of its chat. */
  reveal() {
    this.unread = [];
    this.element.scrollIntoView({ inline: 'center', block: 'nearest' });
    this.#toEnd();
  }

  /** Draws everything anew at the next `show`: the language changed. */
  forget() {
    this.rows.clear();
    this.notes.forget();
    this.looks = '';
    this.log.replaceChildren();
  }

  #speaker() {
    return this.composer.speaker();
  }

  #showMessages(messages) {
    const speaker = this.#speaker();
    const rows = new Map();
    let day = '';
    const children = this.notes.after(undefined);
    for (const message of messages) {
      const today = new Date(message.at).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'Asia/Bangkok' });
      if (today !== day) children.push(el('p', { class: 'day', text: today }));
      day = today;
      const version = JSON.stringify([message.text, message.edited, message.senderId === speaker]);
      const known = this.rows.get(message.id);
      const row = known?.version === version ? known.row : this.#row(message, messages, speaker);
      rows.set(message.id, { version, row });
      children.push(row, ...this.notes.after(message.id));
    }
    this.rows = rows;
    if (children.length === 0) children.push(el('p', { class: 'empty', text: t('empty') }));
    // Children that stay are not moved, so a carousel keeps its place.
    const current = [...this.log.childNodes];
    if (children.length !== current.length || children.some((child, index) => child !== current[index])) {
      this.#replace(children);
    }
  }

  #replace(children) {
    const wanted = new Set(children);
    const gone = [...this.log.childNodes].filter((child) => !wanted.has(child));
    for (const child of gone) child.remove();
    children.forEach((child, index) => {
      if (this.log.childNodes[index] !== child) this.log.insertBefore(child, this.log.childNodes[index] ?? null);
    });
  }

  #row(message, messages, speaker) {
    return messageRow(message, {
      own: message.senderId === speaker,
      name: this.page.name(message.senderId),
      quoted: messages.find(({ id }) => id === message.quotedMessageId),
      nameOf: this.page.name,
      press: (action) => this.#press(action),
      open: (url) => openLink(url, (text) => this.#write(text)),
      reply: () => this.composer.quote(message),
      unsend: () => this.page.act('unsend', { messageId: message.id }),
    });
  }

  #showQuickReplies(actions) {
    const shown = this.page.pcMode() ? [] : actions;
    this.quickReplies.replaceChildren(
      ...shown.map((action) =>
        el('button', { type: 'button', text: action.label, on: { click: () => void this.#press(action) } }),
      ),
    );
    this.quickReplies.hidden = shown.length === 0;
    this.quickReplies.setAttribute('aria-label', t('quickReplies'));
    this.quickReplies.setAttribute('role', 'group');
  }

  #press(action) {
    const press = (picked) =>
      this.page.act('press', { userId: this.#speaker(), chatId: this.chatId, action, ...(picked ? { picked } : {}) });
    return performAction(action, {
      press,
      write: (text) => this.#write(text),
      choosePhoto: () => this.composer.choosePhoto(),
    });
  }

  /** The chat with the bot of whoever holds this phone. */
  #write(text) {
    this.page.write(this.#speaker(), text);
  }

  #subtitle() {
    const { chat } = this;
    if (chat.kind === 'group') {
      const members = t('members', { count: chat.memberIds.length });
      return chat.hasBot ? members : `${members} · ${t('noBot')}`;
    }
    const role = chat.role ? t(`role.${chat.role}`) : '';
    const state = chat.friendship === 'friend' ? '' : t(`friendship.${chat.friendship}`);
    return [role, state].filter(Boolean).join(' · ');
  }

  #menu() {
    const { chat } = this;
    const item = (key, click) => el('button', { type: 'button', class: 'plain', text: t(key), on: { click } });
    if (chat.kind === 'group') return [item('membersButton', () => this.members.open())];
    const isFriend = chat.friendship === 'friend';
    const press = () => this.page.act(isFriend ? 'unfollow' : 'follow', { userId: chat.id });
    return [item(isFriend ? 'block' : 'befriend', () => void press())];
  }
}
