import { read } from './server.js';

let texts = {};
export let locale = 'th';

/** Loads the page's sentences in a language and puts them where the HTML asks for them. */
export async function loadTexts(lang) {
  const answer = await read(`texts${lang ? `?lang=${lang}` : ''}`);
  texts = answer.texts;
  locale = answer.locale;
  document.documentElement.lang = locale;
  document.title = t('title');
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
}

/** A sentence of `simulator.json`; `{{name}}` is filled in. A missing one shows its key. */
export function t(key, params = {}) {
  const found = key.split('.').reduce((node, part) => node?.[part], texts);
  return String(found ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_all, name) => String(params[name] ?? ''));
}
