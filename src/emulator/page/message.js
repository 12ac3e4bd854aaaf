import { el } from './dom.js';
import { flexMessage } from './flex.js';
import { templateMessage } from './template.js';
import { locale, t } from './texts.js';

/** One message as a row of the chat: face, name, quote, what was said, time, and what can be done with it. */
export function messageRow(message, context) {
  const { own, name } = context;
  const side = own ? 'own' : message.fromBot ? 'bot' : 'other';
  const time = new Date(message.at).toLocaleTimeString(locale, {
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'Asia/Bangkok',
  });
  const meta = el('div', { class: 'meta' }, [
    el('div', { class: 'tools' }, [
      tool('↩', t('reply'), context.reply),
      own && tool('✕', t('unsend'), context.unsend),
    ]),
    message.edited && el('span', { text: t('edited') }),
    el('time', { text: time }),
  ]);
  const said = el('div', { class: 'said' }, [
    !own && el('span', { class: 'name', text: name }),
    el('div', { class: 'beside' }, [content(message, context), meta]),
  ]);
  return el('div', { class: `row ${side}` }, [!own && face(name, message.fromBot), said]);
}

function content(message, context) {
  const { type } = message.message;
  if (type === 'flex') return flexMessage(message.message, context.press);
  if (type === 'template') return templateMessage(message.message.template, context.press);
  return el('div', { class: 'bubble' }, [quote(message, context), ...plain(message)]);
}

function plain(message) {
  const { type } = message.message;
  switch (type) {
    case 'text':
    case 'textV2':
      return [el('p', { class: 'words', text: message.text })];
    case 'image':
      return message.fromBot
        ? [el('p', { class: 'words', text: t('kinds.image') })]
        : [el('img', { src: `api/content/${message.id}`, alt: t('kinds.image') })];
    case 'file':
      return [el('p', { class: 'words', text: `📄 ${message.text}` })];
    case 'location':
      return [el('p', { class: 'words', text: `📍 ${message.text}` })];
    default:
      return [el('p', { class: 'words', text: t(`kinds.${type}`) })];
  }
}

function quote(message, { quoted, nameOf }) {
  if (!message.quotedMessageId) return null;
  const text = quoted ? `${nameOf(quoted.senderId)}: ${quoted.text}` : t('quotedGone');
  return el('blockquote', { text });
}

const tool = (sign, label, click) =>
  el('button', { type: 'button', text: sign, title: label, 'aria-label': label, on: { click: () => void click() } });

const face = (name, bot) =>
  el('span', { class: bot ? 'face bot' : 'face', text: [...name][0] ?? '', 'aria-hidden': 'true' });
