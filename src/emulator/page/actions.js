import { el } from './dom.js';
import { t } from './texts.js';

/**
 * Does what a tap on an action does: tells LINE, opens a link, copies a text, chooses a photo, or asks for a date first.
 * @param phone `press` tells LINE, `write` opens the chat with the bot with a text to send, `choosePhoto` opens the photos
 */
export async function performAction(action, { press, write, choosePhoto }) {
  switch (action.type) {
    case 'postback':
      await press();
      if (action.inputOption === 'openKeyboard') write(action.fillInText ?? '');
      return;
    case 'message':
      await press();
      return;
    case 'camera':
    case 'cameraRoll':
      choosePhoto();
      return;
    case 'uri':
      openLink(action.uri, write);
      return;
    case 'clipboard':
      await navigator.clipboard.writeText(action.clipboardText);
      return;
    case 'datetimepicker': {
      const value = await pick(action);
      if (value) await press({ [action.mode]: value });
      return;
    }
    default:
  }
}

/** Opens an address: LINE's own for "write this to the bot" opens the chat with that text in its input line. */
export function openLink(url, write) {
  const { origin, pathname, search } = new URL(url, location.href);
  if (origin === 'https://line.me' && pathname.startsWith('/R/oaMessage/')) write(decodeURIComponent(search.slice(1)));
  else window.open(url, '_blank', 'noopener,noreferrer');
}

const INPUTS = { date: 'date', time: 'time', datetime: 'datetime-local' };

function pick(action) {
  return new Promise((resolve) => {
    const input = el('input', {
      type: INPUTS[action.mode],
      'aria-label': action.label ?? t('pick'),
      value: action.initial,
      min: action.min,
      max: action.max,
    });
    const dialog = el('dialog', { on: { close: () => finish(dialog.returnValue === 'ok' ? input.value : '') } }, [
      el('form', { method: 'dialog' }, [
        input,
        el('button', { class: 'plain', value: '', text: t('cancel') }),
        el('button', { class: 'send', value: 'ok', text: t('choose') }),
      ]),
    ]);
    const finish = (value) => {
      dialog.remove();
      resolve(value);
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}
