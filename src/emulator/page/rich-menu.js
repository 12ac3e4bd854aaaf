import { el, fill } from './dom.js';
import { locale, t } from './texts.js';

/** The rich menu of a 1:1 chat, as phones show it: a bar that opens and folds it, and a picture with places to tap. */
export class RichMenu {
  /** @param press taps an action */
  constructor(press) {
    this.press = press;
    this.bar = el('button', { type: 'button', class: 'menu-bar', on: { click: () => this.#open(!this.isOpen) } });
    this.picture = el('div', { class: 'menu-picture' });
    this.element = el('div', { class: 'rich-menu', hidden: true }, [this.bar, this.picture]);
  }

  /** Draws what changed; without a menu there is nothing to see. */
  show(menu) {
    this.element.hidden = menu === undefined;
    if (menu === undefined || (menu.id === this.id && locale === this.locale)) return;
    // A menu that takes the place of another stays as it was left.
    const isOpen = this.id === undefined ? menu.selected : this.isOpen;
    this.id = menu.id;
    this.locale = locale;
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', t('richMenu'));
    this.bar.textContent = menu.chatBarText;
    const { width, height } = menu.size;
    this.picture.style.aspectRatio = `${width} / ${height}`;
    fill(this.picture, menu, () => [
      el('img', { src: `api/rich-menu/${menu.id}`, alt: '' }),
      ...menu.areas.map((area) => this.#area(area, { width, height })),
    ]);
    this.#open(isOpen);
  }

  fold() {
    if (this.isOpen) this.#open(false);
  }

  #open(isOpen) {
    this.isOpen = isOpen;
    this.picture.hidden = !isOpen;
    this.bar.setAttribute('aria-expanded', String(isOpen));
  }

  #area({ bounds, action }, { width, height }) {
    const share = (part, whole) => `${(part / whole) * 100}%`;
    return el('button', {
      type: 'button',
      'aria-label': action.label ?? t('richMenu'),
      style: {
        left: share(bounds.x, width),
        top: share(bounds.y, height),
        width: share(bounds.width, width),
        height: share(bounds.height, height),
      },
      on: { click: () => this.#tap(action) },
    });
  }

  #tap(action) {
    // The button that has the focus goes with the picture.
    if (action.inputOption === 'closeRichMenu') {
      this.bar.focus();
      this.fold();
    }
    void this.press(action);
  }
}
