import { el } from './dom.js';
import { t } from './texts.js';

/** Does what a tap on an action does: tells LINE, opens a link, copies a text, or asks for a date first. */
export async function performAction(action, press) {
  switch (action.type) {
    case 'postback':
    case 'message':
      await press();
      return;
    case 'uri':
      window.open(action.uri, '_blank', 'noopener,noreferrer');
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
