import { el } from './dom.js';

/** A picture of the bot; where it cannot be loaded, a grey field of its shape stays. */
export function picture(url, { alt = '', className = 'picture', style = {} } = {}) {
  const image = el('img', { src: reachable(url), alt, class: className, style });
  image.addEventListener('error', () => {
    image.replaceWith(el('span', { class: `${className} lost`, text: alt, style }));
  });
  return image;
}

/** LINE wants https; what the bot serves on this very machine is reached the way the page was. */
function reachable(url) {
  if (!URL.canParse(url)) return '';
  const { hostname, pathname, search } = new URL(url);
  return LOOPBACK.has(hostname) ? `${location.origin}${pathname}${search}` : url;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
