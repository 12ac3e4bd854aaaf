import { el, fill } from './dom.js';
import { button, form, name, section } from './parts.js';
import { base64Of } from './server.js';
import { locale, t } from './texts.js';

/** New people, groups and organisations. */
export class Makers {
  constructor(page) {
    this.page = page;
    const field = (maxlength, required) => el('input', { type: 'text', maxlength, required });
    this.person = field('50', true);
    this.group = field('50', true);
    this.members = el('fieldset');
    this.organisation = field('200', false);
    this.plan = el('input', { type: 'file' });
    this.made = el('p', { role: 'status' });
  }

  sections({ canMakeOrganisations }) {
    name(this.person, t('tools.person.name'));
    name(this.group, t('tools.group.name'));
    name(this.organisation, t('tools.organisation.name'));
    this.plan.setAttribute('aria-label', t('tools.organisation.plan'));
    this.made.textContent = '';
    return [
      section(t('tools.new'), [
        form([this.person, button(t('tools.person.make'), 'submit')], () => this.#makePerson()),
        form([this.group, this.members, button(t('tools.group.make'), 'submit')], () => this.#makeGroup()),
      ]),
      canMakeOrganisations &&
        section(t('tools.organisation.title'), [
          form([this.organisation, this.plan, button(t('tools.organisation.make'), 'submit')], () =>
            this.#makeOrganisation(),
          ),
          this.made,
          el('p', { text: t('tools.organisation.hint') }),
        ]),
    ].filter(Boolean);
  }

  /** Draws what changed. */
  show(state) {
    this.state = state;
    fill(this.members, [locale, state.people.map(({ id }) => id)], () => [
      el('legend', { text: t('tools.group.members') }),
      ...state.people.map(({ id, displayName }) =>
        el('label', {}, [el('input', { type: 'checkbox', value: id }), el('span', { text: displayName })]),
      ),
    ]);
  }

  async #makePerson() {
    const known = new Set(this.state.people.map(({ id }) => id));
    await this.page.act('person', { name: this.person.value });
    const made = this.state.people.find(({ id }) => !known.has(id));
    if (!made) return;
    this.person.value = '';
    this.page.open(made.id);
  }

  async #makeGroup() {
    const memberIds = [...this.members.querySelectorAll('input:checked')].map(({ value }) => value);
    if (memberIds.length === 0) return this.members.querySelector('input')?.focus();
    const known = new Set(this.state.groups.map(({ id }) => id));
    await this.page.act('group', { name: this.group.value, memberIds });
    const made = this.state.groups.find(({ id }) => !known.has(id));
    if (!made) return;
    this.group.value = '';
    this.page.open(made.id);
  }

  async #makeOrganisation() {
    const [file] = this.plan.files;
    const organisation = this.organisation.value.trim();
    if (!file && organisation === '') return this.organisation.focus();
    const body = {
      ...(organisation === '' ? {} : { name: organisation }),
      ...(file ? { fileName: file.name.slice(0, 200), base64: await base64Of(file) } : {}),
    };
    const made = await this.page.act('organisation', body, t('tools.organisation.refused'));
    if (!made) return;
    this.made.textContent = t('tools.organisation.made', { name: made.name, count: made.measures });
    this.organisation.value = '';
    this.plan.value = '';
  }
}
