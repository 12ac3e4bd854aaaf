import { el } from './dom.js';
import { flexMessage } from './flex.js';
import { picture } from './picture.js';
import { templateMessage } from './template.js';
import { locale, t } from './texts.js';
import { wordsOf } from './words.js';

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
    el('span', { class: own ? 'hidden' : 'name', text: name }),
    el('div', { class: 'beside' }, [content(message, context), meta]),
  ]);
  return el('div', { class: `row ${side}` }, [!own && face(name, message.fromBot), said]);
}

function content(message, context) {
  const { type } = message.message;
  if (type === 'flex') return flexMessage(message.message, context.press);
  if (type === 'template') return templateMessage(message.message.template, context.press);
  return el('div', { class: 'bubble' }, [quote(message, context), plain(message, context)]);
}

function plain({ id, fromBot, text, message }, context) {
  switch (message.type) {
    case 'text':
    case 'textV2':
      return wordsOf({ text, message }, context);
    case 'image':
    case 'video':
      if (fromBot) return fromTheBot(message);
      if (message.type === 'video') break;
      return picture(new URL(`api/content/${id}`, location.href).href, { alt: t('kinds.image'), className: 'photo' });
    case 'file':
      return el('p', { class: 'words' }, [
        el('span', { 'aria-hidden': 'true', text: '📄 ' }),
        el('span', { text }),
        el('span', { class: 'size', text: sizeOf(message.fileSize) }),
      ]);
    case 'location':
      return el('p', { class: 'words', text: `📍 ${text}` });
    default:
  }
  return el('p', { class: 'words', text: t(`kinds.${message.type}`) });
}

/** A photo or film of the bot: its preview, which opens the whole. */
function fromTheBot({ type, originalContentUrl, previewImageUrl }) {
  return el('a', { href: originalContentUrl, target: '_blank', rel: 'noopener noreferrer' }, [
    picture(previewImageUrl, { alt: t(`kinds.${type}`), className: 'photo' }),
  ]);
}

const sizeOf = (bytes) =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000));

function quote(message, { quoted, nameOf }) {
  if (!message.quotedMessageId) return null;
  const kind = quoted && quoted.text === '' ? t(`kinds.${quoted.message.type}`) : quoted?.text;
  return el('blockquote', { text: quoted ? `${nameOf(quoted.senderId)}: ${kind}` : t('quotedGone') });
}

const tool = (sign, label, click) =>
  el('button', { type: 'button', text: sign, title: label, 'aria-label': label, on: { click: () => void click() } });

const face = (name, bot) =>
  el('span', { class: bot ? 'face bot' : 'face', text: [...name][0] ?? '', 'aria-hidden': 'true' });
