/** Fills an element anew only when `key` says that its contents change: what has the focus keeps it. */
export function fill(element, key, children) {
  const known = JSON.stringify(key);
  if (filled.get(element) === known) return;
  filled.set(element, known);
  element.replaceChildren(...children());
}

const filled = new WeakMap();

/**
 * Makes an element. Text is always set as text, never as HTML; styles through the CSSOM, which the page's policy allows.
 * @param {string} tag
 * @param {{class?: string, text?: string, style?: Record<string, string>, on?: Record<string, (event: Event) => void>, [attribute: string]: any}} [options]
 * @param {(Node | null | undefined | false)[]} [children]
 * @returns {HTMLElement}
 */
export function el(tag, options = {}, children = []) {
  const { class: className, text, style, on, ...attributes } = options;
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  if (style) Object.assign(element.style, style);
  for (const [name, listener] of Object.entries(on ?? {})) element.addEventListener(name, listener);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}
