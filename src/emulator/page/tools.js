import { el, fill } from './dom.js';
import { read } from './server.js';
import { locale, t } from './texts.js';

/** What LINE lacks: a clock to set, people to make, faults to switch, and what went over the wire. */
export class Tools {
  /** @param page what a phone may ask of the page; @param close is called by the button on a narrow screen */
  constructor(element, page, close) {
    this.element = element;
    this.page = page;
    this.close = close;
    this.now = el('p');
    this.at = el('input', { type: 'datetime-local' });
    this.person = el('input', { type: 'text', maxlength: '50', required: true });
    this.group = el('input', { type: 'text', maxlength: '50', required: true });
    this.members = el('fieldset');
    this.faults = el('ul', { class: 'faults' });
    this.list = el('div');
    /** @type {Set<number>} Exchanges whose details are open. */
    this.unfolded = new Set();
  }

  /** Draws what changed. */
  show(state) {
    if (this.element.hidden) return;
    this.state = state;
    fill(this.element, locale, () => this.#sections());
    this.#showClock();
    fill(this.members, [locale, state.people.map(({ id }) => id)], () => this.#members());
    fill(this.faults, [locale, state.webhookFaults, state.apiFaults], () => this.#active());
    // When the program does not answer, the page says so already.
    this.#showTraffic().catch(() => undefined);
  }

  #sections() {
    this.at.setAttribute('aria-label', t('tools.clock.at'));
    name(this.person, t('tools.person.name'));
    name(this.group, t('tools.group.name'));
    const clock = section(t('tools.clock.title'), [
      this.now,
      form(
        [
          this.at,
          button(t('tools.clock.set'), 'submit'),
          button(t('tools.clock.reset'), 'button', () => this.#setClock(null)),
        ],
        () => this.at.value && this.#setClock(this.at.value),
      ),
      el('p', { text: t('tools.clock.hint') }),
    ]);
    return [
      button(t('tools.close'), 'button', this.close),
      ...(this.state.clock ? [clock] : []),
      section(t('tools.new'), [
        form([this.person, button(t('tools.person.make'), 'submit')], async () => {
          await this.page.act('person', { name: this.person.value });
          this.person.value = '';
        }),
        form([this.group, this.members, button(t('tools.group.make'), 'submit')], () => this.#makeGroup()),
      ]),
      section(t('tools.faults.title'), [
        this.#faultForm(),
        this.faults,
        form([button(t('tools.faults.calm'), 'submit')], () => this.page.act('calm', {})),
        form([button(t('tools.faults.redeliver'), 'submit')], () => this.page.act('redeliver', {})),
      ]),
      section(t('tools.traffic.title'), [this.list]),
    ];
  }

  #setClock(at) {
    return this.page.act('clock', { at });
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

  async #makeGroup() {
    const memberIds = [...this.members.querySelectorAll('input:checked')].map(({ value }) => value);
    if (memberIds.length === 0) return this.members.querySelector('input')?.focus();
    await this.page.act('group', { name: this.group.value, memberIds });
    this.group.value = '';
  }

  #members() {
    return [
      el('legend', { text: t('tools.group.members') }),
      ...this.state.people.map(({ id, displayName }) =>
        el('label', {}, [el('input', { type: 'checkbox', value: id }), el('span', { text: displayName })]),
      ),
    ];
  }

  #faultForm() {
    const select = el(
      'select',
      { 'aria-label': t('tools.faults.title') },
      FAULTS.map(({ key }, index) => el('option', { value: String(index), text: t(`tools.faults.${key}`) })),
    );
    return form([select, button(t('tools.faults.switch'), 'submit')], () =>
      this.page.act('fault', FAULTS[Number(select.value)].body),
    );
  }

  #active() {
    const isOn = ({ body: { endpoint, name } }) =>
      Boolean((endpoint === 'webhook' ? this.state.webhookFaults : this.state.apiFaults[endpoint])[name]);
    const on = FAULTS.filter(isOn).map(({ key }) => el('li', { text: t(`tools.faults.${key}`) }));
    return on.length === 0 ? [el('li', { text: t('tools.faults.none') })] : on;
  }

  async #showTraffic() {
    const { exchanges } = await read('traffic');
    fill(this.list, [locale, exchanges.map(({ id }) => id)], () =>
      exchanges.length === 0
        ? [el('p', { text: t('tools.traffic.none') })]
        : exchanges.map((one) => this.#exchange(one)),
    );
  }

  #exchange({ id, kind, title, status, request, response }) {
    const isGood = status >= 200 && status < 300;
    const details = el('details', { class: 'exchange', open: this.unfolded.has(id) }, [
      el('summary', {}, [
        el('span', { text: t(`tools.traffic.${kind}`) }),
        el('span', { class: 'what', text: title }),
        el('span', {
          class: isGood ? 'status' : 'status bad',
          text: status === 0 ? t('tools.traffic.lost') : String(status),
        }),
      ]),
      el('pre', { tabindex: '0', text: JSON.stringify(request, null, 2) ?? '' }),
      response === undefined ? null : el('pre', { tabindex: '0', text: JSON.stringify(response, null, 2) }),
    ]);
    details.addEventListener('toggle', () => {
      if (details.open) this.unfolded.add(id);
      else this.unfolded.delete(id);
    });
    return details;
  }
}

/** The faults the page offers; the platform knows more of them. */
const FAULTS = [
  { key: 'dropAfter', body: { endpoint: 'reply', name: 'dropAfter', value: 1 } },
  { key: 'dropBefore', body: { endpoint: 'reply', name: 'dropBefore', value: 1 } },
  { key: 'pushError', body: { endpoint: 'push', name: 'errorBefore', value: 1 } },
  { key: 'pushDrop', body: { endpoint: 'push', name: 'dropAfter', value: 1 } },
  { key: 'rateLimit', body: { endpoint: 'push', name: 'rateLimit', value: 1 } },
  { key: 'monthlyLimit', body: { endpoint: 'push', name: 'monthlyLimit', value: 1 } },
  { key: 'duplicates', body: { endpoint: 'webhook', name: 'duplicates', value: 1 } },
  { key: 'shuffle', body: { endpoint: 'webhook', name: 'shuffle', value: true } },
  { key: 'lose', body: { endpoint: 'webhook', name: 'lose', value: true } },
  { key: 'omitUserId', body: { endpoint: 'webhook', name: 'omitUserId', value: 1 } },
];

const section = (title, children) => el('section', {}, [el('h2', { text: title }), ...children]);

const button = (text, type, click) =>
  el('button', { type, class: 'plain', text, ...(click ? { on: { click: () => void click() } } : {}) });

/** The name of a field, for those who see it and those who hear it. */
function name(field, text) {
  field.placeholder = text;
  field.setAttribute('aria-label', text);
}

const form = (children, submit) =>
  el(
    'form',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    children,
  );
