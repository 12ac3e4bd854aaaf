import { el } from './dom.js';
import { picture } from './picture.js';

/** A template message: buttons, confirm, carousel, image carousel. */
export function templateMessage(template, press) {
  if (template.type === 'carousel') {
    return el(
      'div',
      { class: 'carousel', tabindex: '0' },
      template.columns.map((column) => card(column, press)),
    );
  }
  if (template.type === 'image_carousel') {
    const columns = template.columns.map(({ imageUrl, action }) =>
      card({ thumbnailImageUrl: imageUrl, actions: [{ label: '…', ...action }] }, press),
    );
    return el('div', { class: 'carousel', tabindex: '0' }, columns);
  }
  return card(template, press);
}

function card({ type, title, text, thumbnailImageUrl, actions }, press) {
  return el('div', { class: `template ${type ?? ''}` }, [
    thumbnailImageUrl && picture(thumbnailImageUrl),
    title && el('p', { class: 'title', text: title }),
    text && el('p', { class: 'words', text }),
    el(
      'div',
      { class: 'buttons' },
      actions.map((action) =>
        el('button', { type: 'button', text: action.label, on: { click: () => void press(action) } }),
      ),
    ),
  ]);
}
