import { el, fill } from './dom.js';
import { button, choice, form, section } from './parts.js';
import { locale, t } from './texts.js';

/** What can go wrong on either way, switched one by one; the platform tells which faults there are. */
export class Faults {
  constructor(page) {
    this.page = page;
    this.where = el('span');
    this.what = el('span');
    this.on = el('ul', { class: 'faults' });
  }

  sections(state) {
    this.count = el('input', {
      type: 'number',
      min: '1',
      max: '1000',
      value: '1',
      'aria-label': t('tools.faults.count'),
    });
    const places = ['webhook', ...Object.keys(state.apiFaults)];
    this.where = choice(
      t('tools.faults.place'),
      places,
      (place) => t(`tools.faults.where.${place}`),
      () => this.#list(),
    );
    this.what = el('select', { 'aria-label': t('tools.faults.title') });
    this.state = state;
    this.#list();
    return [
      section(t('tools.faults.title'), [
        form([this.where, this.what, this.count, button(t('tools.faults.switch'), 'submit')], () => this.#switch()),
        this.on,
        el('div', { class: 'buttons' }, [
          button(t('tools.faults.calm'), 'button', () => this.page.act('calm', {})),
          button(t('tools.faults.redeliver'), 'button', () => this.page.act('redeliver', {})),
        ]),
      ]),
    ];
  }

  /** Draws what changed. */
  show(state) {
    this.state = state;
    fill(this.on, [locale, state.webhookFaults, state.apiFaults], () => {
      const on = [['webhook', state.webhookFaults], ...Object.entries(state.apiFaults)].flatMap(([place, faults]) =>
        Object.entries(faults).flatMap(([fault, value]) => (value ? [this.#line(place, fault, value)] : [])),
      );
      return on.length === 0 ? [el('li', { text: t('tools.faults.none') })] : on;
    });
  }

  #of(place) {
    return place === 'webhook' ? this.state.webhookFaults : this.state.apiFaults[place];
  }

  #list() {
    this.what.replaceChildren(
      ...Object.keys(this.#of(this.where.value)).map((fault) =>
        el('option', { value: fault, text: t(`tools.faults.what.${fault}`) }),
      ),
    );
  }

  #line(place, fault, value) {
    const text = `${t(`tools.faults.where.${place}`)}: ${t(`tools.faults.what.${fault}`)}`;
    const times = typeof value === 'number' && !(fault in WHOLE) ? ` × ${value}` : '';
    const off = el('button', {
      type: 'button',
      class: 'plain',
      text: '×',
      'aria-label': `${t('tools.faults.off')}: ${text}`,
      on: { click: () => void this.#set(place, fault, typeof value === 'boolean' ? false : 0) },
    });
    return el('li', {}, [el('span', { text: `${text}${times}` }), off]);
  }

  #switch() {
    const place = this.where.value;
    const fault = this.what.value;
    const isSwitch = typeof this.#of(place)[fault] === 'boolean';
    return this.#set(place, fault, isSwitch ? true : (WHOLE[fault] ?? Number(this.count.value)));
  }

  #set(endpoint, fault, value) {
    return this.page.act('fault', { endpoint, name: fault, value });
  }
}

/** Faults that are on or off here, though the platform takes a number: milliseconds, a chance. */
const WHOLE = { slowMs: 3000, omitUserId: 1 };
