import { Phone } from './phone.js';
import { act, read } from './server.js';
import { loadTexts, locale, t } from './texts.js';
import { el, fill } from './dom.js';
import { Tools } from './tools.js';

const LANGUAGE_KEY = 'simulator.language';
const byId = (id) => document.getElementById(id);

/** @type {Map<string, Phone>} */
const phones = new Map();
let state = { revision: -1 };
let current = new URLSearchParams(location.search).get('chat') ?? undefined;

/** Everything a phone may ask of the page. */
const page = {
  name: (id) => nameIn(state, id),
  pcMode: () => byId('pc').checked,
  act: async (action, body) => {
    try {
      await act(action, body);
      trouble(undefined);
      await refresh();
    } catch {
      trouble(t('trouble.refused'));
    }
  },
};

const tools = new Tools(byId('tools'), page, () => openTools(false));

function openTools(wanted) {
  byId('tools').hidden = !wanted;
  byId('open-tools').setAttribute('aria-expanded', String(wanted));
  if (state.people) show();
  if (!wanted) byId('open-tools').focus();
}

function nameIn({ bot, people = [], groups = [] }, id) {
  if (bot?.userId === id) return bot.displayName;
  return people.find((person) => person.id === id)?.displayName ?? groups.find((group) => group.id === id)?.name ?? '';
}

function trouble(text) {
  byId('trouble').hidden = text === undefined;
  byId('trouble').textContent = text ?? '';
}

/** One after the other: an answer that comes late must not bring back an earlier state. */
let reading = Promise.resolve();
function refresh() {
  reading = reading.catch(() => undefined).then(readState);
  return reading;
}

async function readState() {
  const next = await read(`state?since=${state.revision}`);
  if (next.people === undefined || next.revision === state.revision) return;
  state = next;
  show();
}

function show() {
  const [first, ...others] = state.people.map((person) => ({ ...person, title: person.displayName, kind: 'user' }));
  const groups = state.groups.map((group) => ({ ...group, title: group.name, kind: 'group' }));
  const chats = [...(first ? [first] : []), ...groups, ...others];
  if (!chats.some(({ id }) => id === current)) current = chats[0]?.id;
  for (const chat of chats) {
    if (!phones.has(chat.id)) {
      const phone = new Phone(chat.id, page);
      phones.set(chat.id, phone);
      byId('phones').append(phone.element);
    }
    phones.get(chat.id).element.classList.toggle('current', chat.id === current);
    phones.get(chat.id).show(chat, state);
  }
  fill(byId('tabs'), [current, chats.map(({ id, title }) => [id, title])], () => chats.map(tab));
  const { limit, used } = state.quota;
  tools.show(state);
  byId('quota').textContent = limit === null ? t('quota.none', { used }) : t('quota.limited', { used, limit });
}

const tab = (chat) =>
  el('button', {
    type: 'button',
    class: 'tab',
    text: chat.title,
    'aria-pressed': String(chat.id === current),
    on: {
      click: () => {
        current = chat.id;
        show();
        phones.get(chat.id).reveal();
      },
    },
  });

async function useLanguage(language) {
  await loadTexts(language);
  byId('tabs').setAttribute('aria-label', t('chats'));
  byId('tools').setAttribute('aria-label', t('tools.open'));
  for (const phone of phones.values()) phone.forget();
  if (state.people) show();
}

byId('language').addEventListener('click', () => {
  const other = locale === 'th' ? 'en' : 'th';
  localStorage.setItem(LANGUAGE_KEY, other);
  void useLanguage(other);
});
byId('open-tools').addEventListener('click', () => openTools(byId('tools').hidden));
byId('pc').addEventListener('change', () => show());

await useLanguage(new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(LANGUAGE_KEY) ?? undefined);

/** Live: the program says when something changed; the browser connects again by itself. */
const changes = new EventSource('api/events');
changes.addEventListener('message', () => {
  if (byId('trouble').dataset.lost) trouble(undefined);
  delete byId('trouble').dataset.lost;
  void refresh().catch(lost);
});
changes.addEventListener('error', lost);

function lost() {
  byId('trouble').dataset.lost = 'yes';
  trouble(t('trouble.lost'));
}
