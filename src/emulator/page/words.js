import { el } from './dom.js';

/** The words of a text message: who is mentioned in them stands out, and addresses can be tapped. */
export function wordsOf({ text, message }, { nameOf, open }) {
  const element = el('p', { class: 'words' });
  const parts = [
    ...mentions(text, message, nameOf).map(([from, to]) => ({ from, to, make: mention })),
    ...[...text.matchAll(/https?:\/\/\S+/g)].map(({ 0: url, index }) => ({
      from: index,
      to: index + url.length,
      make: () => link(url, open),
    })),
  ];
  let at = 0;
  for (const { from, to, make } of parts.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    element.append(text.slice(at, from), make(text.slice(from, to)));
    at = to;
  }
  element.append(text.slice(at));
  return element;
}

const mention = (text) => el('span', { class: 'mention', text });

const link = (url, open) =>
  el('a', {
    href: url,
    text: url,
    target: '_blank',
    rel: 'noopener noreferrer',
    on: {
      click: (event) => {
        event.preventDefault();
        open(url);
      },
    },
  });

/** Where mentions begin and end: as the webhook tells of a person's message, by name in one of the bot. */
function mentions(text, { mention, substitution }, nameOf) {
  if (mention) return mention.mentionees.map(({ index, length }) => [index, index + length]);
  return Object.values(substitution ?? {}).flatMap(({ mentionee }) => {
    const name = mentionee?.type === 'all' ? '@All' : mentionee && `@${nameOf(mentionee.userId)}`;
    const index = name ? text.indexOf(name) : -1;
    return index < 0 ? [] : [[index, index + name.length]];
  });
}
