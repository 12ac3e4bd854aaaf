import { el, fill } from './dom.js';
import { locale, t } from './texts.js';

/** Who is in a group: the bot and everyone there is, with a button that lets them join or leave. */
export class Members {
  constructor(page) {
    this.page = page;
    this.title = el('h2');
    this.list = el('ul', { class: 'people' });
    this.close = el('button', { type: 'button', class: 'plain', on: { click: () => this.element.close() } });
    this.element = el('dialog', {}, [this.title, this.list, this.close]);
  }

  open() {
    this.element.showModal();
  }

  /** Draws what changed. */
  show(chat, { bot, people }) {
    this.title.textContent = t('membersOf', { name: chat.title });
    this.element.setAttribute('aria-label', this.title.textContent);
    this.close.textContent = t('close');
    const focused = document.activeElement?.dataset?.['person'];
    fill(this.list, [locale, chat.memberIds, chat.hasBot, people.map(({ id }) => id)], () => [
      this.#line(bot.userId, bot.displayName, chat.hasBot, () =>
        this.page.act(chat.hasBot ? 'leave' : 'join', { groupId: chat.id }),
      ),
      ...people.map(({ id, displayName }) => {
        const isIn = chat.memberIds.includes(id);
        return this.#line(id, displayName, isIn, () =>
          this.page.act(isIn ? 'member-leave' : 'member-join', { groupId: chat.id, userId: id }),
        );
      }),
    ]);
    // The button that was pressed has been drawn anew.
    if (focused) this.list.querySelector(`[data-person="${focused}"]`)?.focus();
  }

  #line(id, name, isIn, change) {
    const text = isIn ? t('leaves') : t('joins');
    return el('li', {}, [
      el('span', { text: name }),
      el('button', {
        type: 'button',
        class: 'plain',
        text,
        'aria-label': `${text}: ${name}`,
        'data-person': id,
        on: { click: () => void change() },
      }),
    ]);
  }
}
