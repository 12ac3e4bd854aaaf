import { el, fill } from './dom.js';
import { Faults } from './faults.js';
import { Makers } from './makers.js';
import { button, form, section } from './parts.js';
import { Recording } from './recording.js';
import { locale, t } from './texts.js';
import { Wire } from './wire.js';

/** What LINE lacks: a clock to set, people to make, faults to switch, and what went over the wire. */
export class Tools {
  /** @param page what a phone may ask of the page; @param close is called by the button on top */
  constructor(element, page, close) {
    this.element = element;
    this.page = page;
    this.close = close;
    this.now = el('p');
    this.at = el('input', { type: 'datetime-local' });
    this.makers = new Makers(page);
    this.faults = new Faults(page);
    this.recording = new Recording(page);
    this.wire = new Wire(page);
  }

  /** Draws what changed. */
  show(state) {
    if (this.element.hidden) return;
    this.state = state;
    fill(this.element, locale, () => [
      button(t('tools.close'), 'button', this.close),
      ...(state.clock ? [this.#clock()] : []),
      ...this.makers.sections(state),
      ...this.recording.sections(state),
      ...this.faults.sections(state),
      ...this.wire.sections(),
    ]);
    this.#showClock();
    this.makers.show(state);
    this.faults.show(state);
    this.wire.show(state);
  }

  #clock() {
    this.at.setAttribute('aria-label', t('tools.clock.at'));
    const set = (at) => this.page.act('clock', { at });
    return section(t('tools.clock.title'), [
      this.now,
      form(
        [this.at, button(t('tools.clock.set'), 'submit'), button(t('tools.clock.reset'), 'button', () => set(null))],
        () => this.at.value && set(this.at.value),
      ),
      el('p', { text: t('tools.clock.hint') }),
    ]);
  }

  #showClock() {
    const { clock } = this.state;
    if (!clock) return;
    const instant = new Date(clock.now).toLocaleString(locale, {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: 'Asia/Bangkok',
    });
    this.now.textContent = clock.isMoved ? t('tools.clock.moved', { instant }) : t('tools.clock.now', { instant });
  }
}
