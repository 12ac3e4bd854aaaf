import { el } from './dom.js';

/** The parts the tools are made of. */
export const section = (title, children) => el('section', {}, [el('h2', { text: title }), ...children]);

export const button = (text, type, click) =>
  el('button', { type, class: 'plain', text, ...(click ? { on: { click: () => void click() } } : {}) });

/** The name of a field, for those who see it and those who hear it. */
export function name(field, text) {
  field.placeholder = text;
  field.setAttribute('aria-label', text);
}

export const form = (children, submit) =>
  el(
    'form',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    children,
  );

/** A choice among values; `label` gives what is read, `text` that of each value. */
export const choice = (label, values, text, change) =>
  el(
    'select',
    { 'aria-label': label, ...(change ? { on: { change } } : {}) },
    values.map((value) => el('option', { value, text: text(value) })),
  );
