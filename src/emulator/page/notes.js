import { el } from './dom.js';
import { t } from './texts.js';

/** The grey lines of a chat: who came and went, and that something was unsent. LINE tells them; they are no messages. */
export class Notes {
  constructor(nameOf) {
    this.nameOf = nameOf;
    /** @type {{after: string | undefined, text: () => string, line?: HTMLElement}[]} */
    this.list = [];
  }

  /** Compares what a chat was with what it is. */
  compare(before, chat, oldMessages, messages) {
    const now = new Set(messages.map(({ id }) => id));
    const last = messages.at(-1)?.id;
    const add = (key, params, after = last) => this.list.push({ after, text: () => t(`notes.${key}`, params) });
    oldMessages.forEach(({ id, senderId }, index) => {
      // What has gone at the beginning has only grown too old to be shown.
      const wasUnsent = !now.has(id) && oldMessages.slice(0, index).some((older) => now.has(older.id));
      const isOnly = !now.has(id) && index === 0 && oldMessages.length < 200;
      if (wasUnsent || isOnly) add('unsent', { name: this.nameOf(senderId) }, oldMessages[index - 1]?.id);
    });
    if (chat.kind === 'user') return;
    const [had, has] = [before.memberIds, chat.memberIds];
    for (const id of has) if (!had.includes(id)) add('joined', { name: this.nameOf(id) });
    for (const id of had) if (!has.includes(id)) add('left', { name: this.nameOf(id) });
    if (before.hasBot !== chat.hasBot) add(chat.hasBot ? 'botJoined' : 'botLeft', {});
  }

  /** The lines that stand after a message; after none: before the first. */
  after(id) {
    return this.list
      .filter((note) => note.after === id)
      .map((note) => (note.line ??= el('p', { class: 'day', text: note.text() })));
  }

  /** The language changed. */
  forget() {
    for (const note of this.list) delete note.line;
  }
}
