import { Composer } from './composer.js';
import { el, fill } from './dom.js';
import { messageRow } from './message.js';
import { performAction } from './actions.js';
import { locale, t } from './texts.js';

/** One chat on one screen: its header, its messages, the quick replies, the input line. */
export class Phone {
  constructor(chatId, page) {
    this.chatId = chatId;
    this.page = page;
    /** @type {Map<string, {version: string, row: HTMLElement}>} */
    this.rows = new Map();
    this.title = el('h2');
    this.subtitle = el('p', { class: 'role' });
    this.menu = el('div', { class: 'menu' });
    this.log = el('div', { class: 'log', role: 'log', tabindex: '0' });
    this.quickReplies = el('div', { class: 'quick' });
    this.composer = new Composer(chatId, page, () => this.show(this.chat, this.state));
    this.element = el('section', { class: 'phone' }, [
      el('header', { class: 'top' }, [el('div', { class: 'names' }, [this.title, this.subtitle]), this.menu]),
      this.log,
      this.quickReplies,
      this.composer.element,
    ]);
  }

  /** Draws what changed. */
  show(chat, state) {
    this.chat = chat;
    this.state = state;
    this.title.textContent = chat.title;
    this.subtitle.textContent = this.#subtitle();
    this.element.setAttribute('aria-label', chat.title);
    this.log.setAttribute('aria-label', t('messagesOf', { name: chat.title }));
    fill(this.menu, [locale, chat.friendship, chat.hasBot], () => this.#menu());
    this.composer.show(chat, state);
    const { messages, quickReplies } = state.chats[chat.id];
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const fresh = messages.some(({ id }) => !this.rows.has(id));
    // First the quick replies: they take room from the messages.
    this.#showQuickReplies(quickReplies);
    this.#showMessages(messages);
    if (fresh || atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  /** Brings the phone into view, ready to type. */
  reveal() {
    this.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
    this.log.scrollTop = this.log.scrollHeight;
    this.composer.focus();
  }

  /** Draws everything anew at the next `show`: the language changed. */
  forget() {
    this.rows.clear();
    this.log.replaceChildren();
  }

  #speaker() {
    return this.composer.speaker();
  }

  #showMessages(messages) {
    const speaker = this.#speaker();
    const rows = new Map();
    let day = '';
    const children = [];
    for (const message of messages) {
      const today = new Date(message.at).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'Asia/Bangkok' });
      if (today !== day) children.push(el('p', { class: 'day', text: today }));
      day = today;
      const version = JSON.stringify([message.text, message.edited, message.senderId === speaker]);
      const known = this.rows.get(message.id);
      const row = known?.version === version ? known.row : this.#row(message, messages, speaker);
      rows.set(message.id, { version, row });
      children.push(row);
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
    return performAction(action, (picked) =>
      this.page.act('press', { userId: this.#speaker(), chatId: this.chatId, action, ...(picked ? { picked } : {}) }),
    );
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
    const item = (key, action, body) =>
      el('button', { type: 'button', class: 'plain', text: t(key), on: { click: () => this.page.act(action, body) } });
    if (chat.kind === 'user') {
      const body = { userId: chat.id };
      return [chat.friendship === 'friend' ? item('block', 'unfollow', body) : item('befriend', 'follow', body)];
    }
    const body = { groupId: chat.id };
    return [chat.hasBot ? item('removeBot', 'leave', body) : item('inviteBot', 'join', body)];
  }
}
