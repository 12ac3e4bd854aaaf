import { el, fill } from './dom.js';
import { button, form, section } from './parts.js';
import { read } from './server.js';
import { locale, t } from './texts.js';

/** What went over the wire, what LINE would say to a message, and how many messages the month has. */
export class Wire {
  constructor(page) {
    this.page = page;
    this.list = el('div');
    this.limit = el('input', { type: 'number', min: '0', max: '1000000' });
    this.messages = el('textarea', { rows: '4', spellcheck: 'false' });
    this.verdict = el('pre', { role: 'status', tabindex: '0', hidden: true });
    /** @type {Set<number>} Exchanges whose details are open. */
    this.unfolded = new Set();
  }

  sections() {
    this.limit.setAttribute('aria-label', t('tools.quota.limit'));
    this.limit.placeholder = t('tools.quota.unlimited');
    this.messages.setAttribute('aria-label', t('tools.check.messages'));
    this.messages.placeholder = '[{ "type": "text", "text": "…" }]';
    this.verdict.hidden = true;
    return [
      section(t('tools.quota.title'), [
        form([this.limit, button(t('tools.quota.set'), 'submit')], () => this.#setLimit()),
      ]),
      section(t('tools.check.title'), [
        form([this.messages, button(t('tools.check.check'), 'submit')], () => this.#check()),
        this.verdict,
      ]),
      section(t('tools.traffic.title'), [this.list]),
    ];
  }

  /** Draws what changed. */
  show(state) {
    if (document.activeElement !== this.limit) this.limit.value = state.quota.limit ?? '';
    // When the program does not answer, the page says so already.
    this.#showTraffic().catch(() => undefined);
  }

  #setLimit() {
    return this.page.act('quota', { limit: this.limit.value === '' ? null : Number(this.limit.value) });
  }

  async #check() {
    const messages = parsed(this.messages.value);
    if (messages === undefined) return this.#say(t('tools.check.unreadable'));
    const refusal = await this.page.act('validate', { messages: Array.isArray(messages) ? messages : [messages] });
    if (refusal) this.#say(refusal.message === undefined ? t('tools.check.good') : why(refusal));
  }

  #say(text) {
    this.verdict.textContent = text;
    this.verdict.hidden = false;
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
        !isGood && response?.message && el('span', { class: 'why', text: why(response) }),
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

/** What LINE says is wrong, and where. */
const why = ({ message, details = [] }) =>
  [message, ...details.map((one) => `${one.property ?? ''}: ${one.message}`)].join('\n');

/** A value that was typed as JSON; undefined when it is none. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
