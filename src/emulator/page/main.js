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
  /** Does something; when it is refused, says so (in the words given, if any). Returns what the action tells. */
  act: async (action, body, refused = t('trouble.refused')) => {
    try {
      const result = await act(action, body);
      trouble(undefined);
      await refresh();
      return result;
    } catch {
      trouble(refused);
    }
  },
  announce: (text) => {
    byId('news').append(el('p', { text }));
    while (byId('news').childElementCount > 5) byId('news').firstElementChild.remove();
  },
  /** Shows the chat of a person or group that was just made. */
  open: (id) => openChat(id),
  /** Opens a person's chat with a text to send. */
  write: (id, text) => {
    openChat(id);
    phones.get(id)?.composer.write(text);
  },
};

const tools = new Tools(byId('tools'), page, () => openTools(false));
const narrow = matchMedia('(max-width: 759px)');

function openTools(wanted) {
  byId('tools').hidden = !wanted;
  byId('open-tools').setAttribute('aria-expanded', String(wanted));
  coverRest();
  if (state.people) show();
  if (wanted) byId('tools').querySelector('button')?.focus();
  else byId('open-tools').focus();
}

/** On a narrow screen the tools lie over everything else. */
function coverRest() {
  const covered = narrow.matches && !byId('tools').hidden;
  for (const id of ['bar', 'tabs', 'phones']) byId(id).inert = covered;
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
  phones.get(current)?.unread.splice(0);
  const unread = (id) => phones.get(id).unread.length;
  fill(byId('tabs'), [locale, current, chats.map(({ id, title }) => [id, title, unread(id)])], () =>
    chats.map((chat) => tab(chat, unread(chat.id))),
  );
  tools.show(state);
  showQuota(state.quota);
}

function showQuota({ limit, used }) {
  byId('quota').textContent = limit === null ? t('quota.none', { used }) : t('quota.limited', { used, limit });
  byId('meter').hidden = limit === null;
  byId('meter').max = limit ?? 1;
  byId('meter').high = (limit ?? 1) * 0.8;
  byId('meter').value = used;
  byId('meter').setAttribute('aria-label', byId('quota').textContent);
}

const tab = (chat, unread) =>
  el(
    'button',
    {
      type: 'button',
      class: 'tab',
      'aria-pressed': String(chat.id === current),
      'data-chat': chat.id,
      on: { click: () => openChat(chat.id) },
    },
    [
      el('span', { text: chat.title }),
      unread > 0 && el('span', { class: 'badge', text: String(unread), 'aria-hidden': 'true' }),
      unread > 0 && el('span', { class: 'hidden', text: ` ${t('unread', { count: unread })}` }),
    ],
  );

function openChat(id) {
  current = id;
  if (narrow.matches && !byId('tools').hidden) openTools(false);
  show();
  bringIntoView();
  phones.get(id)?.focus();
}

function bringIntoView() {
  byId('tabs').querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  phones.get(current)?.reveal();
}

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
byId('tools').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') openTools(false);
});
narrow.addEventListener('change', () => {
  coverRest();
  bringIntoView();
});
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
